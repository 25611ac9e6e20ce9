"""The grounds and periods in force, for whoever works with the lists."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import clock
from core.access import guards
from supervision.credit_terms.models import CreditGround, CreditPeriod
from supervision.credit_terms.states import CreditList


@require_safe
@guards.staff("credit_listings.view")
def index(request):
    grounds = CreditGround.objects.on(clock.today())
    context = {
        "groups": [(CreditList(value).label, [g for g in grounds if g.list == value]) for value in CreditList.values],
        "periods": CreditPeriod.objects.on(clock.today()),
    }
    return render(request, "supervision/credit_terms/staff_list.html", context)
