"""Staff: what one organization owes; deferring and waiving it."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_POST

from core import clock
from core.access import guards
from core.refusal import Refusal
from core.workdays.calendar import workdays_between
from registry.annual_reports.actions import obligations
from registry.annual_reports.models import ReportObligation
from registry.annual_reports.queries import RELEASED
from registry.annual_reports.season_forms import DeferForm, WaiveForm


def _obligation(request, pk) -> ReportObligation:
    rows = ReportObligation.objects.visible_to(request.actor).select_related(
        "organization__supervising_authority", "organization__business_supervisor", "regime", "report"
    )
    return get_object_or_404(rows, pk=pk)


@guards.staff("annual_reports.view")
def owed(request, pk):
    """Who owes what by when and why: due dates, deferral, exemption, each with its document."""
    return _owed_page(request, _obligation(request, pk))


def _owed_page(request, obligation, *, defer_form=None, waive_form=None, refusal="", status=200):
    actor = request.actor
    is_open, is_competent = obligation.state == "open", actor.competent_for(obligation)
    context = {
        "obligation": obligation,
        "organization": obligation.organization,
        "report": getattr(obligation, "report", None),
        "changes": obligation.changes.select_related("by"),
        "is_released": obligation.state in RELEASED,
        "workdays": workdays_between(clock.today(), obligation.due_on),
        "may_defer": is_open and is_competent and actor.can("annual_reports.defer"),
        "may_waive": is_open and is_competent and actor.can("annual_reports.waive"),
        "is_competent": is_competent,
        "letters": [link for path in settings.OBLIGATION_LETTERS if (link := import_string(path)(obligation, actor))],
        "defer_form": defer_form or DeferForm(initial={"applied_on": clock.today()}, auto_id="defer_%s"),
        "waive_form": waive_form or WaiveForm(auto_id="waive_%s"),
        "refusal": refusal,
    }
    return render(request, "registry/annual_reports/staff_owed.html", context, status=status)


@require_POST
@guards.staff("annual_reports.defer")
def defer(request, pk):
    obligation = _obligation(request, pk)
    form = DeferForm(request.POST, auto_id="defer_%s")
    if not form.is_valid():
        return _owed_page(request, obligation, defer_form=form, status=422)
    try:
        obligations.defer(obligation, actor=request.actor, **form.cleaned_data)
    except Refusal as refusal:
        return _owed_page(request, _obligation(request, pk), defer_form=form, refusal=str(refusal), status=409)
    messages.success(request, f"已延期至{obligation.due_on:%Y-%m-%d}。")
    return redirect("staff:annual_reports:owed", pk=pk)


@require_POST
@guards.staff("annual_reports.waive")
def waive(request, pk):
    obligation = _obligation(request, pk)
    form = WaiveForm(request.POST, auto_id="waive_%s")
    if not form.is_valid():
        return _owed_page(request, obligation, waive_form=form, status=422)
    try:
        obligations.waive(obligation, actor=request.actor, **form.cleaned_data)
    except Refusal as refusal:
        return _owed_page(request, _obligation(request, pk), waive_form=form, refusal=str(refusal), status=409)
    messages.success(request, "已登记不再要求报送。")
    return redirect("staff:annual_reports:owed", pk=pk)
