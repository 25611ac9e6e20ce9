"""What other capabilities ask about party units."""

from collections.abc import Collection

from core import clock
from party_building.party_units.models import PartyUnit


def set_up(ids: Collection[int]) -> dict[int, str]:
    """{organization id: evidence} of those that host a party unit today; the oldest unit speaks. One query."""
    units = PartyUnit.objects.on(clock.today()).filter(organization__in=ids).order_by("-established_on", "-pk")
    rows = units.values_list("organization_id", "name", "established_on")
    return {pk: f"{name}于{day:%Y-%m-%d}成立" for pk, name, day in rows}
