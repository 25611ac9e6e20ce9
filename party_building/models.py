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
from party_building.follow_ups.models import FollowUp, FollowUpPhrase, FollowUpReply, FollowUpSeries
from party_building.party_counts.models import PartyCount
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
from party_building.training.models import (
    ClassInvitation,
    ClassSignUp,
    CourseStage,
    Lecturer,
    TrainingClass,
    TrainingCourse,
)

__all__ = [
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
    "UnitTerm",
]
