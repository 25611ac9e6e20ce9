"""One line per table of this app: the index a newcomer reads first."""

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
from party_building.year_statements.models import StatementFigure, StatementGrade, YearStatement

__all__ = [
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
    "CommitteePost",
    "CourseStage",
    "CoverageLink",
    "ActivityBody",
    "Lecturer",
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
    "UnitGuidance",
    "UnitTerm",
]
