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
    is_certain: bool = True  # False: the encoding was judged by its characters
    delimiter: str = ""
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    titles: tuple[tuple[int, str], ...] = ()  # lines above the header, and what they say
    beyond: tuple[int, ...] = ()  # lines that have more cells than the header names


@dataclass(frozen=True)
class Asked:
    """How a person says a file is to be read; empty: as the file itself suggests."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
