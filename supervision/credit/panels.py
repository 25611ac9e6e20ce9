"""信用管理: the tab on the organization page."""

from core import clock
from core.access import guards
from registry.organizations import frame
from registry.organizations.states import Standing
from supervision.case_proposals.models import CaseProposal
from supervision.commitments.models import Commitment
from supervision.credit_listings.models import CreditEntry, ListingCase
from supervision.credit_objections.models import CreditObjection
from supervision.credit_records.models import CreditRecord
from supervision.credit_removals.models import RemovalRequest
from supervision.credit_removals.queries import way_out
from supervision.penalties.models import Penalty

SHOWN = 20


@guards.staff("credit_listings.view")
def of_organization(request, pk):
    organization, actor, day = frame.organization_or_404(request.actor, pk), request.actor, clock.today()

    def own(model, *links):
        return model.objects.visible_to(actor).filter(organization=organization).select_related(*links)

    entries = list(own(CreditEntry, "ground", "organization").order_by("-listed_on", "-pk")[:SHOWN])
    is_competent = actor.competent_for(organization)
    context = {
        "entries": [(one, way_out(one, day).why_not(day) if one.state == "listed" else "") for one in entries],
        "cases": own(ListingCase, "ground").order_by("-proposed_on", "-pk")[:SHOWN],
        "removals": own(RemovalRequest, "entry__ground").order_by("-pk")[:SHOWN],
        "objections": own(CreditObjection, "entry__ground", "record").order_by("-pk")[:SHOWN],
        "penalties": _if(actor, "penalties.view", own(Penalty).prefetch_related("items").order_by("-pk")[:SHOWN]),
        "proposals": _if(actor, "case_proposals.view", own(CaseProposal).order_by("-pk")[:SHOWN]),
        "records": _if(actor, "credit_records.view", own(CreditRecord).order_by("-formed_on", "-pk")[:SHOWN]),
        "commitments": _if(actor, "commitments.view", own(Commitment, "text").order_by("-pk")[:SHOWN]),
        "may": {code.replace(".", "_"): is_competent and actor.can(code) for code in ACTS},
        "may_take_over": is_competent
        and actor.can("credit_listings.propose")
        and _is_unrecorded(organization, entries),
    }

    return frame.respond(
        request,
        organization,
        tab="staff:credit:of_organization",
        template="supervision/credit/organization_panel.html",
        context=context,
    )


ACTS = ("credit_listings.propose", "penalties.enter", "case_proposals.propose", "credit_records.enter")


def _if(actor, permission: str, rows):
    return rows if actor.can(permission) else []


def _is_unrecorded(organization, entries) -> bool:
    """The register publishes a listing that has no entry here."""
    return organization.standing != Standing.CLEAR and not any(
        one.state == "listed" and one.list == organization.standing for one in entries
    )
