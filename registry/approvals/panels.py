"""审管衔接: the tab on the organization page."""

from django.views.decorators.http import require_GET

from core import clock
from core.access import guards
from registry.approvals import queries
from registry.approvals.models import ApprovalPush, PushDuty
from registry.organizations import frame


@require_GET
@guards.staff("approvals.view")
def of_organization(request, pk):
    """Its pushes, as far as this seat sees them, and what its registration left to be done."""
    organization = frame.organization_or_404(request.actor, pk)
    pushes = ApprovalPush.objects.visible_to(request.actor).filter(organization=organization)
    duties = PushDuty.objects.filter(organization=organization).select_related("department", "organization", "push")
    return frame.respond(
        request,
        organization,
        tab="staff:approvals:of_organization",
        template="registry/approvals/organization_panel.html",
        context={
            "pushes": pushes.order_by("-effective_on", "-pk"),
            "duties": queries.duties(duties.order_by("due_on", "pk"), request.actor, clock.today()),
        },
    )
