"""The columns that the annotated file carries beside the original's, and how a file that still has them is read."""

import dataclasses

from core.spreadsheets.table import Row, Table

LINE, PROBLEMS, OUTCOME = "原行号", "问题", "处理"
ADDED = (LINE, PROBLEMS, OUTCOME)


def without(table: Table) -> Table:
    """The list as it was sent: our columns gone, each row under the line it had; added rows come after the last."""
    if tuple(table.header[-3:]) != ADDED or len(table.header) == len(ADDED):
        return table
    width = len(table.header) - len(ADDED)
    lines = [_line(row.cells[width]) for row in table.rows]
    known = [line for line in lines if line]
    if len(set(known)) != len(known):  # a copied row: which of the two is meant nobody knows
        lines, known = [row.line for row in table.rows], [row.line for row in table.rows]
    free = max([*known, *(row.line for row in table.rows)], default=0) + 1
    rows = []
    for row, line in zip(table.rows, lines, strict=True):
        if not any(cell.strip() for cell in row.cells[:width]):
            continue
        if not line:
            line, free = free, free + 1
        rows.append(Row(line, row.cells[:width], frozenset(i for i in row.numeric if i < width)))
    rows.sort(key=lambda row: row.line)
    return dataclasses.replace(table, header=table.header[:width], rows=rows)


def _line(cell: str) -> int:
    text = cell.strip().replace(",", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
