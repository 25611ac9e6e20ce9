"""What the party line keeps at a place: seen by the organ that keeps it and by civil affairs of that place."""

import datetime
from typing import ClassVar

from django.db.models import BigIntegerField, Case, F, Q, QuerySet, Value, When

from core.access.actor import Actor
from core.access.scope import Scope, ScopedQuerySet, ScopeKind
from core.departments.models import Department, Region, RegionLevel


class PlacedQuerySet(ScopedQuerySet):
    """`department` keeps the row; `region_field` leads to where it stands. An authority sees its region and below."""

    scope_columns = {ScopeKind.PARTY: ("department_id",)}
    region_field: ClassVar[str] = "region"

    def within(self, scope: Scope):
        if scope.kind != ScopeKind.AUTHORITY or not scope.ids:
            return super().within(scope)
        regions = Region.objects.filter(departments__in=scope.ids).values("pk")
        here = Q()
        for steps in range(RegionLevel.COMMUNITY):
            here |= Q(**{f"{self.region_field}{'__parent' * steps}__in": regions})
        return self.filter(here)

    def unit_of(self, unit: str, as_of: datetime.date):
        return unit_of(unit, self.region_field)


LEVELS = {"city": RegionLevel.CITY, "district": RegionLevel.DISTRICT, "street": RegionLevel.TOWNSHIP}


def unit_of(unit: str, region_field: str, organ: str = "department_id"):
    """To which unit of a table of figures a row belongs: a division, or the party organ that keeps it."""
    if unit == "party":
        return F(organ)
    level = LEVELS.get(unit)
    if level is None:
        return Value(None, output_field=BigIntegerField())
    steps = [
        When(**{f"{region_field}__level": below}, then=F(f"{region_field}{'__parent' * (below - level)}__id"))
        for below in RegionLevel.values
        if below >= level
    ]
    return Case(*steps, output_field=BigIntegerField())


def regions_of(actor: Actor) -> QuerySet[Region]:
    """Divisions in which the actor's organ keeps something: its own and all below it, down to the town."""
    here = Department.objects.select_related("region").get(pk=actor.department_id).region
    below = Q(pk=here.pk) | Q(parent=here) | Q(parent__parent=here)
    return Region.objects.current().filter(below, level__lte=RegionLevel.TOWNSHIP).order_by("code")
