"""Who has an instructor on a day, and who should have one."""

import datetime

from django.db.models import Exists, OuterRef, QuerySet

from core import clock
from party_building.instructors.models import Dispatch, Visit
from party_building.party_units.models import CoverageLink
from registry.organizations.models import Organization, OrganizationQuerySet


def instructed(day: datetime.date) -> QuerySet:
    """Ids of the organizations with a current dispatch on `day`: `pk__in=instructed(day)`."""
    return Dispatch.objects.on(day).order_by().values("organization_id")


def without_branch(organizations: OrganizationQuerySet, day: datetime.date) -> OrganizationQuerySet:
    """Of `organizations`, the active ones without an own or joint branch on `day`: 应派."""
    built = CoverageLink.objects.on(day).built().filter(organization=OuterRef("pk"))
    return organizations.active().filter(~Exists(built))


def uncovered(organizations: OrganizationQuerySet, day: datetime.date) -> OrganizationQuerySet:
    """应派未派: neither an own or joint branch nor an instructor on `day`."""
    served = Dispatch.objects.on(day).filter(organization=OuterRef("pk"))
    return without_branch(organizations, day).filter(~Exists(served))


def fell_open(organizations: OrganizationQuerySet, day: datetime.date) -> OrganizationQuerySet:
    """Uncovered on `day`, and an instructor served it before."""
    before = Dispatch.objects.filter(organization=OuterRef("pk"), valid_to__lt=day)
    return uncovered(organizations, day).filter(Exists(before))


def last_full_quarter(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """First and last day of the quarter that ended before the one in which `day` lies."""
    first = datetime.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    last = first - datetime.timedelta(days=1)
    return datetime.date(last.year, 3 * ((last.month - 1) // 3) + 1, 1), last


def last_visits(organization_ids, instructor_id: int | None = None) -> dict[int, Visit]:
    """{organization id: the latest visit of an instructor}. One query."""
    rows = Visit.objects.by_instructors().filter(organization__in=organization_ids)
    if instructor_id is not None:
        rows = rows.filter(instructor=instructor_id)
    latest = rows.order_by("organization_id", "-visited_on", "-pk").distinct("organization_id")
    return {visit.organization_id: visit for visit in latest}


def organizations_today(actor) -> OrganizationQuerySet:
    return Organization.objects.visible_to(actor).as_of(clock.today())


def unvisited(dispatches, day: datetime.date):
    """Of `dispatches`, those that held through the whole last full quarter and saw no visit of their instructor."""
    first, last = last_full_quarter(day)
    visits = Visit.objects.by_instructors().between(first, last)
    mine = visits.filter(organization=OuterRef("organization"), instructor=OuterRef("instructor"))
    return dispatches.on(day).filter(~Exists(mine), valid_from__lte=first)
