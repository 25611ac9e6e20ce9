"""What removals lend to the page of a letter."""

from django.urls import reverse

from core.access.actor import Actor
from supervision.credit_removals.models import RemovalRequest
from supervision.letters.models import Letter


def matter_of(letter: Letter, actor: Actor) -> tuple[str, str] | None:
    """The application that a 移出决定书 answers, for whoever sees it."""
    if not actor.can("own_credit.view" if actor.is_organization_side else "credit_listings.view"):
        return None
    found = RemovalRequest.objects.visible_to(actor).filter(decision=letter).select_related("entry").first()
    if found is None:
        return None
    side = "org" if actor.is_organization_side else "staff"
    return f"移出申请（{found.entry.get_list_display()}）", reverse(f"{side}:credit_removals:detail", args=[found.pk])
