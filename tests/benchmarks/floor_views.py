"""The floors of the list page and of the API: the bare thing in a bare view, behind the same middleware and layout."""

from django.http import JsonResponse
from django.shortcuts import render

from core.access import guards
from registry.organizations.api import COLUMNS
from registry.organizations.models import Organization


@guards.staff("organizations.view")
def organization_list(request):
    rows = (
        Organization.objects.visible_to(request.actor)
        .filter(district_id=request.GET["district"])
        .select_related("business_supervisor", "industry_department", "supervising_authority", "district")
        .order_by("pinyin", "id")[:25]
    )
    return render(request, "bench/floor_list.html", {"rows": rows})


@guards.public()
def api_list(request):
    """The columns of the API's answer that stand in the row itself, without a join: names of offices, codes of regions
    and former names are what the API adds. The token was judged and counted by the middleware like any other.
    """
    rows = Organization.objects.visible_to(request.token_actor).order_by("id").values(*COLUMNS)
    return JsonResponse({"results": list(rows[:100])}, json_dumps_params={"ensure_ascii": False})
