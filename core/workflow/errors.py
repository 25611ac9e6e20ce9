"""Refusals: business said no. The message is a full Chinese sentence, shown to the user as it is."""

from core.refusal import Refusal


class WrongState(Refusal):
    """Another request got there first, or the page is old."""


class CommentRequired(Refusal):
    """The table asks for a comment."""


class NotPermitted(Refusal):
    """The seat does not hold the permission of this step."""


class NotCompetent(Refusal):
    """The seat may see the row, but the act belongs to another office; the sentence names it."""


class SamePerson(Refusal):
    """Two-person rule: who did the earlier step may not do this one."""


class StaleVersion(Refusal):
    """The row changed since the page was opened."""
