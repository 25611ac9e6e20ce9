"""镇街 as what federations are counted by: towns and streets of the home city, with what they have."""

import datetime

from django.conf import settings
from django.db.models import BigIntegerField, Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.query import QuerySet

from core.access.scope import ScopedQuerySet, ScopeKind
from core.departments.models import Region, RegionLevel, RegionQuerySet
from registry.community_orgs.models import CommunityOrganization
from registry.community_orgs.states import FilingState
from registry.organizations.models import Organization


class TownQuerySet(ScopedQuerySet, RegionQuerySet):
    """A bureau sees the towns of its district (and of the districts below it), a street itself."""

    scope_columns = {
        ScopeKind.TERRITORY: {1: "parent__parent_id", 2: "parent_id", 3: "id", 4: "children__id"},
        ScopeKind.AUTHORITY: ("parent__departments__id",),
    }

    def of_home(self, day: datetime.date) -> "TownQuerySet":
        return self.current(day).filter(level=RegionLevel.TOWNSHIP, parent__parent__code=settings.HOME_CITY_CODE)

    def covered(self, day: datetime.date) -> "TownQuerySet":
        """With a federation that stood on `day`, wherever in the town it sat."""
        rows = _federations(day)
        return self.filter(pk__in=rows.values(rows.column("street_id")))

    def with_federation(self, day: datetime.date) -> QuerySet:
        """Annotated for the list: the federation and the number of filed groups. Nothing is read row by row."""
        rows = _federations(day)
        here = rows.filter(**{rows.column("street_id"): OuterRef("pk")}).order_by("pk")
        groups = CommunityOrganization.objects.filter(street=OuterRef("pk"), state=FilingState.FILED)
        counted = groups.order_by().values("street").annotate(n=Count("pk")).values("n")
        return self.select_related("parent").annotate(
            federation_id=Subquery(here.values("pk")[:1]),
            federation_name=Coalesce(Subquery(here.values(rows.column("name"))[:1]), Value("")),
            groups=Coalesce(Subquery(counted), 0),
        )

    def unit_of(self, unit: str, as_of: datetime.date):
        """To which unit of a table of figures a town belongs; towns belong to no department."""
        nothing = Value(None, output_field=BigIntegerField())
        return {"city": F("parent__parent_id"), "district": F("parent_id"), "street": F("pk")}.get(unit, nothing)


def _federations(day: datetime.date):
    rows = Organization.objects.as_of(day).active().filter(is_federation=True)
    return rows.filter(~Q(**{f"{rows.column('street_id')}": None}))


class Town(Region):
    """A town or street; the same row as its Region."""

    objects = TownQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "镇街"
