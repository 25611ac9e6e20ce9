"""四清: what the portal has to know of an organization, and what of it is still missing on a day.

A capability lends its items through settings.ORGANIZATION_COMPLETENESS; the register's own stand below. An item is a
condition of the database, so that the same words answer for one page and filter the list.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import BooleanField, Case, Q, Value, When
from django.urls import reverse
from django.utils.module_loading import import_string

from core.access.actor import Actor
from registry.organizations.facts import OrganizationHeadcount
from registry.organizations.models import Organization, OrganizationQuerySet
from registry.organizations.states import Clear, OrgType

Known = Callable[[OrganizationQuerySet, datetime.date], Q]


@dataclass(frozen=True)
class Item:
    """`known(rows, day)` is true of a row that needs nothing more; where an item does not apply it is known.

    `mend(organization)` is the address of the page where it is put right, for seats that hold `permission`; with
    `by_authority` only in the office the organization belongs to.
    """

    key: str
    clear: Clear
    label: str
    known: Known
    mend: Callable[[Organization], str]
    permission: str = "organizations.edit"
    by_authority: bool = True


@dataclass(frozen=True)
class Missing:
    """`url` is "" for a seat that may look and not mend; `who` then says whose it is."""

    item: Item
    url: str
    who: str


@dataclass(frozen=True)
class Part:
    """One of the four; `total` 0 says that no capability keeps such data yet."""

    clear: Clear
    known: int
    total: int
    missing: tuple[Missing, ...]

    @property
    def is_clear(self) -> bool:
        return self.total > 0 and self.known == self.total


@dataclass(frozen=True)
class Completeness:
    parts: tuple[Part, ...]

    @property
    def known(self) -> int:
        return sum(part.known for part in self.parts)

    @property
    def total(self) -> int:
        return sum(part.total for part in self.parts)

    @property
    def percent(self) -> int:
        """Cut off, so that 100 stands for nothing missing."""
        return self.known * 100 // self.total if self.total else 0


def page(url_name: str, *what: str) -> Callable[[Organization], str]:
    """The page of the organization with this URL name."""
    return lambda organization: reverse(url_name, args=[organization.pk, *what])


def change(slug: str) -> Callable[[Organization], str]:
    """The page on which this change of the register is taken down."""
    return page("staff:organizations:record_change", slug)


def _by_list(organization: Organization) -> str:
    return reverse("staff:imports:list")


def filled(column: str) -> Known:
    """The text of this column is not empty."""
    return lambda rows, day: ~Q(**{rows.column(column): ""}) & Q(**{f"{rows.column(column)}__isnull": False})


def linked(*columns: str) -> Known:
    """One of these columns is not null."""

    def known(rows: OrganizationQuerySet, day: datetime.date) -> Q:
        found = Q()
        for column in columns:
            found |= Q(**{f"{rows.column(column)}__isnull": False})
        return found

    return known


def _coded(rows: OrganizationQuerySet, day: datetime.date) -> Q:
    return ~Q(uscc="")


def _dated(rows: OrganizationQuerySet, day: datetime.date) -> Q:
    return Q(registered_on__isnull=False)


def _members(rows: OrganizationQuerySet, day: datetime.date) -> Q:
    """Only associations have members; how many stands in the headcount in force."""
    counted = OrganizationHeadcount.objects.on(day).filter(
        Q(unit_members__isnull=False) | Q(individual_members__isnull=False)
    )
    return ~Q(**{rows.column("org_type"): OrgType.ASSOCIATION}) | Q(pk__in=counted.values("organization"))


RESPONSIBLE = linked("business_supervisor_id", "industry_department_id")
ITEMS = (
    Item("uscc", Clear.ORGANIZATION, "统一社会信用代码", _coded, _by_list, "imports.upload"),
    Item("registered_on", Clear.ORGANIZATION, "成立登记日期", _dated, _by_list, "imports.upload"),
    Item("region", Clear.ORGANIZATION, "所在区划", linked("city_id"), change("address")),
    Item("district", Clear.ORGANIZATION, "所在区县", linked("district_id"), change("address")),
    Item("address", Clear.ORGANIZATION, "住所", filled("address"), change("address")),
    Item("scope", Clear.ORGANIZATION, "业务范围", filled("business_scope"), change("scope")),
    Item("phone", Clear.ORGANIZATION, "对外联系电话", filled("phone_public"), page("staff:organizations:edit")),
    Item("supervising", Clear.ORGANIZATION, "监督管理机关", linked("supervising_authority_id"), change("supervising")),
    Item("business", Clear.ORGANIZATION, "业务主管单位或行业管理部门", RESPONSIBLE, change("business")),
    Item("staff", Clear.ORGANIZATION, "专职工作人员数", linked("full_time_staff"), change("headcount")),
    Item("members", Clear.MEMBERS, "会员数", _members, change("headcount")),
    Item("party", Clear.PARTY_UNIT, "党建责任单位", linked("party_superior_id"), page("staff:organizations:record")),
)


def all_items() -> list[Item]:
    return [item for path in settings.ORGANIZATION_COMPLETENESS for item in import_string(path)]


def of(organization: Organization, day: datetime.date, actor: Actor) -> Completeness | None:
    """What is known of it on `day`; None where it was not in the register. One query."""
    items = all_items()
    rows = Organization.objects.filter(pk=organization.pk).as_of(day)
    asked = {f"knows_{item.key}": _as_column(item.known(rows, day)) for item in items}
    answers = rows.annotate(**asked).values(*asked).first()
    if answers is None:
        return None
    return Completeness(tuple(_part(clear, items, answers, organization, actor) for clear in Clear))


def _as_column(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _part(clear: Clear, items: list[Item], answers: dict, organization: Organization, actor: Actor) -> Part:
    its = [item for item in items if item.clear == clear]
    missing = [item for item in its if not answers[f"knows_{item.key}"]]
    return Part(
        clear, len(its) - len(missing), len(its), tuple(_missing(item, organization, actor) for item in missing)
    )


def _missing(item: Item, organization: Organization, actor: Actor) -> Missing:
    may = actor.can(item.permission) and (not item.by_authority or actor.competent_for(organization))
    url = item.mend(organization) if may else ""
    who = "" if may else organization.competent_department_name if item.by_authority else ""
    return Missing(item, url, who)


ANY = "any"


def choices() -> list[tuple[str, str]]:
    """For the filter of the list: one item missing, or any of them."""
    return [(ANY, "任一项"), *((item.key, f"缺{item.label}") for item in all_items())]


def lacking(rows: OrganizationQuerySet, key: str, day: datetime.date) -> OrganizationQuerySet:
    """The rows of which this item is missing; ANY: of which at least one is."""
    wanted = [item for item in all_items() if key in (ANY, item.key)]
    found = Q()
    for item in wanted:
        found |= ~item.known(rows, day)
    return rows.filter(found)
