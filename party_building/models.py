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
from party_building.council_units.models import CouncilUnit
from party_building.instructor_plans.models import InstructorPlan, InstructorPlanGap, InstructorPlanLine
from party_building.instructors.models import Appraisal, Dispatch, Instructor, Visit
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
    "ActivityBody",
    "Appraisal",
    "ClassInvitation",
    "ClassSignUp",
    "BarredMeasure",
    "Activity",
    "ActivityFile",
    "ActivityFrequency",
    "ActivityKind",
    "Appraisal",
    "CommitteePost",
    "CouncilUnit",
    "CourseStage",
    "CoverageLink",
    "Dispatch",
    "Instructor",
    "InstructorPlan",
    "InstructorPlanGap",
    "InstructorPlanLine",
    "Lecturer",
    "JointUnit",
    "PartyCount",
    "PartyLimit",
    "PartyStation",
    "PartyUnit",
    "PremisesCheck",
    "PremisesItem",
    "StationActivity",
    "StationArrangement",
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
    "Visit",
]
