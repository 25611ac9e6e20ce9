"""The uncovered of a party line on a day, and what each of them needs."""

import datetime

from django.db.models import Case, CharField, Q, Value, When
from django.db.models.functions import Coalesce

from core.access.scope import Scope
from party_building.coverage.queries import with_members, without_built
from party_building.coverage_gaps.states import Situation
from party_building.instructors.queries import instructed
from party_building.party_limits.models import limits
from party_building.party_limits.states import LimitCode
from registry.organizations.models import Organization, OrganizationQuerySet


def gaps(scope: Scope, day: datetime.date) -> OrganizationQuerySet:
    """Active, without an own or joint unit; those without a formal member only as long as nobody instructs them.

    Annotates `formal`, `situation` and `answers_id`: the responsible department, else the party organ.
    """
    rows = with_members(without_built(Organization.objects.within(scope).active(), day), day)
    alone = limits(day).get(LimitCode.ESTABLISH_MEMBERS)
    steps = [When(formal=0, then=Value(Situation.INSTRUCTOR))]
    if alone is not None:
        steps.append(When(formal__gte=alone, then=Value(Situation.ALONE)))
    return rows.exclude(Q(formal=0) & Q(pk__in=instructed(day))).annotate(
        situation=Case(*steps, default=Value(Situation.JOINT), output_field=CharField()),
        answers_id=Coalesce("business_supervisor_id", "industry_department_id", "party_superior_id"),
    )
