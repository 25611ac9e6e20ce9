"""Sets of organizations, as ids, on a day. What a rate counts is one of these and nothing else."""

import datetime
from collections.abc import Collection

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from core import clock
from party_building.instructors.models import Dispatch
from party_building.instructors.queries import instructed
from party_building.party_counts.models import PartyCount
from party_building.party_limits.models import limits
from party_building.party_limits.states import LimitCode
from party_building.party_units.models import CoverageLink
from party_building.party_units.queries import set_up
from registry.organizations.models import OrganizationQuerySet


def linked(day: datetime.date, *kinds: str) -> QuerySet:
    """Covered in one of these ways."""
    return CoverageLink.objects.on(day).filter(kind__in=kinds).order_by().values("organization")


def built(day: datetime.date) -> QuerySet:
    """By an own unit or as a member of a joint one."""
    return CoverageLink.objects.on(day).built().order_by().values("organization")


def should_establish(day: datetime.date) -> QuerySet:
    """应建: so many formal members among the full-time staff as the rule of the day asks for. None without a rule."""
    number = limits(day).get(LimitCode.ESTABLISH_MEMBERS)
    rows = PartyCount.objects.on(day).order_by().values("organization")
    return rows.none() if number is None else rows.filter(formal_full_time__gte=number)


def with_built(rows: OrganizationQuerySet, day: datetime.date) -> OrganizationQuerySet:
    return rows.filter(pk__in=built(day))


def without_built(rows: OrganizationQuerySet, day: datetime.date) -> OrganizationQuerySet:
    """未建: neither an own nor a joint unit; affiliated and functional ones are not counted as such."""
    return rows.exclude(pk__in=built(day))


def worked(rows: OrganizationQuerySet, day: datetime.date) -> OrganizationQuerySet:
    """Covered, or uncovered with a current instructor."""
    return rows.filter(Q(pk__in=built(day)) | Q(pk__in=instructed(day)))


def with_members(rows: OrganizationQuerySet, day: datetime.date) -> OrganizationQuerySet:
    """Annotates `formal`: formal members among the full-time staff on the day, 0 where nobody counted."""
    counts = PartyCount.objects.on(day).filter(organization=OuterRef("pk")).values("formal_full_time")
    return rows.annotate(formal=Coalesce(Subquery(counts[:1]), 0))


def organ_or_instructor(ids: Collection[int]) -> dict[int, str]:
    """{organization id: evidence} of those that a unit covers today, else an instructor serves. Two queries."""
    day = clock.today()
    rows = Dispatch.objects.on(day).filter(organization__in=ids).order_by("-valid_from")
    served = rows.values_list("organization_id", "valid_from")
    found = {pk: f"自{since:%Y-%m-%d}起有党建指导员联系" for pk, since in served}
    return {**found, **set_up(ids)}
