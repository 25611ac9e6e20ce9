"""The tab 证书与档案 of the organization page."""

from core.access import guards
from registry.certificates.queries import papers_of
from registry.certificates.tables import validity
from registry.organizations.actions.competence import may_keep_papers
from registry.organizations.frame import organization_or_404, respond

TAB = "staff:certificates:of_organization"


@guards.staff("certificates.view")
def of_organization(request, pk):
    organization = organization_or_404(request.actor, pk)
    context = {
        **papers_of(organization),
        "may_issue": may_keep_papers(organization, request.actor, "certificates.edit"),
        "may_approve": may_keep_papers(organization, request.actor, "charters.edit"),
        "may_adopt": may_keep_papers(organization, request.actor, "dues.edit"),
        "may_correct": request.actor.can("organizations.edit") and request.actor.competent_for(organization),
    }
    context["certificates"] = [(one, validity(one)) for one in context["certificates"]]
    return respond(request, organization, tab=TAB, template="registry/certificates/panel.html", context=context)
