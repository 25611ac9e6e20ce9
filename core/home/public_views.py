"""The first page after signing in, for every audience: what there is to do comes first."""

from django.conf import settings
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from core import clock
from core.access import guards
from core.access.actor import Actor
from core.home.cards import Card, Place, Strip


@require_safe
@guards.signed_in()
def home(request):
    cards = cards_for(request.actor)
    context = {
        "layout": "layouts/org.html" if request.actor.is_organization_side else "layouts/staff.html",
        "strips": strips_for(request.actor),
        "wide": [card for card in cards if card.place == Place.WIDE],
        "main": [card for card in cards if card.place == Place.MAIN],
        "side": [card for card in cards if card.place == Place.SIDE],
        "today": clock.today(),
    }
    return render(request, "core/home/public_home.html", context)


def cards_for(actor: Actor) -> list[Card]:
    """The cards of settings.HOME_CARDS that have something for this seat, in their order."""
    cards = (import_string(path)(actor) for path in settings.HOME_CARDS)
    return [card for card in cards if card is not None]


def strips_for(actor: Actor) -> list[Strip]:
    strips = (import_string(path)(actor) for path in settings.HOME_STRIPS)
    return [strip for strip in strips if strip is not None]
