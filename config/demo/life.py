"""Living the city from where it stands up to a day: window after window, each whole or not at all."""

import datetime
from collections.abc import Callable

from django.db import connection, transaction

from config.demo import activations, cast, chapters, desks, filed, judging, parties, register, story
from config.demo.accounts import SEEDER
from config.demo.moment import at
from config.demo.world import Window, World
from core import clock
from core.dated import actions as dated
from core.history import acting
from core.indicators import snapshots
from registry.annual_reports.actions import obligations
from registry.models import Organization, ReportingRegime
from supervision.risk_alerts import sweep
from supervision.risk_alerts.models import SweepRun

BEFORE_ALL = datetime.date(1900, 1, 1)
OPENED_AGAIN = (6, 2)  # who ended before the last day owes nothing: the year is gone through once more


class OlderCity(Exception):
    """The database holds a city that was not made by living it; it cannot be lived on."""


def lived_to() -> datetime.date | None:
    """Up to the morning of this day the city has been lived; None for an empty database.

    The mark is the last nightly run of the story itself, written in the same transaction as what it found.
    """
    runs = SweepRun.objects.filter(started_by=SEEDER.name, is_whole=True)
    day = runs.order_by("-as_of").values_list("as_of", flat=True).first()
    if day is None and Organization.objects.filter(uscc__contains="3799").exists():
        raise OlderCity
    return day


def live(world: World, until: datetime.date, say: Callable[[str], None]) -> None:
    """Everything that happens before the morning of `until`, and that night's run."""
    after = lived_to()
    activations.restore(world)
    first = after or BEFORE_ALL
    said = None
    for night in story.nights(after, until):
        counts = _window(world, Window(first, night))
        if said != (night.year, night.month):
            said = (night.year, night.month)
            say(f"{night:%Y-%m-%d}: " + ", ".join(f"{number} {name}" for name, number in counts.items() if number))
        if first is BEFORE_ALL or night == story.printed_due("1", night.year - 1):
            _refresh_statistics()
        first = night
    with acting(SEEDER, command="seed_demo"), at(until, 2):
        dated.flip(until)
    _refresh_statistics()


def _refresh_statistics() -> None:
    """Tables that grew in one transaction have no statistics yet."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _window(world: World, window: Window) -> dict[str, int]:
    """All or nothing: a half-lived window would be taken for a lived one."""
    known = story.moment(window.evening, 18).isoformat()  # one moment for all that the window brings
    with acting(SEEDER, command="seed_demo", at=known), transaction.atomic():
        counts = {"judged": judging.judge(world, window), "registered": register.births(world, window)}
        activations.people(world, window)
        counts["accounts"] = activations.activations(world, window)
        counts["changes"] = register.changes(world, window)
        _seasons(window)
        counts["report steps"] = filed.write(world, window)
        counts["acts"] = cast.live(world, window)
        counts["party units"] = parties.establish(world, window)
        counts |= {label: live(world, window) for label, live in chapters.CHAPTERS}
        judging.correct(world, window)
        with at(window.night, 1, 30):
            desks.read_old(clock.now())
            sweep.run(window.night, actor=SEEDER)
            if window.night >= story.PORTAL_OPENED and window.first.month != window.night.month:
                snapshots.take(window.night)
    return counts


def _seasons(window: Window) -> None:
    """Open the report year in January, look again in June, move the date that a notice moved."""
    for year in story.REPORT_YEARS:
        opened = datetime.date(year + 1, 1, 4)
        for day in (opened, datetime.date(year + 1, *OPENED_AGAIN)):
            if window.holds(day):
                with at(day):
                    obligations.open_year(year, actor=SEEDER)
    if window.holds(story.MOVED_ON):
        with at(story.MOVED_ON):
            for regime in ReportingRegime.objects.filter(year=story.MOVED_YEAR).exclude(org_type=story.FOUNDATION):
                obligations.move_due(regime, final_due=story.MOVED_TO, document=story.MOVED_BY, actor=SEEDER)
