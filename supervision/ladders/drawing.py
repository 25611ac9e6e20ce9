"""A ladder and the way out as the pages of both sides draw them."""

import datetime

from registry.organizations.models import Organization
from supervision.ladders.models import Ladder
from supervision.ladders.rungs import facts_of, rungs
from supervision.ladders.situations import told_to, way
from supervision.ladders.states import Track


def drawn(ladder: Ladder, day: datetime.date, *, is_staff: bool) -> dict:
    """Both tracks of one ladder."""
    facts = facts_of(ladder, day, is_staff=is_staff)
    return {
        "ladder": ladder,
        "tracks": [(Track(value).label, rungs(ladder, value, day, facts)) for value in Track.values],
    }


def steps_out(organization: Organization, day: datetime.date, *, is_own: bool = False) -> dict:
    """The shortest way to good standing, and whether there is one."""
    moves = way(organization, day, is_own=is_own)
    return {
        "has_way": moves is not None,
        "steps": [(told_to(move, organization), move.title) for move in moves or []],
    }
