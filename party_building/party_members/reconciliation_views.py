"""名册对账: upload the party system's sheet, look at what differs. Nothing is changed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core import clock
from core.access import guards
from core.audit.actions import note_look
from core.refusal import Refusal
from party_building.party_members import actions
from party_building.party_members.forms import SheetForm
from party_building.party_members.models import Reconciliation
from party_building.party_members.register import named
from party_building.party_members.states import DifferenceKind
from party_building.party_members.tables import ReconciliationList

SHOWN = 500  # of one kind


@require_GET
@guards.staff("party_members.view")
@named
def index(request):
    return ReconciliationList().respond(request)


@guards.staff("party_members.edit")
@named
def upload(request):
    is_post = request.method == "POST"
    form = SheetForm(
        request.POST if is_post else None, request.FILES if is_post else None, initial={"as_of": clock.today()}
    )
    if is_post and form.is_valid():
        try:
            run = actions.reconcile(form.cleaned_data["file"], actor=request.actor, as_of=form.cleaned_data["as_of"])
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, f"对账完成，发现 {run.differences.count()} 处差异。")
            return redirect("staff:party_members:reconciliation", pk=run.pk)
    context = {"form": form, "title": "上传名册对账", "member": None, "is_upload": True}
    return render(request, "party_building/party_members/staff_form.html", context, status=422 if form.errors else 200)


@require_GET
@never_cache
@guards.staff("party_members.view")
@named
def detail(request, pk):
    rows = Reconciliation.objects.visible_to(request.actor).select_related("department", "made_by")
    run = get_object_or_404(rows, pk=pk)
    note_look(request, "party_members.view_reconciliation", subject=run)
    groups = []
    for kind in DifferenceKind:
        found = run.differences.filter(kind=kind).order_by("name", "pk")
        groups.append({"label": kind.label, "count": found.count(), "rows": found[:SHOWN]})
    context = {"run": run, "groups": groups, "is_even": not any(group["count"] for group in groups)}
    return render(request, "party_building/party_members/staff_reconciliation.html", context)
