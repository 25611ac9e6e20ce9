"""Totals by district and department for any day, and the rows behind each number."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.access import guards
from core.indicators import figures
from core.indicators.base import all_indicators
from core.indicators.grouping import unit as unit_called
from supervision.dashboards.forms import DayForm, RowsForm
from supervision.dashboards.tables import RowsPage

UNITS = ("district", "responsible", "supervising")


@require_safe
@guards.staff("dashboards.view")
def overview(request):
    form = DayForm(request.GET)
    as_of = form.day
    codes = [one.code for one in all_indicators("")]
    shown = [figures.breakdown(request.actor.scope, unit, as_of, codes) for unit in UNITS]
    context = {
        "form": form,
        "as_of": as_of,
        "sections": [(unit_called(one.unit).label, figures.table(one)) for one in shown],
        "sentence": figures.sentence(shown[0]) if shown[0].units else "",
        "indicators": all_indicators(""),
    }
    return render(request, "supervision/dashboards/staff_overview.html", context)


@require_safe
@guards.staff("dashboards.view")
def rows(request):
    form = RowsForm(request.GET)
    if not form.is_valid():
        raise Http404
    wanted = form.cleaned_data
    if wanted["part"] == figures.REST and not wanted["indicator"].has_rest:
        raise Http404
    page = RowsPage(
        indicator=wanted["indicator"].code,
        part=wanted["part"],
        as_of=wanted["as_of"].isoformat(),
        unit=wanted["unit"],
        id=wanted["id"] or 0,
    )
    day = wanted["as_of"]
    page.title = _title(wanted)
    page.lead = f"截至{day.year}年{day.month}月{day.day}日{_unit_name(wanted)}。名称、区县和部门为目前的登记情况。"
    return page.respond(request)


def _title(wanted) -> str:
    indicator, part = wanted["indicator"], wanted["part"]
    if part == figures.DENOMINATOR:
        return indicator.denominator_label or f"{indicator.title}·应完成"
    if part == figures.REST:
        return f"{indicator.title}·未完成"
    return indicator.numerator_label or indicator.title


def _unit_name(wanted) -> str:
    if not wanted["unit"]:
        return ""
    unit = unit_called(wanted["unit"])
    if not wanted["id"]:
        return f"，{unit.label}{figures.UNASSIGNED}"
    found = unit.named({wanted["id"]})
    return f"，{unit.label}：{found[0][1]}" if found else ""
