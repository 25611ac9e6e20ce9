"""What the register counts in each organization beside the count on record; no names, and kept where names are not."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.access import guards
from party_building.party_counts.actions import FIELDS
from party_building.party_counts.models import PartyCount
from party_building.party_members import actions, queries
from registry.organizations.models import Organization

SHOWN = 500


def _organizations(request):
    return Organization.objects.visible_to(request.actor).select_related("party_superior")


@require_GET
@guards.staff("party_members.view")
def index(request):
    """Organizations of the line in which the register or the record counts anybody; those that differ come first."""
    day = clock.today()
    found = queries.counts(day)
    recorded = {fact.organization_id: fact for fact in PartyCount.objects.visible_to(request.actor).on(day)}
    organizations = _organizations(request).filter(pk__in={*found, *recorded}).order_by("pinyin", "pk")[:SHOWN]
    rows = []
    for organization in organizations:
        ours, theirs = found.get(organization.pk, queries.Counted()), recorded.get(organization.pk)
        differs = theirs is None or any(getattr(ours, name) != getattr(theirs, name) for name in FIELDS)
        rows.append({"organization": organization, "register": ours, "record": theirs, "differs": differs})
    rows.sort(key=lambda row: not row["differs"])
    may_edit = request.actor.can("party_counts.edit") and not request.actor.read_only
    context = {"rows": rows, "day": day, "may_edit": may_edit, "department_id": request.actor.department_id}
    return render(request, "party_building/party_members/staff_counts.html", context)


@require_POST
@guards.staff("party_counts.edit")
def update(request, pk):
    organization = get_object_or_404(_organizations(request), pk=pk)
    actions.count_from_register(organization, actor=request.actor, day=clock.today())
    messages.success(request, f"已按名册更新“{organization.name}”的党员情况。")
    return redirect("staff:party_members:counts")
