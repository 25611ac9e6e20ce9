"""The organization page as a frame: every tab is a page of its own, drawn inside the same header.

A capability owns its panel: a view at its own URL (`staff/<capability>/organization/<pk>/`), listed in
config/organization_tabs.py, that calls `respond` with its template. Without JavaScript a tab is a plain link; with it
htmx gets `#organization-panel` alone.
"""

import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from core import clock
from core.access.actor import Actor
from registry.organizations import profile, queries
from registry.organizations.filters import as_of_day
from registry.organizations.lists import kind_words, standing_pair, status_pair
from registry.organizations.models import Organization


def organization_or_404(actor: Actor, pk: int) -> Organization:
    """The organization with its offices and regions, as it is today. Three queries."""
    found = get_object_or_404(Organization.objects.visible_to(actor), pk=pk)
    return queries.with_links([found])[0]


def day_of(request) -> datetime.date:
    """The day that the whole page looks at: `?as_of=`, else today."""
    return as_of_day(request.GET.get("as_of", ""))


def known_of(request) -> datetime.date | None:
    """`?known_at=`: the page as the portal knew it at the end of that day; None for all that is known by now."""
    try:
        day = datetime.date.fromisoformat(request.GET.get("known_at", ""))
    except ValueError:
        return None
    return day if day < clock.today() else None


def header(organization: Organization, actor: Actor, current: str, day: datetime.date | None = None) -> dict:
    """What the frame needs, whatever the tab; `day` goes along from tab to tab."""
    day = day or clock.today()
    return {
        "day": day,
        "is_past": day != clock.today(),
        "organization": organization,
        "badges": [status_pair(organization), standing_pair(organization)],
        "kinds": kind_words(organization),
        "tabs": profile.tabs(organization, actor, current, day),
        "is_competent": actor.competent_for(organization),
    }


def respond(request, organization: Organization, *, tab: str, template: str, context: dict) -> HttpResponse:
    """Draw `template` as the panel of tab `tab` (its URL name); `context` is the template's own."""
    request.drawn_inside = profile.OVERVIEW
    frame = header(organization, request.actor, tab, day_of(request))
    page = "registry/organizations/_panel.html" if _is_swap(request) else "registry/organizations/staff_panel.html"
    return render(request, page, {**frame, **context, "panel_template": template})


def _is_swap(request) -> bool:
    return bool(request.htmx) and not request.htmx.history_restore_request
