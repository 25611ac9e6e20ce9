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
from party_building.council_units.models import CouncilUnit
from party_building.instructor_plans.models import InstructorPlan, InstructorPlanGap, InstructorPlanLine
from party_building.instructors.models import Dispatch, Instructor, InstructorAppraisal, Visit
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
    "Activity",
    "ActivityBody",
    "ActivityFile",
    "ActivityFrequency",
    "ActivityKind",
    "ActivitySeries",
    "Appraisal",
    "BarredMeasure",
    "ChargeNote",
    "ChargedLeader",
    "ClassInvitation",
    "ClassSignUp",
    "CommitteePost",
    "CouncilUnit",
    "CourseStage",
    "CoverageLink",
    "Dispatch",
    "Instructor",
    "InstructorAppraisal",
    "InstructorPlan",
    "InstructorPlanGap",
    "InstructorPlanLine",
    "Invitation",
    "JointUnit",
    "LeaderCharge",
    "Lecturer",
    "Matter",
    "PartyCount",
    "PartyDeclaration",
    "PartyLimit",
    "PartyStation",
    "PartyUnit",
    "PremisesCheck",
    "PremisesItem",
    "PropagandaItem",
    "RequestBody",
    "RequestMerger",
    "RequestPart",
    "RequestSeries",
    "SecretaryMeeting",
    "SeriesItem",
    "SeriesPart",
    "StarCriterion",
    "StarEntry",
    "StarObjection",
    "StarRating",
    "StarRound",
    "StarScore",
    "StarThreshold",
    "StatementFigure",
    "StatementGrade",
    "StationActivity",
    "StationArrangement",
    "TeachingMaterial",
    "TrainingClass",
    "TrainingCourse",
    "UnitAttachment",
    "UnitGroups",
    "UnitGuidance",
    "UnitRequest",
    "UnitTerm",
    "Visit",
    "YearStatement",
]
