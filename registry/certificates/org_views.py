"""The organization's own certificates, charter and dues: read only."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from core.access import guards
from registry.certificates.queries import papers_of
from registry.certificates.tables import validity
from registry.organizations.models import Organization


@require_GET
@guards.organization("own_organization.view")
def detail(request):
    rows = Organization.objects.visible_to(request.actor).select_related("supervising_authority")
    organization = get_object_or_404(rows, pk=request.actor.organization_id)
    context = {"organization": organization, **papers_of(organization)}
    context["certificates"] = [(one, validity(one)) for one in context["certificates"]]
    return render(request, "registry/certificates/org_detail.html", context)
