"""Every list that has an address, by the name of its URL; and who may open it."""

from django.urls import NoReverseMatch, get_resolver, resolve, reverse

from core.access.actor import Actor
from core.listing.page import LISTS, ListPage


class UnknownList(LookupError):
    """No list answers to that URL name."""


def list_class(url_name: str) -> type[ListPage]:
    """Raises UnknownList."""
    get_resolver().url_patterns  # noqa: B018 the worker has not imported the lists yet
    try:
        return LISTS[url_name]
    except KeyError:
        raise UnknownList(url_name) from None


def may_open(actor: Actor, url_name: str) -> bool:
    """Whether the guard of the list's own view would let the seat in."""
    try:
        kind, permission = resolve(reverse(url_name)).func.access_rule
    except NoReverseMatch:
        return False
    if kind == "signed_in":
        return actor.is_signed_in
    sides = {"staff": actor.is_staff_side, "organization": actor.is_organization_side}
    return sides.get(kind, False) and actor.can(permission)
