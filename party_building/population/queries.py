"""The units outside the register, and what they count; nothing here is added to a number of the register."""

import datetime

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitKind
from party_building.population.models import OutsideSituation


def outside(units):
    """Of a set of units, those whose host civil affairs does not register."""
    return units.filter(kind=UnitKind.OWN, registered_by_civil_affairs=False)


def figures(units, day: datetime.date) -> dict[str, int]:
    """Units that stand on `day`, and their members as last said by then. Two queries."""
    standing = outside(PartyUnit.objects.on(day)).filter(pk__in=units.order_by().values("pk"))
    facts = OutsideSituation.objects.on(day).filter(unit__in=standing.values("pk"))
    sums = facts.aggregate(
        hosts=Count("host_name", filter=~Q(host_name=""), distinct=True),
        formal=Coalesce(Sum("formal"), 0),
        probationary=Coalesce(Sum("probationary"), 0),
        activists=Coalesce(Sum("activists"), 0),
    )
    return {"units": standing.count(), **sums}
