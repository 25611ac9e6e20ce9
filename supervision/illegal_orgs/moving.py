"""An open lead follows the place of the act and its authority; a decision keeps the authority that made it."""

from core.reorganizations.movers import Change, Mover, follow, named
from supervision.illegal_orgs.models import Lead


class Leads(Mover):
    label, unit = "未办结的线索", "条"
    moves = ("supervision.Lead.region", "supervision.Lead.department")

    def count_regions(self, old, day):
        return named(Lead.objects.open(), ("region",), old).count()

    def count_departments(self, old, day):
        return named(Lead.objects.open(), ("department",), old).count()

    def move_regions(self, change: Change) -> int:
        return follow(Lead.objects.open(), "region", change)

    def move_departments(self, change: Change) -> int:
        return follow(Lead.objects.open(), "department", change)
