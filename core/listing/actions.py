"""The only writer of what a person likes to see."""

from core.access.actor import Actor
from core.listing.models import ListPreference


def remember(url_name: str, *, actor: Actor, **liked) -> None:
    """`liked`: columns (keys in order, [] for the list's own), size, density. What is not named stays."""
    ListPreference.objects.update_or_create(user_id=actor.user_id, list_name=url_name, defaults=liked)
