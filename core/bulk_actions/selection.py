"""Which rows a bulk action means, and what its verb says to each of them before anything is written."""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import QuerySet
from django.http import QueryDict

from core.access.actor import Actor
from core.access.guards import MissingPermission
from core.listing.bulk import AT_MOST, BulkAction
from core.listing.drawn import BULK_SALT
from core.listing.keyset import Order
from core.listing.page import ListPage
from core.listing.registry import list_class
from core.refusal import Refusal


class Nothing(Refusal):
    """No row was chosen."""


class Changed(Refusal):
    """The rows are not those that were looked at."""


@dataclass(frozen=True)
class Selection:
    """Rows by their keys, or (`pks` None) everything that `query` finds: never a bounded search. `count` is how many
    there were when a person last looked."""

    list: str
    query: str
    count: int
    pks: tuple[int, ...] | None = None

    @classmethod
    def signed(cls, text: str) -> "Selection":
        """Raises Changed for a text that is not ours."""
        try:
            given = signing.loads(text, salt=BULK_SALT, max_age=24 * 3600)
        except signing.BadSignature as bad:
            raise Changed("页面已过期，请回到清单重新选择。") from bad
        pks = tuple(given["pks"]) if given.get("pks") is not None else None
        return cls(given["list"], given["query"], given["count"], pks)

    def sign(self) -> str:
        given = {"list": self.list, "query": self.query, "count": self.count, "pks": self.pks}
        return signing.dumps(given, salt=BULK_SALT, compress=True)

    @property
    def parameters(self) -> QueryDict:
        return QueryDict(self.query)

    @property
    def page(self) -> ListPage:
        return list_class(self.list).asked(self.parameters)

    def rows(self, actor: Actor) -> QuerySet:
        """In the order of the list, in the actor's scope."""
        if self.pks is not None:
            found = self.page.queryset(actor).filter(pk__in=self.pks)
        else:
            found = self.page.filtered(actor, self.parameters, is_exact=True).qs
        return Order(self.page.sort(self.parameters.get("sort", "")), found.model).apply(found)

    def looked_at(self, actor: Actor) -> list:
        """The rows, if they are as many as were looked at. Raises Nothing, Changed."""
        found = list(self.rows(actor)[: AT_MOST + 1])
        if not found:
            raise Nothing("没有选中任何记录。请先勾选，或选择“全部筛选结果”。")
        if len(found) > AT_MOST:
            raise Changed(f"一次最多办理{AT_MOST:,}条，请缩小范围。")
        if len(found) != self.count:
            text = f"选择的记录由{self.count:,}条变为{len(found):,}条，没有办理任何一条。请回到清单重新核对。"
            raise Changed(text)
        return found


@dataclass(frozen=True)
class Sorted:
    """`fit` are the rows the verb accepts; `unfit` pairs of a row and its refusal."""

    fit: list
    unfit: list[tuple[Any, str]]


def sort_out(rows: list, action: BulkAction, actor: Actor) -> Sorted:
    """Ask the verb's own check for every row. Writes nothing."""
    fit, unfit = [], []
    for row in rows:
        try:
            action.check(row, actor)
            fit.append(row)
        except Refusal as refusal:
            unfit.append((row, str(refusal)))
    return Sorted(fit, unfit)


def action_of(page: ListPage, key: str, actor: Actor) -> BulkAction:
    """Raises MissingPermission, also for an action the list does not have."""
    for action in page.bulk_for(actor):
        if action.key == key:
            return action
    raise MissingPermission(next((one.permission for one in page.bulk_actions() if one.key == key), "bulk"))


def declared(page: ListPage, key: str) -> BulkAction:
    """Whoever asks. Raises KeyError."""
    return {action.key: action for action in page.bulk_actions()}[key]


def doubtful(rows: list, action: BulkAction, limit: int = 10) -> list:
    """The cases most likely to be wrong, the worst first."""
    return sorted(rows, key=action.doubt, reverse=True)[:limit] if action.doubt else []
