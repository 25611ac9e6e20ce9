"""Write .xlsx row by row in constant memory. Text stays text: no cell becomes a formula, a link or a number."""

import datetime
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter

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


def write_xlsx(rows: Iterable[Iterable], columns: list[Column], *, sheet: str = "数据", stream=None) -> bytes | None:
    """Write `rows` under a frozen header. Returns the bytes, or None when a `stream` was given.

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
    page = book.add_worksheet(_sheet_name(sheet))
    head = book.add_format({"bold": True, "bg_color": "#E8EEF7", "border": 1, "text_wrap": True, "valign": "top"})
    formats = {kind: book.add_format(options) for kind, options in _FORMATS.items()}
    for number, column in enumerate(columns):
        page.set_column(number, number, column.width)
        page.write_string(0, number, column.title, head)
    page.freeze_panes(1, 0)
    kinds = [column.kind for column in columns]
    for line, row in enumerate(rows, start=1):
        for number, (value, kind) in enumerate(zip(row, kinds, strict=False)):
            _write(page, line, number, value, kind, formats)
    book.close()
    return target.getvalue() if stream is None else None


def _write(page, line: int, number: int, value, kind: str, formats: dict) -> None:
    if value is None or value == "":
        return
    if kind in ("number", "yuan") and isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        page.write_number(line, number, value, formats[kind])
    elif kind == "date" and isinstance(value, datetime.date):
        page.write_datetime(line, number, value, formats[kind])
    else:
        page.write_string(line, number, _ILLEGAL.sub("", str(value))[:_LONGEST], formats["text"])


def _sheet_name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", name)[:31].strip() or "数据"
