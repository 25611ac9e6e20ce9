"""The organization's own page 信用: where it stands, what to do next and by when, its rights."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core import clock
from core.access import guards
from registry.organizations.lists import standing_pair
from registry.organizations.models import Organization
from supervision.commitments.actions import unsigned
from supervision.credit_listings.models import CreditEntry, ListingCase
from supervision.credit_objections.models import CreditObjection
from supervision.credit_records.models import CreditRecord
from supervision.credit_removals.models import RemovalRequest
from supervision.credit_removals.queries import way_out

SHOWN = 50


@require_safe
@guards.organization("own_credit.view")
def index(request):
    actor, day = request.actor, clock.today()
    rows = Organization.objects.visible_to(actor).select_related("supervising_authority")
    organization = get_object_or_404(rows, pk=actor.organization_id)
    entries = CreditEntry.objects.visible_to(actor).select_related("ground", "organization")
    cases = ListingCase.objects.visible_to(actor).select_related("ground", "organization")
    removals = RemovalRequest.objects.visible_to(actor).select_related("entry__ground")
    context = {
        "organization": organization,
        "badge": standing_pair(organization),
        "entries": [_entry(one, day) for one in entries],
        "cases": cases.order_by("-pk")[:SHOWN],
        "removals": removals.order_by("-pk")[:SHOWN],
        "objections": CreditObjection.objects.visible_to(actor).select_related("entry__ground", "record")[:SHOWN],
        "records": CreditRecord.objects.visible_to(actor).order_by("-formed_on", "-pk")[:SHOWN],
        "unsigned": unsigned(organization, day).count(),
    }
    return render(request, "supervision/credit/org_index.html", context)


def _entry(entry: CreditEntry, day) -> dict:
    way = way_out(entry, day)
    running = entry.removals.open().first()
    return {
        "entry": entry, "why_not": way.why_not(day), "is_open": way.is_open(day) and running is None,
        "from_on": way.from_on, "running": running,
    }  # fmt: skip
