"""会员企业: the tab on the organization page."""

from core import clock
from core.access import guards
from registry.members.models import MemberImport, Membership
from registry.members.tables import state_pair
from registry.organizations import frame
from registry.organizations.states import OrgType

SHOWN = 100


@guards.staff("members.view")
def of_organization(request, pk):
    organization = frame.organization_or_404(request.actor, pk)
    memberships = Membership.objects.visible_to(request.actor).filter(organization=organization)
    shown = memberships.select_related("enterprise").order_by("-valid_from", "pk")[:SHOWN]
    may_edit = request.actor.can("members.edit") and request.actor.competent_for(organization)
    context = {
        "organization": organization,
        "is_association": organization.org_type == OrgType.ASSOCIATION,
        "rows": [{"membership": one, "badge": state_pair(one)} for one in shown],
        "total": memberships.on(clock.today()).count(),
        "is_cut": memberships.count() > SHOWN,
        "may_edit": may_edit,
        "batches": MemberImport.objects.filter(organization=organization).order_by("-pk")[:5] if may_edit else [],
    }
    return frame.respond(
        request,
        organization,
        tab="staff:members:of_organization",
        template="registry/members/organization_panel.html",
        context=context,
    )
