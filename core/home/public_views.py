"""The first page after signing in, for every audience: what there is to do comes first."""

import datetime

from django.conf import settings
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from core import clock
from core.access import guards
from core.access.actor import Actor
from core.home.cards import Card, Day, Headline, Number, Place, Strip
from core.pages import navigation
from core.pages.deadlines import deadline

SCHEDULE_DAYS = 14
LINKS_SHOWN = 3


@require_safe
@guards.signed_in()
def home(request):
    actor = request.actor
    cards = cards_for(actor)
    todo = import_string(settings.HOME_TODO)(actor, request.GET.get("kind", ""))
    schedule = schedule_for(actor)
    side = [card for card in cards if card.place == Place.SIDE]
    headline = headline_for(actor)
    context = {
        "layout": "layouts/org.html" if actor.is_organization_side else "layouts/staff.html",
        "strips": strips_for(actor),
        "tiles": tiles_for(actor),
        "headline": headline,
        "headline_deadline": deadline(headline.due_on) if headline else None,
        "todo": todo,
        "links": navigation.links(settings.HOME_LINKS, actor, "")[:LINKS_SHOWN],
        "schedule": schedule,
        "has_aside": bool(schedule or todo or side),
        "wide": [card for card in cards if card.place == Place.WIDE],
        "main": [card for card in cards if card.place == Place.MAIN],
        "side": side,
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


def tiles_for(actor: Actor) -> list[Number]:
    return [number for path in settings.HOME_TILES for number in import_string(path)(actor)]


def headline_for(actor: Actor) -> Headline | None:
    headlines = (import_string(path)(actor) for path in settings.HOME_HEADLINES)
    return next((headline for headline in headlines if headline is not None), None)


def schedule_for(actor: Actor) -> list[tuple[Day, object]]:
    """The next two weeks, today included: each day and how many working days are left until it."""
    first = clock.today()
    last = first + datetime.timedelta(days=SCHEDULE_DAYS)
    days = [day for path in settings.HOME_SCHEDULE for day in import_string(path)(actor, first, last)]
    return [(day, deadline(day.on)) for day in sorted(days, key=lambda day: (day.on, day.what))]
