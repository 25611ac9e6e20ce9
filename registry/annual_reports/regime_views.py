"""Staff: the rules of each year, opening it, moving its dates by notice."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import jobs
from core.access import guards
from core.departments.models import Department
from core.refusal import Refusal
from core.workdays.calendar import year_provisional
from registry.annual_reports.actions import obligations, regimes
from registry.annual_reports.models import ReportingRegime
from registry.annual_reports.queries import RELEASED
from registry.annual_reports.season_forms import MoveDueForm, RegimeForm

# Dates differed from place to place in some years; a hint, until a person enters the notice that was in force here.
HINTS = {2019: "2020年有的城市按通知把5月31日延至8月31日。以当年本地通知为准，查到通知后请按通知登记。"}


def _regimes():
    counts = {
        "owing": Count("obligations", filter=~Q(obligations__state__in=RELEASED)),
        "exempt": Count("obligations", filter=Q(obligations__state__in=RELEASED)),
    }
    return ReportingRegime.objects.select_related("region").annotate(**counts).order_by("-year", "region", "org_type")


@require_safe
@guards.staff("annual_reports.open_year")
def years(request):
    """The regimes of each year and what was opened under them."""
    found: dict[int, list[ReportingRegime]] = {}
    for regime in _regimes():
        regime.effective_due = obligations.effective(regime, regime.final_due)
        regime.effective_first = obligations.effective(regime, regime.first_review_due)
        found.setdefault(regime.year, []).append(regime)
    own = ReportingRegime.objects.filter(region__departments=request.actor.department_id)
    years = [
        {
            "year": year,
            "regimes": its,
            "is_opened": any(regime.owing or regime.exempt for regime in its),
            "is_provisional": any(year_provisional(regime.final_due.year) for regime in its),
            "hint": HINTS.get(year, ""),
        }
        for year, its in found.items()
    ]
    may_move = request.actor.can("annual_reports.move_due")
    context = {"years": years, "may_move": may_move, "own": set(own.values_list("pk", flat=True))}
    return render(request, "registry/annual_reports/staff_years.html", context)


@require_POST
@guards.staff("annual_reports.open_year")
def open_year(request, year):
    """As a job: a city has thousands of organizations. A second click finds the first one's job."""
    obligations.check_region(request.actor, year)
    job = jobs.enqueue(
        "annual_reports.open_year",
        {"year": year},
        actor=request.actor,
        unique_key=f"annual_reports.open_year:{year}:{request.actor.department_id}",
        title=f"开启{year}年度报告",
    )
    return redirect("staff:jobs:detail", pk=job.pk)


def _regime(pk) -> ReportingRegime:
    return get_object_or_404(ReportingRegime.objects.select_related("region"), pk=pk)


@guards.staff("annual_reports.open_year")
def regime(request, pk):
    """Everything a year rules, with what opening it would write; read-only once it is opened."""
    return _edit(request, _regime(pk))


@guards.staff("annual_reports.open_year")
def own_regime(request, pk):
    """A regime of the actor's own region, beginning as a copy of the one that would apply otherwise."""
    copied = _regime(pk)
    copied.pk, copied.region, copied.is_verified, copied.document = None, regimes.region_of(request.actor), False, ""
    twin = ReportingRegime.objects.filter(region=copied.region, org_type=copied.org_type, year=copied.year).first()
    if twin is not None:
        return redirect("staff:annual_reports:regime", pk=twin.pk)
    copied._state.adding = True
    return _edit(request, copied)


def _edit(request, found: ReportingRegime):
    is_opened = regimes.is_opened(found)
    form = RegimeForm(request.POST if request.method == "POST" else None, instance=found)
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            return _regime_page(request, found, form, is_opened)
        try:
            regimes.save(found, actor=request.actor)
        except Refusal as refusal:
            return _regime_page(request, found, form, is_opened, refusal=str(refusal), status=409)
        messages.success(request, "已保存年报规则。")
        return redirect("staff:annual_reports:regime", pk=found.pk)
    return _regime_page(request, found, form, is_opened, status=422 if form.errors else 200)


def _regime_page(request, found, form, is_opened: bool, *, refusal="", status=200):
    own = Department.objects.filter(pk=request.actor.department_id, region=found.region)
    context = {
        "regime": found,
        "may_write_own": found.pk is not None and not own.exists(),
        "form": form,
        "is_opened": is_opened,
        "preview": None if form.errors else regimes.preview(found),
        "refusal": refusal,
        "hint": HINTS.get(found.year, ""),
    }
    return render(request, "registry/annual_reports/staff_regime.html", context, status=status)


@guards.staff("annual_reports.move_due")
def move_due(request, pk):
    """What a notice would move (the button `preview`), then the move itself, which tells everybody."""
    found = _regime(pk)
    given = request.POST if request.method == "POST" else None
    form = MoveDueForm(given, initial={"final_due": found.final_due, "first_review_due": found.first_review_due})
    if found.first_review_due is None:
        del form.fields["first_review_due"]
    if not form.is_valid():
        return _move_page(request, found, form, status=422 if form.errors else 200)
    dates = {name: form.cleaned_data.get(name) for name in ("final_due", "first_review_due")}
    if "preview" in request.POST:
        return _move_page(request, found, form, dates=dates)
    try:
        document = form.cleaned_data["document"]
        moved, job = regimes.announce_move(found, actor=request.actor, document=document, **dates)
    except Refusal as refusal:
        return _move_page(request, found, form, refusal=str(refusal), status=409)
    if job is not None:
        return redirect("staff:jobs:detail", pk=job.pk)
    messages.success(request, f"已按通知调整{moved}份年度报告的截止日期，并通知有关组织和单位。")
    return redirect("staff:annual_reports:years")


def _move_page(request, found: ReportingRegime, form, *, dates=None, refusal="", status=200):
    context = {"regime": found, "form": form, "refusal": refusal, "preview": None}
    context["due_now"] = obligations.effective(found, found.final_due)
    context["first_now"] = obligations.effective(found, found.first_review_due)
    if dates:
        due, first = regimes.effective_dates(found, **dates)
        context["preview"] = {"number": regimes.count_to_move(found, **dates), "due": due, "first": first}
    return render(request, "registry/annual_reports/staff_move_due.html", context, status=status)
