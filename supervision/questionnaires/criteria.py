"""The register's own filters as a question: whom something is meant for. Kept as a query string."""

import datetime

from django.http import QueryDict

from core.access.actor import Actor
from core.listing.filters import NOT_FILTERS, clean
from registry.organizations.filters import OrganizationFilters
from registry.organizations.models import Organization

NOT_ASKED = ("as_of", "csrfmiddlewaretoken", *NOT_FILTERS)


def filters(data: QueryDict | None, actor: Actor, day: datetime.date) -> OrganizationFilters:
    """To draw and to judge; regions and offices are offered as on the register's list."""
    asked = (data or QueryDict()).copy()
    asked["as_of"] = day.isoformat()
    return OrganizationFilters(asked, Organization.objects.visible_to(actor).as_of(day), actor=actor)


def text_of(data: QueryDict) -> str:
    """What was chosen, without the day and without what is empty."""
    kept = QueryDict(mutable=True)
    for key in data:
        if key not in NOT_ASKED:
            kept.setlist(key, [value for value in data.getlist(key) if value])
    return clean(kept)


def words(criteria: str, actor: Actor, day: datetime.date) -> list[str]:
    """The criteria as a person reads them; none is the whole register in sight."""
    if not criteria:
        return []
    return [chip.label for chip in filters(QueryDict(criteria), actor, day).chips(QueryDict(criteria))]


def fields_of(drawn: OrganizationFilters) -> list:
    """Bound fields of the form, without the day, which is asked for by itself."""
    return [field for field in drawn.form if field.name != "as_of"]
