"""Staff: the statistics of a report year."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from core import audit
from core.access import guards
from core.spreadsheets.writing import write_xlsx
from registry.annual_reports import figures
from registry.annual_reports.season_forms import FiguresForm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@guards.staff("annual_reports.view")
def statistics(request):
    """Any year, as of any day; every number opens exactly its rows."""
    form = FiguresForm(request.GET)
    found = figures.figures(request.actor, **form.asked)
    context = {"form": form, "found": found, "table": figures.table(found), "may_export": _may_export(request)}
    status = 200 if form.is_valid() else 422
    return render(request, "registry/annual_reports/staff_statistics.html", context, status=status)


def _may_export(request) -> bool:
    return request.actor.can("annual_reports.export")


@require_POST
@guards.staff("annual_reports.export")
def export_statistics(request):
    form = FiguresForm(request.POST)
    found = figures.figures(request.actor, **form.asked)
    columns, rows = figures.sheet(found)
    audit.record("annual_reports.export_statistics", actor=request.actor, year=found.year)
    answer = HttpResponse(write_xlsx(rows, columns, sheet=f"{found.year}年度"), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="annual-reports-{found.year}-{found.day:%Y%m%d}.xlsx"'
    return answer
