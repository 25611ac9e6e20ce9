"""The floor of the list page: its query in a bare view with a plain table, behind the same middleware and layout."""

from django.shortcuts import render

from core.access import guards
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
