"""What a secretary downloads."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.access import guards
from core.files import links
from party_building.teaching_materials.models import TeachingMaterial


@require_GET
@guards.organization("own_party_life.view")
def index(request):
    materials = TeachingMaterial.objects.visible_to(request.actor).offered().select_related("department", "file")
    context = {"materials": materials.order_by("topic", "title", "pk")}
    return render(request, "party_building/teaching_materials/org_list.html", context)


@require_POST
@guards.organization("own_party_life.view")
def fetch(request, pk):
    rows = TeachingMaterial.objects.visible_to(request.actor).offered().exclude(file=None).select_related("file")
    material = get_object_or_404(rows, pk=pk)
    return redirect(links.signed_link(material.file, request.actor, permission="own_party_life.view"))
