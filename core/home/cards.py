"""What a home page is made of. Capabilities build these; one template draws them."""

import datetime
from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where a card stands. Side cards come last on a phone."""

    MAIN = "main"
    SIDE = "side"
    WIDE = "wide"


@dataclass(frozen=True)
class Number:
    """A figure; `url` opens exactly the rows it counts. `definition` says what is counted."""

    label: str
    value: str
    url: str = ""
    unit: str = ""
    change: str = ""
    definition: str = ""
    tone: str = ""

    @property
    def urgency(self) -> tuple[int, bool]:
        """For sorting: overdue and grave first, what is zero last."""
        return ("danger", "warning", "").index(self.tone), self.value == "0"


@dataclass(frozen=True)
class Line:
    """One thing to look at or to do. `due_on` is drawn as working days left."""

    title: str
    url: str = ""
    note: str = ""
    due_on: datetime.date | None = None
    badge: str = ""
    tone: str = "neutral"
    action: str = ""


@dataclass(frozen=True)
class Cell:
    text: str
    url: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Table:
    """`headings` are (label, kind) with kind "" or "num"; every row has as many cells; the first is its title."""

    headings: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    caption: str = ""

    @property
    def drawn_rows(self):
        return [self._drawn(row) for row in self.rows]

    @property
    def drawn_total(self):
        return self._drawn(self.total) if self.total else []

    def _drawn(self, row: tuple[Cell, ...]) -> list[tuple[Cell, str, str]]:
        return [(cell, label, kind) for cell, (label, kind) in zip(row, self.headings, strict=True)]


@dataclass(frozen=True)
class Tab:
    """A way to look at fewer lines of a card; `count` lines stand behind `url`."""

    label: str
    count: int
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class Card:
    title: str
    place: Place = Place.MAIN
    numbers: tuple[Number, ...] = ()
    lines: tuple[Line, ...] = ()
    table: Table | None = None
    note: str = ""
    copy_text: str = ""
    more_url: str = ""
    more_label: str = ""
    empty: str = ""
    tabs: tuple[Tab, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.numbers or self.lines or (self.table and self.table.rows))


@dataclass(frozen=True)
class Day:
    """A date in the calendar of the next two weeks and what falls due on it."""

    on: datetime.date
    what: str
    url: str = ""


@dataclass(frozen=True)
class Headline:
    """The one thing an organization has to do first: until when, what is missing, one button.

    With nothing left to do `standing` says how it stands in two or three words, and there is no date.
    """

    title: str
    due_on: datetime.date | None
    text: str
    missing: tuple[tuple[str, str], ...] = ()  # (what, how it stands)
    action: str = ""
    url: str = ""
    standing: str = ""


@dataclass(frozen=True)
class Strip:
    """A warning above everything; tone danger, warning or info."""

    text: str
    tone: str = "danger"
    title: str = ""
    url: str = ""
    url_label: str = ""
