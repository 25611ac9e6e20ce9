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
from party_building.funds.models import FundBudget, Grant, GrantRate, GrantRule, Spending
from party_building.model_sites.models import ModelSite, SiteScheme, SiteStatus
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
from party_building.unit_requests.models import RequestBody, RequestMerger, RequestPart, RequestSeries, UnitRequest

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
    "FundBudget",
    "Grant",
    "GrantRate",
    "GrantRule",
    "ModelSite",
    "SiteScheme",
    "SiteStatus",
    "Spending",
]
