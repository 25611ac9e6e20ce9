"""A ladder and the way out as the pages of both sides draw them."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from core.access.actor import Actor
from registry.annual_reports.situations import owed as owed_reports
from registry.organizations.models import Organization
from registry.organizations.owed import Step
from supervision.credit_listings.models import CreditEntry, ListingCase
from supervision.credit_removals.models import RemovalRequest
from supervision.ladders.models import Ladder
from supervision.ladders.paths import ITSELF, TIME, Move, Place
from supervision.ladders.rungs import facts_of, rungs
from supervision.ladders.situations import told_to, way
from supervision.ladders.states import Track
from supervision.rectifications.queries import owed as owed_orders


def drawn(ladder: Ladder, day: datetime.date, *, actor: Actor) -> dict:
    """Both tracks of one ladder."""
    facts = facts_of(ladder, day, actor=actor)
    return {
        "ladder": ladder,
        "tracks": [(Track(value).label, rungs(ladder, value, day, facts)) for value in Track.values],
    }


@dataclass(frozen=True)
class WayStep:
    """`by` says who takes it; `url` is the page on which it is taken, where the reader has one and can take it now."""

    title: str
    by: str
    text: str = ""
    due_on: datetime.date | None = None
    url: str = ""


def steps_out(organization: Organization, day: datetime.date, *, is_own: bool = False) -> dict:
    """The shortest way to good standing, and whether there is one. Only what comes next leads to its page."""
    moves = way(organization, day, is_own=is_own)
    steps = [
        step
        for number, move in enumerate(moves or [])
        for step in _steps(move, organization, day, is_own=is_own, is_next=number == 0)
    ]
    return {"has_way": moves is not None, "steps": steps}


def _by(move: Move, organization: Organization, *, is_own: bool) -> str:
    if move.who == TIME:
        return "期满即可"
    return "由您办理" if is_own and move.who == ITSELF else f"由{told_to(move, organization)}办理"


def _steps(
    move: Move, organization: Organization, day: datetime.date, *, is_own: bool, is_next: bool
) -> Iterator[WayStep]:
    by = _by(move, organization, is_own=is_own)
    duties = _duties(organization, day) if move.place == Place.DUTIES else []
    if duties:
        for one in duties:
            url = one.org_url if is_own else one.staff_url
            yield WayStep(one.title, by, one.text, one.due_on, url)
        return
    url = _address(move, organization, is_own=is_own) if is_next else ""
    yield WayStep(move.title, by, url=url)


def _duties(organization: Organization, day: datetime.date) -> list[Step]:
    """What is undone by name: each report and each order that is late."""
    found = [*owed_reports(organization, day), *owed_orders(organization, day)]
    return [step for step in found if step.against and step.is_its_own]


def _address(move: Move, organization: Organization, *, is_own: bool) -> str:
    """The page on which a move is made; "" where the reader has none."""
    side = "org" if is_own else "staff"
    if move.place == Place.STAY:
        entries = CreditEntry.objects.listed().filter(organization=organization)
        found = max(entries, key=lambda one: (one.list == "serious", one.pk), default=None)
        name = "org:credit_removals:apply" if is_own else "staff:credit_listings:entry"
        return reverse(name, args=[found.pk]) if found else ""
    if move.place == Place.CASE:
        cases = ListingCase.objects.running().filter(organization=organization).order_by("pk")
        case = (cases.exclude(served_on=None) if is_own else cases).first()
        return reverse(f"{side}:credit_listings:detail", args=[case.pk]) if case else ""
    if move.place == Place.REMOVAL:
        removal = RemovalRequest.objects.open().filter(organization=organization).order_by("pk").first()
        return reverse(f"{side}:credit_removals:detail", args=[removal.pk]) if removal else ""
    return ""
