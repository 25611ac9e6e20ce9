"""Staff: opening a year, moving its dates by notice, deferring and waiving single obligations."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core import clock, jobs
from core.access import guards
from core.refusal import Refusal
from core.workdays.calendar import workdays_between, year_provisional
from registry.annual_reports.actions import obligations
from registry.annual_reports.forms import DeferForm, MoveDueForm, WaiveForm
from registry.annual_reports.models import ReportingRegime, ReportObligation
from registry.annual_reports.queries import RELEASED


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
    is_open, is_competent = obligation.state == "open", request.actor.competent_for(obligation)
    context = {
        "obligation": obligation,
        "organization": obligation.organization,
        "report": getattr(obligation, "report", None),
        "changes": obligation.changes.select_related("by"),
        "is_released": obligation.state in RELEASED,
        "workdays": workdays_between(clock.today(), obligation.due_on),
        "may_defer": is_open and is_competent and request.actor.can("annual_reports.defer"),
        "may_waive": is_open and is_competent and request.actor.can("annual_reports.waive"),
        "is_competent": is_competent,
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


def _regimes():
    counts = {
        "owing": Count("obligations", filter=~Q(obligations__state__in=RELEASED)),
        "exempt": Count("obligations", filter=Q(obligations__state__in=RELEASED)),
    }
    return ReportingRegime.objects.select_related("region").annotate(**counts).order_by("-year", "region", "org_type")


@guards.staff("annual_reports.open_year")
def years(request):
    """The regimes of each year, what was opened under them, and the two acts on them."""
    return _years_page(request)


def _years_page(request, *, form=None, refusal="", status=200):
    found: dict[int, list[ReportingRegime]] = {}
    for regime in _regimes():
        regime.effective_due = obligations.effective(regime, regime.final_due)
        found.setdefault(regime.year, []).append(regime)
    years = [
        {
            "year": year,
            "regimes": regimes,
            "is_opened": any(regime.owing or regime.exempt for regime in regimes),
            "is_provisional": any(year_provisional(regime.final_due.year) for regime in regimes),
        }
        for year, regimes in found.items()
    ]
    may_move = request.actor.can("annual_reports.move_due")
    context = {"years": years, "form": form or MoveDueForm(), "refusal": refusal, "may_move": may_move}
    return render(request, "registry/annual_reports/staff_years.html", context, status=status)


@require_POST
@guards.staff("annual_reports.open_year")
def open_year(request, year):
    """As a job: a city has thousands of organizations. A second click finds the first one's job."""
    obligations.check_region(request.actor, year)
    job = jobs.enqueue(
        "annual_reports.open_year",
        {"year": year},
        actor=request.actor,
        unique_key=f"annual_reports.open_year:{year}",
        title=f"开启{year}年度报告",
    )
    return redirect("staff:jobs:detail", pk=job.pk)


@require_POST
@guards.staff("annual_reports.move_due")
def move_due(request, pk):
    regime = get_object_or_404(ReportingRegime.objects.select_related("region"), pk=pk)
    form = MoveDueForm(request.POST, auto_id=f"%s_{regime.pk}")
    if not form.is_valid():
        return _years_page(request, form=form, status=422)
    try:
        moved = obligations.move_due(regime, actor=request.actor, **form.cleaned_data)
    except Refusal as refusal:
        return _years_page(request, form=form, refusal=str(refusal), status=409)
    messages.success(request, f"已按通知调整{moved}份年度报告的截止日期。")
    return redirect("staff:annual_reports:years")
