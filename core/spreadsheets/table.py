"""What a read file looks like: text only, with a mark on every cell that a spreadsheet had stored as a number."""

from dataclasses import dataclass, field

from core.workflow.errors import Refusal


class SpreadsheetRefused(Refusal):
    """The file is not taken; the sentence says why and what to do."""


@dataclass(frozen=True)
class Row:
    """`line` is the line people see in their program; `numeric` the columns stored as numbers (codes suffer there)."""

    line: int
    cells: list[str]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Table:
    """Header and rows, all cells text, every row as long as the header."""

    header: list[str]
    header_line: int
    rows: list[Row] = field(default_factory=list)
    kind: str = ""  # csv | xlsx | xls
    encoding: str = ""
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
