"""The organization page as a frame: every tab is a page of its own, drawn inside the same header.

A capability owns its panel: a view at its own URL (`staff/<capability>/organization/<pk>/`), listed in
config/organization_tabs.py, that calls `respond` with its template. Without JavaScript a tab is a plain link; with it
htmx gets `#organization-panel` alone.
"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from core.access.actor import Actor
from registry.organizations import profile, queries
from registry.organizations.lists import kind_words, standing_pair, status_pair
from registry.organizations.models import Organization


def organization_or_404(actor: Actor, pk: int) -> Organization:
    """The organization with its offices and regions, as it is today. Three queries."""
    found = get_object_or_404(Organization.objects.visible_to(actor), pk=pk)
    return queries.with_links([found])[0]


def header(organization: Organization, actor: Actor, current: str) -> dict:
    """What the frame needs, whatever the tab."""
    return {
        "organization": organization,
        "badges": [status_pair(organization), standing_pair(organization)],
        "kinds": kind_words(organization),
        "tabs": profile.tabs(organization, actor, current),
        "is_competent": actor.competent_for(organization),
    }


def respond(request, organization: Organization, *, tab: str, template: str, context: dict) -> HttpResponse:
    """Draw `template` as the panel of tab `tab` (its URL name); `context` is the template's own."""
    request.drawn_inside = profile.OVERVIEW
    frame = header(organization, request.actor, tab)
    page = "registry/organizations/_panel.html" if _is_swap(request) else "registry/organizations/staff_panel.html"
    return render(request, page, {**frame, **context, "panel_template": template})


def _is_swap(request) -> bool:
    return bool(request.htmx) and not request.htmx.history_restore_request
