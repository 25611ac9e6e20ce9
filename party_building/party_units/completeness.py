"""What party organizations add to 四清: whether a party unit covers it."""

import datetime

from django.db.models import Q

from party_building.party_units.models import CoverageLink
from registry.organizations.completeness import Item, page
from registry.organizations.models import OrganizationQuerySet
from registry.organizations.states import Clear


def _has_unit(rows: OrganizationQuerySet, day: datetime.date) -> Q:
    return Q(pk__in=CoverageLink.objects.on(day).values("organization"))


ITEMS = (
    Item(
        "party_unit",
        Clear.PARTY_UNIT,
        "党组织",
        _has_unit,
        page("staff:party_units:of_organization"),
        permission="party_units.view",
        by_authority=False,
    ),
)
