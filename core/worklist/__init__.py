"""待办: what an office or an organization has to do next, opened and closed by verbs, never by a click on "done"."""

from core.worklist.actions import close_items, open_item, pause, resume

__all__ = ["close_items", "open_item", "pause", "resume"]
