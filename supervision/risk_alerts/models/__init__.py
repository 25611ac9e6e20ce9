"""风险预警: alerts, what people do with them, and the log of the nights."""

from supervision.risk_alerts.models.alerts import SCOPE_COPIES, RiskAlert
from supervision.risk_alerts.models.handling import AlertComment, AlertEscalation, AlertLimit, DismissalKind, LimitKind
from supervision.risk_alerts.models.nights import RuleRun, SweepRun

__all__ = [
    "SCOPE_COPIES",
    "AlertComment",
    "AlertEscalation",
    "AlertLimit",
    "DismissalKind",
    "LimitKind",
    "RiskAlert",
    "RuleRun",
    "SweepRun",
]
