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
from party_building.admissions.models import (
    Admission,
    AdmissionContact,
    AdmissionNote,
    AdmissionPeriod,
    AdmissionQuota,
    AdmissionRecord,
    AdmissionStep,
)
from party_building.brands.models import Authorisation, Brand, BrandFile, Misuse
from party_building.co_building.models import Agreement, AgreementItem, ItemDelivery
from party_building.council_units.models import CouncilUnit
from party_building.follow_ups.models import FollowUp, FollowUpPhrase, FollowUpReply, FollowUpSeries
from party_building.funds.models import FundBudget, Grant, GrantRate, GrantRule, Spending
from party_building.instructor_plans.models import InstructorPlan, InstructorPlanGap, InstructorPlanLine
from party_building.instructors.models import Dispatch, Instructor, InstructorAppraisal, Visit
from party_building.joint_plans.models import JointGroup, JointGroupBody, JointPlan
from party_building.leader_charges.models import ChargedLeader, ChargeNote, LeaderCharge
from party_building.model_sites.models import ModelSite, SiteScheme, SiteStatus
from party_building.party_counts.models import PartyCount
from party_building.party_declarations.models import PartyDeclaration
from party_building.party_duties.models import PartyDuty
from party_building.party_limits.models import PartyLimit
from party_building.party_members.models import (
    MemberAffiliation,
    MemberEmployment,
    MemberStanding,
    MemberTransfer,
    PartyMember,
    Reconciliation,
    RegisterDifference,
    UnitParticipation,
    VanguardPost,
)
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
from party_building.propaganda.models import PropagandaItem
from party_building.secretary_meetings.models import Invitation, Matter, SecretaryMeeting
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
    "Admission",
    "AdmissionContact",
    "AdmissionNote",
    "AdmissionPeriod",
    "AdmissionQuota",
    "AdmissionRecord",
    "AdmissionStep",
    "Agreement",
    "AgreementItem",
    "Appraisal",
    "Authorisation",
    "BarredMeasure",
    "Brand",
    "BrandFile",
    "CentreFacility",
    "ChargeNote",
    "ChargedLeader",
    "ClassInvitation",
    "ClassSignUp",
    "CommitteePost",
    "CouncilUnit",
    "CourseStage",
    "CoverageLink",
    "Dispatch",
    "FollowUp",
    "FollowUpPhrase",
    "FollowUpReply",
    "FollowUpSeries",
    "FundBudget",
    "Grant",
    "GrantRate",
    "GrantRule",
    "Instructor",
    "InstructorAppraisal",
    "InstructorPlan",
    "InstructorPlanGap",
    "InstructorPlanLine",
    "Invitation",
    "ItemDelivery",
    "JointGroup",
    "JointGroupBody",
    "JointPlan",
    "JointUnit",
    "LeaderCharge",
    "Lecturer",
    "Matter",
    "MemberAffiliation",
    "MemberEmployment",
    "MemberStanding",
    "MemberTransfer",
    "Misuse",
    "ModelSite",
    "OutsideSituation",
    "PartyCount",
    "PartyDeclaration",
    "PartyDuty",
    "PartyLimit",
    "PartyMember",
    "PartyStation",
    "PartyUnit",
    "PremisesCheck",
    "PremisesItem",
    "PropagandaItem",
    "Reconciliation",
    "RegisterDifference",
    "RequestBody",
    "RequestMerger",
    "RequestPart",
    "RequestSeries",
    "SecretaryMeeting",
    "SeriesItem",
    "SeriesPart",
    "ServiceCentre",
    "SiteScheme",
    "SiteStatus",
    "Spending",
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
    "UnitParticipation",
    "UnitRequest",
    "UnitTerm",
    "VanguardPost",
    "Visit",
    "YearStatement",
]
