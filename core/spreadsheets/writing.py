"""Write .xlsx and .csv row by row in constant memory. Text stays text: no cell becomes a formula or a link."""

import csv
import datetime
import io
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import xlsxwriter

from core.spreadsheets.defusing import defused

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = 32_767


@dataclass(frozen=True)
class Column:
    """A column's title and width in characters; `kind` is text, number, yuan or date."""

    title: str
    width: int = 16
    kind: str = "text"


_FORMATS = {
    "text": {"num_format": "@", "valign": "top"},
    "number": {"num_format": "#,##0", "valign": "top"},
    "yuan": {"num_format": "#,##0.00", "valign": "top"},
    "date": {"num_format": "yyyy-mm-dd", "valign": "top"},
}


class Tone(StrEnum):
    """What is wrong with a cell, as a colour."""

    ERROR = "#FBD5D5"
    DOUBT = "#FDE9C8"
    NOTE = "#E3EEFB"


@dataclass(frozen=True)
class Sheet:
    """`rows` under a frozen header, in constant memory. `marks` run beside the rows: column → (tone, comment).

    `comments_up_to` cells get their comment in the sheet; a book with more of them opens too slowly.
    """

    name: str
    columns: list[Column]
    rows: Iterable[Iterable]
    marks: Iterable[dict[int, tuple[Tone, str]]] | None = None
    comments_up_to: int = 3000


def write_xlsx(rows: Iterable[Iterable], columns: list[Column], *, sheet: str = "数据", stream=None) -> bytes | None:
    """One sheet. Returns the bytes, or None when a `stream` was given."""
    return write_book(Sheet(sheet, columns, rows), stream=stream)


def write_book(*sheets: Sheet, stream=None) -> bytes | None:
    """The sheets in their order. Returns the bytes, or None when a `stream` was given.

    A value of the wrong kind for its column is written as text, so that nothing is lost or reinterpreted.
    """
    target = stream if stream is not None else io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "default_date_format": "yyyy-mm-dd",
        },
    )
    head = book.add_format({"bold": True, "bg_color": "#E8EEF7", "border": 1, "text_wrap": True, "valign": "top"})
    formats: dict = {kind: book.add_format(options) for kind, options in _FORMATS.items()}
    for tone in Tone:
        for kind, options in _FORMATS.items():
            formats[kind, tone] = book.add_format({**options, "bg_color": str(tone)})
    for sheet in sheets:
        _write_sheet(book, sheet, head, formats)
    book.close()
    return target.getvalue() if stream is None else None


def _write_sheet(book, sheet: Sheet, head, formats: dict) -> None:
    page = book.add_worksheet(_sheet_name(sheet.name))
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width)
        page.write_string(0, number, column.title, head)
    page.freeze_panes(1, 0)
    kinds, left = [column.kind for column in sheet.columns], sheet.comments_up_to
    marks = iter(sheet.marks) if sheet.marks is not None else itertools.repeat({})
    for line, (row, marked) in enumerate(zip(sheet.rows, marks, strict=False), start=1):
        for number, (value, kind) in enumerate(zip(row, kinds, strict=False)):
            if number in marked:
                tone, comment = marked[number]
                _write(page, line, number, value, kind, formats[kind, tone], keep_blank=True)
                if left > 0:
                    page.write_comment(line, number, comment[:2000], _COMMENT)
                    left -= 1
            else:
                _write(page, line, number, value, kind, formats[kind])


_COMMENT = {"x_scale": 2, "y_scale": 1.2}


def _write(page, line: int, number: int, value, kind: str, form, *, keep_blank: bool = False) -> None:
    if value is None or value == "":
        if keep_blank:
            page.write_blank(line, number, None, form)
        return
    if kind in ("number", "yuan") and isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        page.write_number(line, number, value, form)
    elif kind == "date" and isinstance(value, datetime.date):
        page.write_datetime(line, number, value, form)
    else:
        page.write_string(line, number, _ILLEGAL.sub("", str(value))[:_LONGEST], form)


def write_csv(rows: Iterable[Iterable], columns: list[Column], stream) -> None:
    """UTF-8 with its mark into a binary `stream`, as spreadsheet programs here expect it."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([defused(column.title) for column in columns])
    writer.writerows([_plain(value) for value in row] for row in rows)
    text.flush()
    text.detach()


def _plain(value) -> str:
    if isinstance(value, str):
        return defused(_ILLEGAL.sub("", value))
    return "" if value is None else str(value)


def _sheet_name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", name)[:31].strip() or "数据"
