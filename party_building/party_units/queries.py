"""What other capabilities ask about party units."""

import datetime
from collections.abc import Collection

from django.db.models import Exists, OuterRef

from core import clock
from party_building.party_units.models import CommitteePost, CoverageLink, PartyUnit, UnitTerm
from party_building.party_units.states import CommitteePostKind, UnitKind

NO_SECRETARY, TERM_OVER, NO_TERM, COVERS_NOBODY = "no_secretary", "term_over", "no_term", "covers_nobody"
LACKS = [
    (NO_SECRETARY, "没有书记"), (TERM_OVER, "届满未换届"), (NO_TERM, "没有届期记录"), (COVERS_NOBODY, "没有覆盖组织"),
]  # fmt: skip


def lacking(units, what: str, day: datetime.date):
    """Units of social organizations that lack something on `day`; the organs that lead are not asked."""
    units = units.filter(kind=UnitKind.OWN)
    of_unit = {"unit": OuterRef("pk")}
    if what == NO_SECRETARY:
        held = CommitteePost.objects.on(day).filter(kind=CommitteePostKind.SECRETARY, **of_unit)
        return units.filter(~Exists(held))
    if what == NO_TERM:
        return units.filter(~Exists(UnitTerm.objects.on(day).filter(**of_unit)))
    if what == TERM_OVER:
        over = UnitTerm.objects.on(day).with_last_day(day).filter(last_day__lt=day, **of_unit)
        return units.filter(Exists(over))
    return units.filter(~Exists(CoverageLink.objects.on(day).filter(**of_unit)), parent=None)


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
