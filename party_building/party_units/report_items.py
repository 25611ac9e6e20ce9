"""What an annual report takes from the party units on record."""

import datetime

from party_building.party_units.models import CoverageLink
from registry.organizations.models import Organization

ITEMS = ("has_party_organization",)


def items(organization: Organization, year: int) -> dict[str, str]:
    """One query. Nothing is said where no unit is on record: the register of units may lack one."""
    is_set_up = CoverageLink.objects.on(datetime.date(year, 12, 31)).built().filter(organization=organization).exists()
    return {"has_party_organization": "yes"} if is_set_up else {}
