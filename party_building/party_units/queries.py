"""What other capabilities ask about party units."""

import datetime
from collections.abc import Collection

from core import clock
from party_building.party_units.models import CoverageLink, PartyUnit
from party_building.party_units.states import UnitKind


def set_up(ids: Collection[int]) -> dict[int, str]:
    """{organization id: evidence} of those that a party unit covers today; own and joint speak first. One query."""
    links = CoverageLink.objects.on(clock.today()).filter(organization__in=ids)
    rows = links.order_by("-is_functional", "-valid_from").values_list("organization_id", "unit__name", "valid_from")
    return {pk: f"{name}自{day:%Y-%m-%d}起覆盖" for pk, name, day in rows}


def industry_committees(ids: Collection[int], day: datetime.date) -> dict[int, str]:
    """{department id: words} of departments whose industry committee stands on `day`. One query."""
    units = (
        PartyUnit.objects.on(day).filter(kind=UnitKind.INDUSTRY, business_guide__in=ids).order_by("-established_on")
    )
    rows = units.values_list("business_guide_id", "name", "established_on")
    return {pk: f"{name}于{since:%Y-%m-%d}成立" for pk, name, since in rows}
