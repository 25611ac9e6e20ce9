"""The organization's own view of its registered information: read only, with the office to turn to."""

from django.shortcuts import get_object_or_404, render

from core import clock
from core.access import guards
from registry.organizations import fact_sheet, owed, profile, queries
from registry.organizations.lists import kind_words, standing_pair, status_pair
from registry.organizations.models import Organization


@guards.organization("own_organization.view")
def detail(request):
    organization = get_object_or_404(Organization.objects.visible_to(request.actor), pk=request.actor.organization_id)
    queries.with_links([organization])
    facts, today = fact_sheet.facts_of(organization), clock.today()
    context = {
        "organization": organization,
        "badges": [status_pair(organization), standing_pair(organization)],
        "kinds": kind_words(organization),
        "chain": profile.chain(organization, facts, today),
        "former_names": profile.former_names(facts, today),
        "way": owed.way(organization, today),
    }
    return render(request, "registry/organizations/org_detail.html", context)
