"""One line per table of this app: the index a newcomer reads first."""

from party_building.council_units.models import CouncilUnit
from party_building.instructors.models import Appraisal, Dispatch, Instructor, Visit
from party_building.party_counts.models import PartyCount
from party_building.party_duties.models import PartyDuty
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
    "CommitteePost",
    "CouncilUnit",
    "CourseStage",
    "CoverageLink",
    "Dispatch",
    "Instructor",
    "Lecturer",
    "PartyCount",
    "PartyDuty",
    "PartyLimit",
    "PartyStation",
    "PartyUnit",
    "PremisesCheck",
    "PremisesItem",
    "StationActivity",
    "StationArrangement",
    "TrainingClass",
    "TrainingCourse",
    "UnitAttachment",
    "UnitGuidance",
    "UnitTerm",
    "Visit",
]
