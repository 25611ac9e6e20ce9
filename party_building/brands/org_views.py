"""The brands that an organization or its party unit may use: manual and files, nothing else."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.access import guards
from core.files import links
from party_building.brands.models import Authorisation, Brand


@require_GET
@guards.organization("own_brands.view")
def index(request):
    rows = Authorisation.objects.of_bodies(request.actor.scope.ids, clock.today())
    rows = rows.select_related("brand__department", "unit", "organization").order_by("brand__name", "pk")
    return render(request, "party_building/brands/org_list.html", {"authorisations": rows})


def _brand(request, pk) -> Brand:
    return get_object_or_404(Brand.objects.visible_to(request.actor).select_related("department"), pk=pk)


@require_GET
@guards.organization("own_brands.view")
def detail(request, pk):
    brand = _brand(request, pk)
    files = brand.files.filter(withdrawn_on=None).select_related("file").order_by("kind", "pk")
    return render(request, "party_building/brands/org_detail.html", {"brand": brand, "files": files})


@require_POST
@guards.organization("own_brands.view")
def fetch_file(request, pk, file):
    found = get_object_or_404(_brand(request, pk).files.filter(withdrawn_on=None).select_related("file"), pk=file)
    return redirect(links.signed_link(found.file, request.actor, permission="own_brands.view"))
