"""One line per table of this app: the index a newcomer reads first."""

from supervision.campaigns.models import (
    Campaign,
    CampaignFigure,
    CampaignKind,
    CampaignOffice,
    CampaignOrder,
    CampaignOutcome,
    CampaignTarget,
    SelfCheck,
    SelfCheckRound,
    SignOff,
    SiteCheck,
    SiteCheckFile,
    SiteFinding,
)
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
from supervision.rectifications.models import RectificationOrder, RectificationReport
from supervision.risk_alerts.models import RiskAlert, RuleRun, SweepRun
from supervision.surveys.models import Survey, SurveyAnswer, SurveyRecipient, SurveyRound
from supervision.talks.models import SupervisoryTalk

__all__ = [
    "Campaign",
    "CampaignFigure",
    "CampaignKind",
    "CampaignOffice",
    "CampaignOrder",
    "CampaignOutcome",
    "CampaignTarget",
    "Countersign",
    "ElectronicConsent",
    "Letter",
    "LetterDelivery",
    "LetterKind",
    "LetterReply",
    "LetterSeries",
    "LetterTemplate",
    "RectificationOrder",
    "RectificationReport",
    "RiskAlert",
    "RuleRun",
    "SelfCheck",
    "SelfCheckRound",
    "ServicePeriod",
    "SignOff",
    "SiteCheck",
    "SiteCheckFile",
    "SiteFinding",
    "SupervisoryTalk",
    "Survey",
    "SurveyAnswer",
    "SurveyRecipient",
    "SurveyRound",
    "SweepRun",
]
