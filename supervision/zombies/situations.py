"""Lent to the register's list: organizations that bear a flag. Not offered to other systems."""

import datetime

from core.access.actor import Actor
from registry.organizations.situations import Situation
from supervision.zombies import queries
from supervision.zombies.states import Flag

ANY = "any"
SEES_CLUES = "campaigns.clues"


def _choices(day: datetime.date, actor: Actor) -> list[tuple[str, str]]:
    if not actor.can(SEES_CLUES):
        return []
    return [(ANY, "任一线索"), *Flag.choices]


def _apply(rows, value: str, day: datetime.date):
    return queries.any_flag(rows, day) if value == ANY else queries.flagged(rows, value, day)


clue = Situation("clue", "长期不活动线索", _choices, _apply, by_seat=True)
