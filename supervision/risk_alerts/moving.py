"""What was assigned to an office follows it; who sees an alert is copied anew each night anyway."""

from django.db.models import F

from core.reorganizations.movers import Change, Mover, follow
from supervision.risk_alerts.models import RiskAlert


class Alerts(Mover):
    label, unit = "交办的预警", "条"
    moves = ("supervision.RiskAlert.assigned_office",)

    def count_departments(self, old, day):
        return RiskAlert.objects.unresolved().filter(assigned_office__in=list(old)).count()

    def move_departments(self, change: Change) -> int:
        return follow(RiskAlert.objects.unresolved(), "assigned_office", change, version=F("version") + 1)
