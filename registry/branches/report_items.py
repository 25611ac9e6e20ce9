"""What an annual report takes from the branches on record."""

import datetime

from django.db.models import Q

from registry.branches.models import BranchOffice
from registry.branches.states import BranchKind
from registry.organizations.models import Organization
from registry.organizations.report_items import year_end

ITEMS = ("branches", "branches_opened", "branches_closed")
LISTED = (BranchKind.BRANCH, BranchKind.REPRESENTATIVE)


def items(organization: Organization, year: int) -> dict:
    """Those that existed on any day of the year. One query."""
    first, last = datetime.date(year, 1, 1), year_end(year)
    rows = BranchOffice.objects.filter(organization=organization, kind__in=LISTED, established_on__lte=last)
    rows = list(rows.filter(Q(closed_on=None) | Q(closed_on__gt=first)).order_by("established_on", "pk"))
    if not rows:
        return {"branches": "none", "branches_opened": "0", "branches_closed": "0"}
    return {
        "branches": [_row(row, last) for row in rows],
        "branches_opened": str(sum(row.established_on >= first for row in rows)),
        "branches_closed": str(sum(bool(row.closed_on and row.closed_on <= last) for row in rows)),
    }


def _row(row: BranchOffice, last: datetime.date) -> dict[str, str]:
    return {
        "name": row.name,
        "kind": row.get_kind_display(),
        "head": row.head,
        "established_on": row.established_on.isoformat(),
        "closed_on": row.closed_on.isoformat() if row.closed_on and row.closed_on <= last else "",
        "address": row.address,
        "income_to_main": "yes" if row.income_to_main else "no",
    }
