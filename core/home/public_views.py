"""The first page after signing in, for every audience: what there is to do comes first."""

import dataclasses
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
TILES_SHOWN = 6


@require_safe
@guards.signed_in()
def home(request):
    actor = request.actor
    cards = cards_for(actor)
    schedule = schedule_for(actor)
    side = [card for card in cards if card.place == Place.SIDE]
    headline = headline_for(actor)
    todo = todo_for(actor, request.GET.get("kind", ""), headline)
    context = {
        "layout": "layouts/org.html" if actor.is_organization_side else "layouts/staff.html",
        "strips": strips_for(actor),
        "tiles": tiles_for(actor),
        "headline": headline,
        "headline_deadline": deadline(headline.due_on) if headline and headline.due_on else None,
        "todo": todo,
        "links": navigation.links(settings.HOME_LINKS, actor, "")[: LINKS_SHOWN if todo else None],
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
    """The most urgent figures; six are what a phone shows without scrolling."""
    numbers = [number for path in settings.HOME_TILES for number in import_string(path)(actor)]
    return sorted(numbers, key=lambda number: number.urgency)[:TILES_SHOWN]


def todo_for(actor: Actor, kind: str, headline: Headline | None) -> Card | None:
    """The list of what there is to do, without the line that the headline already draws large."""
    todo = import_string(settings.HOME_TODO)(actor, kind)
    if todo is None or headline is None:
        return todo
    lines = tuple(line for line in todo.lines if line.url != headline.url)
    return dataclasses.replace(todo, lines=lines) if lines else None


def headline_for(actor: Actor) -> Headline | None:
    headlines = (import_string(path)(actor) for path in settings.HOME_HEADLINES)
    return next((headline for headline in headlines if headline is not None), None)


def schedule_for(actor: Actor) -> list[tuple[Day, object]]:
    """The next two weeks, today included: each day and how many working days are left until it."""
    first = clock.today()
    last = first + datetime.timedelta(days=SCHEDULE_DAYS)
    days = [day for path in settings.HOME_SCHEDULE for day in import_string(path)(actor, first, last)]
    return [(day, deadline(day.on)) for day in sorted(days, key=lambda day: (day.on, day.what))]
