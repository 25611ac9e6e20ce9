"""信用统计: both lists and their procedures by district on any day up to today."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.access import guards
from core.indicators import figures
from core.indicators.base import all_indicators
from supervision.credit.statistics import TOPIC
from supervision.dashboards.forms import DayForm


@require_safe
@guards.staff("credit_listings.view")
def statistics(request):
    form, shown = DayForm(request.GET), all_indicators(TOPIC)
    found = figures.breakdown(request.actor.scope, "district", form.day, [one.code for one in shown])
    context = {"form": form, "as_of": form.day, "table": figures.table(found), "indicators": shown}
    return render(request, "supervision/credit/staff_statistics.html", context)
