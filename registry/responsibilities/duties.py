"""五家以上设行业党委: since when a department has had so many organizations. Pure reading of facts."""

import datetime
from collections import defaultdict

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from core.departments.models import Department
from registry.organizations.facts import OrganizationStatus, Responsibility
from registry.organizations.models import Organization
from registry.organizations.states import ACTIVE_STATUSES, ResponsibilityKind
from registry.responsibilities.models import CommitteeThreshold

DAY = datetime.timedelta(days=1)
KINDS = (ResponsibilityKind.BUSINESS, ResponsibilityKind.INDUSTRY)
Span = tuple[datetime.date, datetime.date | None]


def threshold(day: datetime.date) -> CommitteeThreshold | None:
    rows = CommitteeThreshold.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)
    return rows.order_by("-valid_from").first()


def organizations_of(department_id: int, office_id: int | None = None):
    """The organizations that count: standing today, with the department responsible (supervisor, else industry)."""
    rows = Organization.objects.active().filter(
        Q(business_supervisor=department_id) | Q(business_supervisor=None, industry_department=department_id)
    )
    return rows.filter(supervising_authority=office_id) if office_id else rows


def reached(office: Department, day: datetime.date, least: int) -> dict[int, tuple[int, datetime.date]]:
    """Department → how many organizations of the office it has on `day`, and since when it has had `least` of them.

    Only departments that have reached it. Four queries, however many organizations.
    """
    bodies = list(Organization.objects.filter(supervising_authority=office).values_list("pk", flat=True))
    standing = _standing(bodies)
    spans: dict[int, list[Span]] = defaultdict(list)
    for body, department, span in _responsible(bodies):
        spans[department] += [met for other in standing.get(body, ()) if (met := _meet(span, other))]
    found = {}
    for department, its in spans.items():
        number, since = _level(its, day, least)
        if number >= least and since:
            found[department] = (number, since)
    return found


def _standing(bodies: list[int]) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    rows = OrganizationStatus.objects.filter(organization__in=bodies, status__in=ACTIVE_STATUSES)
    for body, first, last in rows.order_by("valid_from").values_list("organization_id", "valid_from", "valid_to"):
        its = found[body]
        if its and its[-1][1] and its[-1][1] + DAY == first:  # 正常 to 整改: it stands all the same
            its[-1] = (its[-1][0], last)
        else:
            its.append((first, last))
    return found


def _responsible(bodies: list[int]):
    """(organization, department, span); an industry department counts only while there is no business supervisor."""
    rows = Responsibility.objects.filter(organization__in=bodies, kind__in=KINDS).order_by("valid_from")
    by_body: dict[int, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for body, kind, department, first, last in rows.values_list(
        "organization_id", "kind", "department_id", "valid_from", "valid_to"
    ):
        by_body[body][kind].append((department, (first, last)))
    for body, kinds in by_body.items():
        business = kinds[str(ResponsibilityKind.BUSINESS)]
        yield from ((body, department, span) for department, span in business)
        for department, span in kinds[str(ResponsibilityKind.INDUSTRY)]:
            for free in _without(span, [its for _, its in business]):
                yield body, department, free


def _meet(one: Span, other: Span) -> Span | None:
    first = max(one[0], other[0])
    ends = [end for end in (one[1], other[1]) if end]
    last = min(ends) if ends else None
    return (first, last) if last is None or first <= last else None


def _without(span: Span, taken: list[Span]) -> list[Span]:
    left = [span]
    for first, last in taken:
        pieces = []
        for one in left:
            if before := _meet(one, (datetime.date.min, first - DAY)):
                pieces.append(before)
            if last and (after := _meet(one, (last + DAY, None))):
                pieces.append(after)
        left = pieces
    return left


def _level(spans: list[Span], day: datetime.date, least: int) -> tuple[int, datetime.date | None]:
    """How many cover `day`, and the first day of the stretch up to it with `least` or more."""
    steps: dict[datetime.date, int] = defaultdict(int)
    for first, last in spans:
        steps[first] += 1
        if last:
            steps[last + DAY] -= 1
    number, since = 0, None
    for at in sorted(step for step in steps if step <= day):
        before, number = number, number + steps[at]
        if before < least <= number:
            since = at
    return number, since if number >= least else None


def fulfilled(departments: list[int], day: datetime.date) -> dict[int, str]:
    """Department → what fulfils the duty, in words: asked of settings.COMMITTEE_DUTY_FULFILMENTS."""
    found: dict[int, str] = {}
    for path in settings.COMMITTEE_DUTY_FULFILMENTS:
        found |= import_string(path)(departments, day)
    return found
