"""The columns of the matrix, and organizations with the state of each."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, CharField, Count, Q, Value, When
from django.utils.module_loading import import_string

from party_building.six_syncs.states import SyncState


@dataclass(frozen=True)
class Why:
    """What stands behind a cell: in words, with the day and the page it is on."""

    text: str
    on: datetime.date | None = None
    url: str = ""


class SyncSource:
    """What answers for one column on any day: three conditions on organizations, and the words for some of them.

    Who meets neither `not_due`, `done` nor `unknown` is due. Conditions read facts of the day, a query at most each.
    """

    def not_due(self, day: datetime.date) -> Q:
        return Q(pk__in=[])

    def done(self, day: datetime.date) -> Q:
        raise NotImplementedError

    def unknown(self, day: datetime.date) -> Q:
        return Q(pk__in=[])

    def why(self, ids: Collection[int], day: datetime.date) -> dict[int, Why]:
        """Of those that are done, and of those that are due where there is something to say."""
        raise NotImplementedError


@dataclass(frozen=True)
class SyncColumn:
    """`source` None: nobody answers for it yet, which is shown as 未启用, never as nought."""

    code: str
    title: str
    source: SyncSource | None

    @property
    def name(self) -> str:
        return f"sync_{self.code}"

    def state(self, day: datetime.date):
        """The expression of its state for an organization."""
        if self.source is None:
            return Value(SyncState.NOT_OPEN.value, CharField())
        return Case(
            When(self.source.not_due(day), then=Value(SyncState.NOT_DUE.value)),
            When(self.source.done(day), then=Value(SyncState.DONE.value)),
            When(self.source.unknown(day), then=Value(SyncState.UNKNOWN.value)),
            default=Value(SyncState.DUE.value),
            output_field=CharField(),
        )


def columns() -> list[SyncColumn]:
    return [
        SyncColumn(code, title, import_string(path)() if path else None)
        for code, title, path in settings.SIX_SYNC_SOURCES
    ]


def with_states(rows, day: datetime.date):
    """Organizations annotated with `sync_<code>` for each column."""
    return rows.annotate(**{column.name: column.state(day) for column in columns()})


def counts(rows) -> list[dict]:
    """For each column {column, done, due, unknown, not_due}, of rows `with_states`. One query."""
    its = columns()
    asked = {
        f"{column.code}_{state.value}": Count("pk", filter=Q(**{column.name: state.value}), distinct=True)
        for column in its
        if column.source is not None
        for state in SyncState
    }
    found = rows.order_by().aggregate(**asked)
    return [
        {
            "column": column,
            "is_open": column.source is not None,
            **{state.value: found.get(f"{column.code}_{state.value}", 0) for state in SyncState},
        }
        for column in its
    ]
