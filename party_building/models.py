"""One line per table of this app: the index a newcomer reads first."""

from party_building.activities.models import (
    Activity,
    ActivityFile,
    ActivityFrequency,
    ActivityKind,
    Appraisal,
    JointUnit,
    UnitGroups,
)
from party_building.activity_series.models import ActivitySeries, SeriesItem, SeriesPart
from party_building.follow_ups.models import FollowUp, FollowUpPhrase, FollowUpReply, FollowUpSeries
from party_building.leader_charges.models import ChargedLeader, ChargeNote, LeaderCharge
from party_building.party_counts.models import PartyCount
from party_building.party_declarations.models import PartyDeclaration
from party_building.party_limits.models import PartyLimit
from party_building.party_units.models import (
    CommitteePost,
    CoverageLink,
    PartyUnit,
    PremisesCheck,
    PremisesItem,
    UnitAttachment,
    UnitGuidance,
    UnitTerm,
)
from party_building.propaganda.models import PropagandaItem
from party_building.secretary_meetings.models import Invitation, Matter, SecretaryMeeting
from party_building.star_ratings.models import (
    BarredMeasure,
    StarCriterion,
    StarEntry,
    StarObjection,
    StarRating,
    StarRound,
    StarScore,
    StarThreshold,
)
from party_building.stations.models import ActivityBody, PartyStation, StationActivity, StationArrangement
from party_building.teaching_materials.models import TeachingMaterial
from party_building.training.models import (
    ClassInvitation,
    ClassSignUp,
    CourseStage,
    Lecturer,
    TrainingClass,
    TrainingCourse,
)
from party_building.unit_requests.models import RequestBody, RequestMerger, RequestPart, RequestSeries, UnitRequest
from party_building.year_statements.models import StatementFigure, StatementGrade, YearStatement

__all__ = [
    "ActivitySeries",
    "Invitation",
    "Matter",
    "PropagandaItem",
    "SecretaryMeeting",
    "SeriesItem",
    "SeriesPart",
    "TeachingMaterial",
    "ChargeNote",
    "ChargedLeader",
    "LeaderCharge",
    "PartyDeclaration",
    "StatementFigure",
    "StatementGrade",
    "YearStatement",
    "ClassInvitation",
    "ClassSignUp",
    "BarredMeasure",
    "Activity",
    "ActivityFile",
    "ActivityFrequency",
    "ActivityKind",
    "Appraisal",
    "CommitteePost",
    "CourseStage",
    "CoverageLink",
    "ActivityBody",
    "Lecturer",
    "JointUnit",
    "FollowUp",
    "FollowUpPhrase",
    "FollowUpReply",
    "FollowUpSeries",
    "PartyCount",
    "PartyLimit",
    "PartyStation",
    "PartyUnit",
    "PremisesCheck",
    "PremisesItem",
    "StationArrangement",
    "StationActivity",
    "TrainingClass",
    "TrainingCourse",
    "StarCriterion",
    "StarEntry",
    "StarObjection",
    "StarRating",
    "StarRound",
    "StarScore",
    "StarThreshold",
    "UnitAttachment",
    "UnitGroups",
    "UnitGuidance",
    "UnitRequest",
    "UnitTerm",
    "RequestBody",
    "RequestMerger",
    "RequestPart",
    "RequestSeries",
]
