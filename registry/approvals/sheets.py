"""The weekly sheet: the template to fill in, and rows for the same door as the API."""

from collections.abc import Iterable

from django.conf import settings

from core.spreadsheets.reading import read_table
from core.spreadsheets.table import SpreadsheetRefused
from core.spreadsheets.writing import Column, write_xlsx
from registry.approvals.checking import Checked
from registry.approvals.fields import FIELDS, by_header


def most_rows() -> int:
    return 10 * settings.APPROVAL_MOST_ROWS


def template() -> bytes:
    """Headers, one example and what each column is for. All cells are text, so that codes stay whole."""
    example = [field.example for field in FIELDS]
    return write_xlsx([example], [Column(field.label, 24) for field in FIELDS], sheet="审批推送")


def rows(file) -> list[tuple[int, dict[str, str], frozenset[str]]]:
    """(line, cells by field, fields stored as numbers). Raises SpreadsheetRefused, naming columns nobody knows."""
    table = read_table(file, max_rows=most_rows())
    keys = by_header(table.header)
    unknown = [name for name, key in zip(table.header, keys, strict=True) if not key]
    filled = [name for name in unknown if any(row.cells[table.header.index(name)].strip() for row in table.rows)]
    if filled:
        raise SpreadsheetRefused(f"不认识的列：{'、'.join(filled)}。请改用模板中的列名，或删去这些列。")
    if "external_no" not in keys:
        raise SpreadsheetRefused("表格中没有“办件编号”一列。请下载模板，按模板的列名填写。")
    found = []
    for row in table.rows:
        cells = {key: cell for key, cell in zip(keys, row.cells, strict=True) if key}
        numeric = frozenset(keys[i] for i in row.numeric if i < len(keys) and keys[i])
        found.append((row.line, cells, numeric))
    return found


def problems(checked: Iterable[Checked]) -> list[dict]:
    """One line for each cell that needs correcting, in the order of the sheet."""
    return [
        {
            "line": one.line,
            "title": one.title,
            "label": problem.label,
            "value": one.payload.get(problem.field, ""),
            "message": problem.message,
        }
        for one in checked
        for problem in one.errors
    ]
