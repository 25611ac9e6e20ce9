"""The menu of views above a list."""

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from core.access.actor import Actor
from core.listing.filters import clean
from core.saved_views.models import SavedView


@dataclass(frozen=True)
class Item:
    label: str
    url: str
    is_current: bool
    is_default: bool = False
    note: str = ""  # who shared it


class Menu:
    """For one drawn list; one query."""

    def __init__(self, drawn):
        self.drawn = drawn
        self.actor: Actor = drawn.actor
        self.current_pk = drawn.query.get("view", "")

    @cached_property
    def _views(self) -> list[SavedView]:
        views = SavedView.objects.visible_to(self.actor).filter(list_name=self.drawn.page.url_name)
        return sorted(views.select_related("owner"), key=lambda view: view.owner_id != self.actor.user_id)

    @cached_property
    def current(self) -> SavedView | None:
        return next((view for view in self._views if str(view.pk) == self.current_pk), None)

    @property
    def default_url(self) -> str:
        """Of one's own default view; "" where none is chosen."""
        return next((v.url for v in self._views if v.is_default and v.owner_id == self.actor.user_id), "")

    @property
    def items(self) -> list[Item]:
        is_plain = self.current is None and not clean(self.drawn.query, view="", sort="", size="", cols="")
        everything = f"{self.drawn.path}?view=all" if self.default_url else self.drawn.path
        return [Item("全部", everything, is_plain), *(self._item(view) for view in self._views)]

    def _item(self, view: SavedView) -> Item:
        is_mine = view.owner_id == self.actor.user_id
        note = "" if is_mine else f"{view.owner.name}共享"
        return Item(view.name, view.url, view == self.current, is_mine and view.is_default, note)

    @property
    def query(self) -> str:
        """What saving keeps, with the columns and the page size as they are seen."""
        return clean(self.drawn.query, view="")

    @property
    def is_changed(self) -> bool:
        """The list shows something else than the view that was opened, and the view is one's own."""
        if self.current is None or self.current.owner_id != self.actor.user_id:
            return False
        return QueryDict(self.query) != QueryDict(self.current.query)

    @property
    def may_share(self) -> bool:
        return self.actor.can("saved_views.share") and self.actor.department_id is not None
