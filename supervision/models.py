"""One line per table of this app: the index a newcomer reads first."""

from supervision.campaigns.models import (
    Campaign,
    CampaignFigure,
    CampaignKind,
    CampaignOffice,
    CampaignOrder,
    CampaignOutcome,
    CampaignStrike,
    CampaignTarget,
    SelfCheck,
    SelfCheckRound,
    SignOff,
    SiteCheck,
    SiteCheckFile,
    SiteFinding,
)
from supervision.case_proposals.models import CaseEvidence, CaseProposal
from supervision.commitments.models import Commitment, CommitmentText
from supervision.credit_listings.models import CreditEntry, EntryReset, ListingCase, ListingEvidence, ListingStatement
from supervision.credit_objections.models import CreditObjection
from supervision.credit_pauses.models import CreditPause
from supervision.credit_records.models import CreditRecord
from supervision.credit_removals.models import RemovalRequest
from supervision.credit_terms.models import CreditGround, CreditPeriod
from supervision.illegal_orgs.models import (
    BanDecision,
    CheckKind,
    Lead,
    LeadCheck,
    LeadContact,
    LeadOfficer,
    LeadPeriod,
)
from supervision.ladders.models import Ladder, LadderStep
from supervision.letters.models import (
    Countersign,
    ElectronicConsent,
    Letter,
    LetterDelivery,
    LetterKind,
    LetterReply,
    LetterSeries,
    LetterTemplate,
    ServicePeriod,
)
from supervision.liaison.models import (
    Contact,
    LiaisonLink,
    Need,
)
from supervision.penalties.models import Penalty, PenaltyItem
from supervision.rectifications.models import (
    RectificationOrder,
    RectificationReport,
)
from supervision.risk_alerts.models import (
    AlertComment,
    AlertEscalation,
    AlertLimit,
    DismissalKind,
    RiskAlert,
    RuleRun,
    SweepRun,
)
from supervision.risk_reports.models import (
    RiskClock,
    RiskKind,
    RiskLeg,
    RiskNote,
    RiskReport,
)
from supervision.supervision_visits.models import (
    SupervisionVisit,
    VisitMember,
    VisitProblem,
    VisitUnit,
)
from supervision.surveys.models import (
    Survey,
    SurveyAnswer,
    SurveyRecipient,
    SurveyRound,
)
from supervision.talks.models import (
    SupervisoryTalk,
)
from supervision.task_lists.models import (
    Milestone,
    Task,
    TaskOffice,
    TaskPace,
    TaskPartner,
    TaskSeries,
    TaskTarget,
)

__all__ = [
    "AlertComment",
    "AlertEscalation",
    "AlertLimit",
    "BanDecision",
    "Campaign",
    "CampaignFigure",
    "CampaignKind",
    "CampaignOffice",
    "CampaignOrder",
    "CampaignOutcome",
    "CampaignStrike",
    "CampaignTarget",
    "CaseEvidence",
    "CaseProposal",
    "CheckKind",
    "Commitment",
    "CommitmentText",
    "Contact",
    "Countersign",
    "CreditEntry",
    "CreditGround",
    "CreditObjection",
    "CreditPause",
    "CreditPeriod",
    "CreditRecord",
    "DismissalKind",
    "ElectronicConsent",
    "EntryReset",
    "Ladder",
    "LadderStep",
    "Lead",
    "LeadCheck",
    "LeadContact",
    "LeadOfficer",
    "LeadPeriod",
    "Letter",
    "LetterDelivery",
    "LetterKind",
    "LetterReply",
    "LetterSeries",
    "LetterTemplate",
    "LiaisonLink",
    "ListingCase",
    "ListingEvidence",
    "ListingStatement",
    "Milestone",
    "Need",
    "Penalty",
    "PenaltyItem",
    "RectificationOrder",
    "RectificationReport",
    "RemovalRequest",
    "RiskAlert",
    "RiskClock",
    "RiskKind",
    "RiskLeg",
    "RiskNote",
    "RiskReport",
    "RuleRun",
    "SelfCheck",
    "SelfCheckRound",
    "ServicePeriod",
    "SignOff",
    "SiteCheck",
    "SiteCheckFile",
    "SiteFinding",
    "SupervisionVisit",
    "SupervisoryTalk",
    "Survey",
    "SurveyAnswer",
    "SurveyRecipient",
    "SurveyRound",
    "SweepRun",
    "Task",
    "TaskOffice",
    "TaskPace",
    "TaskPartner",
    "TaskSeries",
    "TaskTarget",
    "VisitMember",
    "VisitProblem",
    "VisitUnit",
]
