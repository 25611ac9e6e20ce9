"""证明: the tab on the organization page."""

from core.access import guards
from registry.organizations import frame
from registry.status_certificates.models import StatusCertificate


@guards.staff("status_certificates.view")
def of_organization(request, pk):
    organization = frame.organization_or_404(request.actor, pk)
    rows = StatusCertificate.objects.visible_to(request.actor).filter(organization=organization)
    context = {
        "organization": organization,
        "certificates": rows.select_related("issuing_department").order_by("-issued_at", "-pk")[:100],
        "may_issue": request.actor.can("status_certificates.draw") and request.actor.competent_for(organization),
    }
    return frame.respond(
        request,
        organization,
        tab="staff:status_certificates:of_organization",
        template="registry/status_certificates/organization_panel.html",
        context=context,
    )
