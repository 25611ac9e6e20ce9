"""Balances, the figures of a year, and which grants are due. Sums are exact: Decimal from the database on."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import DecimalField, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from core.access.scope import Scope
from party_building.funds.models import FundBudget, Grant, GrantRate, GrantRule, Spending, total
from party_building.funds.states import LIVE, SubjectKind
from party_building.model_sites.models import ModelSite
from party_building.party_units.models import PartyUnit
from party_building.stations.models import PartyStation

NOTHING = Decimal("0.00")


def balance(unit: PartyUnit, day: datetime.date | None = None) -> Decimal:
    """Grants paid less spending, to the end of `day` or altogether. Two queries."""
    grants, spendings = Grant.objects.paid().filter(unit=unit), Spending.objects.standing().filter(unit=unit)
    if day is not None:
        grants, spendings = grants.filter(granted_on__lte=day), spendings.filter(spent_on__lte=day)
    return (total(grants, "grant_yuan") or NOTHING) - (total(spendings, "spent_yuan") or NOTHING)


@dataclass(frozen=True)
class Money:
    budget: Decimal = NOTHING
    granted: Decimal = NOTHING
    spent: Decimal = NOTHING
    balance: Decimal = NOTHING


def with_money(units: QuerySet) -> QuerySet:
    """Units with a budget, a grant that was paid or spending of their own."""
    return units.filter(
        Exists(Grant.objects.paid().filter(unit=OuterRef("pk")))
        | Exists(Spending.objects.standing().filter(unit=OuterRef("pk")))
        | Exists(FundBudget.objects.filter(unit=OuterRef("pk")))
    )


def of_units(units: Iterable[int], year: int) -> dict[int, Money]:
    """Figures of the year and the balance at its end, by unit. One query, however many units."""
    last = datetime.date(year, 12, 31)
    grants, spendings = Grant.objects.paid(), Spending.objects.standing()
    rows = PartyUnit.objects.filter(pk__in=list(units)).annotate(
        of_budget=_sum_of(FundBudget.objects.filter(year=year), "budget_yuan"),
        of_grants=_sum_of(grants.filter(granted_on__year=year), "grant_yuan"),
        of_spending=_sum_of(spendings.filter(spent_on__year=year), "spent_yuan"),
        came=_sum_of(grants.filter(granted_on__lte=last), "grant_yuan"),
        went=_sum_of(spendings.filter(spent_on__lte=last), "spent_yuan"),
    )
    columns = ("of_budget", "of_grants", "of_spending", "came", "went")
    found = rows.values_list("pk", *columns)
    return {pk: Money(budget, granted, spent, came - went) for pk, budget, granted, spent, came, went in found}


def _sum_of(rows: QuerySet, column: str) -> Coalesce:
    """The sum over the rows of one unit, for a row of PartyUnit."""
    sums = rows.filter(unit=OuterRef("pk")).order_by().values("unit").annotate(total=Sum(column)).values("total")
    return Coalesce(Subquery(sums), NOTHING, output_field=DecimalField(max_digits=20, decimal_places=2))


def of_year(scope: Scope, year: int) -> Money:
    """A seat's whole line: its budgets, what it paid, what its units spent, what they had left. Three queries."""
    last = datetime.date(year, 12, 31)
    grants = (
        Grant.objects.within(scope)
        .paid()
        .aggregate(
            of_year=Sum("grant_yuan", filter=Q(granted_on__year=year)),
            altogether=Sum("grant_yuan", filter=Q(granted_on__lte=last)),
        )
    )
    spendings = (
        Spending.objects.within(scope)
        .standing()
        .aggregate(
            of_year=Sum("spent_yuan", filter=Q(spent_on__year=year)),
            altogether=Sum("spent_yuan", filter=Q(spent_on__lte=last)),
        )
    )
    return Money(
        total(FundBudget.objects.within(scope).filter(year=year, unit=None), "budget_yuan") or NOTHING,
        grants["of_year"] or NOTHING,
        spendings["of_year"] or NOTHING,
        (grants["altogether"] or NOTHING) - (spendings["altogether"] or NOTHING),
    )


@dataclass(frozen=True)
class Due:
    """应拨未拨: one rule, one subject, one period."""

    rule: GrantRule
    rate: GrantRate
    subject: PartyStation | ModelSite
    period: int

    @property
    def unit(self) -> PartyUnit | None:
        return getattr(self.subject, "unit", None)

    @property
    def department_id(self) -> int:
        return self.subject.competent_department_id

    @property
    def host(self) -> str:
        return getattr(self.subject, "host", "") or getattr(self.subject, "host_words", "")


def due(scope: Scope, day: datetime.date) -> list[Due]:
    """What the rules in force on `day` grant and nobody has prepared or paid. One query a rule, and one for the rates.

    A station in use is due once a year, a site once, when it is taken in for grooming.
    """
    rates = GrantRate.objects.on(day).filter(rule__is_proposed=True).select_related("rule").order_by("rule", "pk")
    return [
        Due(rate.rule, rate, subject, _period(rate.rule, day))
        for rate in rates
        for subject in _owed(rate.rule, scope, day)
    ]


def _period(rule: GrantRule, day: datetime.date) -> int:
    return day.year if rule.is_yearly else 0


def _owed(rule: GrantRule, scope: Scope, day: datetime.date) -> QuerySet:
    granted = Grant.objects.filter(rule=rule, period=_period(rule, day), state__in=LIVE)
    if rule.subject_kind == SubjectKind.STATION:
        rows = PartyStation.objects.within(scope).on(day).select_related("department", "host_organization")
        return rows.filter(~Exists(granted.filter(station=OuterRef("pk")))).order_by("name", "pk")
    sites = ModelSite.objects.within(scope).taken_in(day).select_related("scheme__department", "unit__superior")
    return sites.filter(~Exists(granted.filter(model_site=OuterRef("pk")))).order_by("name", "pk")


def payees(subject) -> QuerySet:
    """Units that may receive what is granted for `subject`: its own unit, else those of its organ's line."""
    own = getattr(subject, "unit_id", None)
    host = getattr(subject, "organization_id", None) or getattr(subject, "host_organization_id", None)
    units = PartyUnit.objects.filter(dissolved_on=None)
    if own is not None:
        return units.filter(pk=own)
    line = Q(superior=subject.competent_department_id)
    return units.filter(line | Q(organization=host) if host else line).order_by("name")
