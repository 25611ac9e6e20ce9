"""The yearly plan of a party organ."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from core.access import guards
from core.refusal import Refusal
from party_building.admissions import actions
from party_building.admissions.forms import QuotaEditForm, QuotaForm
from party_building.admissions.models import AdmissionQuota
from party_building.admissions.tables import QuotaList


@require_GET
@guards.staff("admissions.view")
def index(request):
    return QuotaList().respond(request)


@guards.staff("admissions.plan")
def create(request):
    form = QuotaForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.plan(actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已登记计划。")
            return redirect("staff:admissions:quotas")
    context = {"form": form, "title": "登记发展党员计划", "quota": None, "may_edit": True}
    return render(request, "party_building/admissions/staff_quota.html", context, status=422 if form.errors else 200)


@guards.staff("admissions.view")
def edit(request, pk):
    """To read for all, to put right for the organ itself."""
    quota = get_object_or_404(AdmissionQuota.objects.visible_to(request.actor).select_related("department"), pk=pk)
    form = QuotaEditForm(request.POST if request.method == "POST" else None, instance=quota)
    if request.method == "POST" and form.is_valid() and _saved(form, quota, request.actor):
        messages.success(request, "已修改计划。")
        return redirect("staff:admissions:quotas")
    may_edit = request.actor.can("admissions.plan") and quota.department_id == request.actor.department_id
    context = {"form": form, "title": str(quota), "quota": quota, "may_edit": may_edit}
    status = form.status if request.method == "POST" else 200
    return render(request, "party_building/admissions/staff_quota.html", context, status=status)


def _saved(form: QuotaEditForm, quota: AdmissionQuota, actor) -> bool:
    try:
        return form.attempt(
            lambda: actions.plan(
                actor=actor, year=quota.year, quota=quota, version=form.posted_version, **form.changes
            )
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
