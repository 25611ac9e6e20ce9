"""One line per table of this app: the index a newcomer reads first."""

from supervision.risk_alerts.models import RiskAlert, RuleRun, SweepRun

__all__ = ["RiskAlert", "RuleRun", "SweepRun"]
