"""The uncovered of a party line on a day, and what each of them needs."""

import datetime

from django.db.models import Case, CharField, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce

from core.access.scope import Scope
from party_building.coverage_gaps.states import Situation
from party_building.party_counts.models import PartyCount
from party_building.party_limits.models import limits
from party_building.party_limits.states import LimitCode
from party_building.party_units.models import CoverageLink
from registry.organizations.models import Organization, OrganizationQuerySet


def gaps(scope: Scope, day: datetime.date) -> OrganizationQuerySet:
    """Active, without an own or joint unit; affiliated and functional links do not count.

    Annotates `formal`, `situation` and `answers_id`: the responsible department, else the party organ.
    """
    built = CoverageLink.objects.on(day).built().order_by().values("organization")
    counts = PartyCount.objects.on(day).filter(organization=OuterRef("pk")).values("formal_full_time")
    rows = Organization.objects.within(scope).active().exclude(pk__in=built)
    alone = limits(day).get(LimitCode.ESTABLISH_MEMBERS)
    steps = [When(formal=0, then=Value(Situation.INSTRUCTOR))]
    if alone is not None:
        steps.append(When(formal__gte=alone, then=Value(Situation.ALONE)))
    return rows.annotate(formal=Coalesce(Subquery(counts[:1]), 0)).annotate(
        situation=Case(*steps, default=Value(Situation.JOINT), output_field=CharField()),
        answers_id=Coalesce("business_supervisor_id", "industry_department_id", "party_superior_id"),
    )
