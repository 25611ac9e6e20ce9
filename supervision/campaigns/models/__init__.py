from supervision.campaigns.models.campaigns import (
    Campaign,
    CampaignFigure,
    CampaignKind,
    CampaignOffice,
    CampaignOutcome,
)
from supervision.campaigns.models.checks import (
    CampaignOrder,
    SelfCheck,
    SelfCheckRound,
    SignOff,
    SiteCheck,
    SiteCheckFile,
    SiteFinding,
)
from supervision.campaigns.models.targets import CampaignStrike, CampaignTarget

__all__ = [
    "Campaign",
    "CampaignFigure",
    "CampaignKind",
    "CampaignOffice",
    "CampaignOrder",
    "CampaignOutcome",
    "CampaignStrike",
    "CampaignTarget",
    "SelfCheck",
    "SelfCheckRound",
    "SignOff",
    "SiteCheck",
    "SiteCheckFile",
    "SiteFinding",
]
