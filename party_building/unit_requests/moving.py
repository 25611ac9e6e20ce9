"""Requests that wait follow the organ that has to answer, the office that drafts and the place that consents."""

from core.reorganizations.movers import Change, Mover, follow, named
from party_building.unit_requests.models import UnitRequest

OFFICES = ("superior", "drafter", "new_superior", "consent_office")


class Requests(Mover):
    label, unit = "党组织请示", "件"
    moves = (
        *(f"party_building.UnitRequest.{name}" for name in OFFICES),
        "party_building.UnitRequest.service_region",
    )

    def count_departments(self, old, day):
        return named(UnitRequest.objects.open(), OFFICES, old).count()

    def count_regions(self, old, day):
        return named(UnitRequest.objects.open(), ("service_region",), old).count()

    def move_departments(self, change: Change) -> int:
        """What was answered stands in a letter and keeps its names."""
        return sum(follow(UnitRequest.objects.open(), name, change) for name in OFFICES)

    def move_regions(self, change: Change) -> int:
        return follow(UnitRequest.objects.open(), "service_region", change)
