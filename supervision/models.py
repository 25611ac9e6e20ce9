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
from supervision.risk_alerts.models import RiskAlert, RuleRun, SweepRun
from supervision.surveys.models import Survey, SurveyAnswer, SurveyRecipient, SurveyRound

__all__ = [
    "Campaign",
    "CampaignFigure",
    "CampaignKind",
    "CampaignOffice",
    "CampaignOrder",
    "CampaignOutcome",
    "CampaignTarget",
    "RiskAlert",
    "RuleRun",
    "SelfCheck",
    "SelfCheckRound",
    "SignOff",
    "SiteCheck",
    "SiteCheckFile",
    "SiteFinding",
    "Survey",
    "SurveyAnswer",
    "SurveyRecipient",
    "SurveyRound",
    "SweepRun",
]
