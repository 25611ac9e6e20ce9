"""Coverage of any day: rates with their rows, broken down, their course, and what would bring them up."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import clock
from core.access import guards
from core.dated.calendar import add_months
from core.indicators import figures, trends
from core.indicators.base import all_indicators, indicator
from core.indicators.grouping import unit as unit_called
from core.indicators.rates import rate_text
from core.pages.charts import LineChart, Point
from party_building.coverage import targets
from party_building.coverage.forms import CoverageForm, TargetForm
from party_building.coverage.statistics import TOPIC, WORK
from party_building.coverage.tables import tiles, tiles_of

MONTHS = 12
SHOWN_IN_COURSE = ("organization_coverage", "work_coverage")


@require_safe
@guards.staff("coverage.view")
def index(request):
    form = CoverageForm(request.GET)
    day, unit, scope = form.day, form.unit, request.actor.scope
    shown_form = form if form.errors else CoverageForm({"as_of": day.isoformat(), "by": unit})
    codes = [one.code for one in all_indicators(TOPIC)]
    shown = figures.breakdown(scope, unit, day, codes)
    context = {
        "form": shown_form,
        "as_of": day,
        "tiles": tiles(shown),
        "work": tiles_of(WORK, scope, day),
        "table": figures.table(_in_columns(shown)),
        "unit_label": unit_called(unit).label,
        "sentence": figures.sentence(shown) if shown.units else "",
        "charts": [chart for code in SHOWN_IN_COURSE if (chart := _course(code, scope, day))],
        "indicators": all_indicators(TOPIC),
        "may_plan": request.actor.can("coverage.plan"),
    }
    return render(request, "party_building/coverage/staff_index.html", context)


def _in_columns(shown: figures.Breakdown) -> figures.Breakdown:
    """What fits beside each other; the tiles above show the others."""
    found = [(one, by_unit) for one, by_unit in shown.figures if one.code in settings.COVERAGE_COLUMNS]
    return figures.Breakdown(shown.unit, shown.as_of, found, shown.units)


def _course(code: str, scope, day) -> LineChart | None:
    nights = trends.series(code, scope, since=add_months(day, -MONTHS), until=day)
    one = indicator(code)
    points = tuple(
        Point(
            f"{night.day:%y-%m}",
            night.figure.numerator * 100 / night.figure.denominator,
            rate_text(night.figure.numerator, night.figure.denominator),
        )
        for night in nights
        if night.figure.denominator
    )
    return LineChart(one.title, points, unit="%", heading="月份") if len(points) > 1 else None


@require_safe
@guards.staff("coverage.plan")
def target(request):
    form = TargetForm(request.GET or None)
    found = None
    if form.is_valid():
        found = targets.way_to(request.actor.scope, form.cleaned_data["percent"], as_of=clock.today())
    return render(
        request,
        "party_building/coverage/staff_target.html",
        {"form": form, "found": found, "may_see_members": request.actor.can("party_counts.view")},
        status=422 if form.is_bound and form.errors else 200,
    )
