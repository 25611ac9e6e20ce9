"""What posts and terms add to 四清."""

import datetime

from django.db.models import Q

from registry.officers.models import CouncilTerm
from registry.organizations.completeness import Item, linked, page
from registry.organizations.models import OrganizationQuerySet
from registry.organizations.states import Clear

PANEL = page("staff:officers:of_organization")


def _has_term(rows: OrganizationQuerySet, day: datetime.date) -> Q:
    return Q(pk__in=CouncilTerm.objects.on(day).values("organization"))


ITEMS = (
    Item(
        "legal_representative",
        Clear.ORGANIZATION,
        "法定代表人",
        linked("legal_representative_id"),
        PANEL,
        "officers.edit",
    ),
    Item("term", Clear.ORGANIZATION, "理事会届期", _has_term, PANEL, "officers.edit"),
)
