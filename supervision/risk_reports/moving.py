"""What is open follows the division it happened in and the offices it lies with; what is over stays as it was."""

from core.reorganizations.movers import Change, Mover, follow, named
from supervision.risk_reports.models import RiskLeg, RiskReport

REGIONS = ("region", "city", "district", "street", "community")
OFFICES = ("office", "authority", "handed_to")


class Reports(Mover):
    label, unit = "未办结的风险报送", "条"
    moves = tuple(f"supervision.RiskReport.{name}" for name in (*REGIONS, *OFFICES)) + ("supervision.RiskLeg.office",)

    def count_regions(self, old, day):
        return named(RiskReport.objects.open(), REGIONS, old).count()

    def count_departments(self, old, day):
        return named(RiskReport.objects.open(), OFFICES, old).count()

    def move_regions(self, change: Change) -> int:
        return sum(follow(RiskReport.objects.open(), name, change) for name in REGIONS)

    def move_departments(self, change: Change) -> int:
        """The leg that is open goes on under the successor: its clock does not begin anew."""
        follow(RiskLeg.objects.filter(left_at=None), "office", change)
        return sum(follow(RiskReport.objects.open(), name, change) for name in OFFICES)
