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
from party_building.brands.models import Authorisation, Brand, BrandFile, Misuse
from party_building.co_building.models import Agreement, AgreementItem, ItemDelivery
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
from party_building.population.models import OutsideSituation
from party_building.service_centres.models import CentreFacility, ServiceCentre
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
    "ActivityBody",
    "ActivityFile",
    "ActivityFrequency",
    "ActivityKind",
    "Agreement",
    "AgreementItem",
    "Appraisal",
    "Authorisation",
    "BarredMeasure",
    "Brand",
    "BrandFile",
    "CentreFacility",
    "ClassInvitation",
    "ClassSignUp",
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
    "ItemDelivery",
    "JointUnit",
    "Lecturer",
    "Misuse",
    "OutsideSituation",
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
    "ServiceCentre",
    "StarCriterion",
    "StarEntry",
    "StarObjection",
    "StarRating",
    "StarRound",
    "StarScore",
    "StarThreshold",
    "StationActivity",
    "StationArrangement",
    "TrainingClass",
    "TrainingCourse",
    "UnitAttachment",
    "UnitGroups",
    "UnitGuidance",
    "UnitTerm",
    "Visit",
]
