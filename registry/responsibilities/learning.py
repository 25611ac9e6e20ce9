"""From the register to the scorer: what departments do, whom they already have, and what is asked about a body."""

from collections import defaultdict

from django.conf import settings

from core import clock
from core.departments.models import Department, DepartmentKind
from registry.organizations.models import Organization
from registry.responsibilities.models import DepartmentTrade
from registry.responsibilities.proposals import Case, Example, Proposal, Scorer

KINDS = (DepartmentKind.GOVERNMENT, DepartmentKind.CIVIL_AFFAIRS)
SHOWN = 3


def floor() -> float:
    """Below this confidence the portal proposes nothing (settings.PROPOSAL_FLOOR)."""
    return settings.PROPOSAL_FLOOR


def candidates(office: Department):
    """Departments of the office's own level that may be an industry department: not below it, not above it."""
    offices = Department.objects.active().of_kind(*KINDS).filter(region_id=office.region_id)
    return offices.order_by("name")


def case_of(organization: Organization, approval: str = "") -> Case:
    return Case(organization.name, organization.business_scope, approval, organization.industry)


def trades_of(departments) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = DepartmentTrade.objects.on(clock.today()).filter(department__in=departments)
    for department, word, weight in rows.values_list("department_id", "word", "weight"):
        found[department][word] = weight
    return dict(found)


def names_of(departments) -> dict[int, list[str]]:
    return {one.pk: [one.name, one.short_name, *one.aliases] for one in departments}


def examples_of(office: Department, departments) -> list[Example]:
    """Organizations of the office that have a responsible department among the candidates."""
    known = {one.pk for one in departments}
    rows = Organization.objects.active().filter(supervising_authority=office).order_by("pk")
    rows = rows.only("name", "business_scope", "industry", "business_supervisor_id", "industry_department_id")
    return [
        Example(case_of(row), row.responsible_department_id) for row in rows if row.responsible_department_id in known
    ]


def scorer_for(office: Department, *, above: Department | None = None) -> Scorer:
    """A few queries and a second of work for some thousand organizations.

    `above`: the office whose ledger is the template. A department without words of its own takes those of the
    department in the same line there (霁川市农业农村局 → 望澜区农业农村局).
    """
    departments = list(candidates(office).select_related("region"))
    trades = trades_of(departments)
    if above is not None:
        its = list(candidates(above).select_related("region"))
        words = trades_of(its)
        lent = {_line(one): words[one.pk] for one in its if one.pk in words}
        trades |= {one.pk: lent[_line(one)] for one in departments if one.pk not in trades and _line(one) in lent}
    return Scorer(examples_of(office, departments), trades=trades, names=names_of(departments))


def _line(department: Department) -> str:
    """The line of business in an office's name, without place and rank: 卫生健康 for 委员会 and 局 alike."""
    name = department.name
    for place in (department.region.full_name, department.region.name):
        name = name.removeprefix(place)
    return name[:4]


def as_json(ranked: list[Proposal]) -> list[dict]:
    """The first few, as a row keeps them: what was proposed stays readable when the register has moved on."""
    return [
        {
            "department": one.department,
            "confidence": round(one.confidence, 4),
            "reasons": [reason.words for reason in one.reasons[:5]],
        }
        for one in ranked[:SHOWN]
    ]
