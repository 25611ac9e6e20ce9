"""届期与负责人: the tab on the organization page, for today or a past day."""

from django.views.decorators.http import require_GET

from core import clock
from core.access import guards
from registry.officers import queries
from registry.organizations import frame
from registry.organizations.filters import as_of_day


@require_GET
@guards.staff("officers.view")
def of_organization(request, pk):
    organization = frame.organization_or_404(request.actor, pk)
    day = as_of_day(request.GET.get("as_of", ""))
    terms, posts = queries.terms_of(organization, day), queries.posts_of(organization, day)
    queries.with_hints(posts, day, request.actor)
    term = next((one for one in terms if one.valid_to is None or one.valid_to >= day), None)
    current = [post for post in posts if post.is_on(day)]
    is_today = day == clock.today()
    context = {
        "day": day,
        "is_past": not is_today,
        "standing": queries.standing(term, day, queries.limits_on(day), organization.org_type),
        "term": term,
        "terms": terms,
        "responsible": [post for post in current if _leads(post)],
        "others": [post for post in current if not _leads(post)],
        "former": [post for post in reversed(posts) if not post.is_on(day)],
        "may_edit": is_today and request.actor.can("officers.edit") and request.actor.competent_for(organization),
        "sees_people": request.actor.can("people.view"),
        "hint_count": sum(bool(post.hints) for post in current),
    }
    return frame.respond(
        request,
        organization,
        tab="staff:officers:of_organization",
        template="registry/officers/organization_panel.html",
        context=context,
    )


def _leads(post) -> bool:
    return post.kind.is_single or post.organization.org_type in post.kind.responsible_types
