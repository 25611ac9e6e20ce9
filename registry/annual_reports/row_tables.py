"""Tables of a section: how their rows are drawn and posted, and how a row comes and goes without JavaScript."""

from registry.report_forms import answers as edge
from registry.report_forms.checks import Problem
from registry.report_forms.schema import NOTHING, Answer, Field, Row

NONE = "__nothing"  # the checkbox of a table that has nothing to list
SPARE = 1  # empty rows below what is filled in
SHOWN = 3  # rows of a table in which nothing is filled in


def drawn(field: Field, given: Answer, *, label_of, asked_rows: int = 0, problems: list[Problem] = ()) -> dict:
    """`asked_rows`: how many rows the person wants to see at least."""
    filled = edge.rows_of(given)
    count = max(len(filled) + SPARE if filled else SHOWN, min(asked_rows, field.max_rows))
    count = max(min(count, field.max_rows), len(filled))
    judged = any(problem.field == field.key for problem in problems)
    rows = [
        _row(field, place, filled[place] if place < len(filled) else {}, label_of, judged=judged)
        for place in range(count)
    ]
    return {
        "field": field,
        "rows": rows,
        "nothing": f"{field.key}{NONE}",
        "is_nothing": given == NOTHING,
        "filled": len(filled),
        "may_add": count < field.max_rows,
    }


def _row(field: Field, place: int, row: Row, label_of, *, judged: bool) -> dict:
    return {
        "number": place + 1,
        "is_filled": bool(row),
        "remove": f"{field.key}:{place}",
        "cells": [
            {
                "column": one,
                "name": (name := f"{field.key}__{place}__{one.key}"),
                "id": f"id_{name}",
                "value": edge.as_typed(one, row.get(one.key, "")),
                "label": f"{field.label}第 {place + 1} 行：{label_of(one)}",
                "error": _wrong(one, row) if judged and row else "",
            }
            for one in field.columns
        ],
    }


def _wrong(column: Field, row: Row) -> str:
    text = row.get(column.key, "")
    if text:
        return edge.complaint(column, text)
    return f"请填写“{column.label}”" if column.required else ""


def posted(field: Field, data) -> Answer:
    """Rows come as `field__row__column`, `field__nothing` for none, or as one JSON text under the field's own name."""
    if data.get(f"{field.key}{NONE}"):
        return NOTHING
    if field.key in data:
        given = edge.tidy(field, data[field.key])
        return given if isinstance(given, str) else [_in_yuan(field, row) for row in given]
    prefix, rows = f"{field.key}__", {}
    for name in data:
        place, _, column = name.removeprefix(prefix).partition("__")
        if name.startswith(prefix) and place.isdecimal() and len(place) < 5:
            rows.setdefault(int(place), {})[column] = data[name]
    gone = _place(field, data.get("remove_row", ""))
    return [_in_yuan(field, rows[place]) for place in sorted(rows) if place != gone]


def _in_yuan(field: Field, row: Row) -> Row:
    return {one.key: edge.from_typed(one, row.get(one.key, "")) for one in field.columns}


def _place(field: Field, text: str) -> int:
    key, _, place = text.partition(":")
    return int(place) if key == field.key and place.isdecimal() and len(place) < 5 else -1


def wanted_rows(text: str) -> tuple[str, int]:
    """Of "table:7" in an address: which table, how many rows; ("", 0) for anything else."""
    key, _, count = text.partition(":")
    return (key, int(count)) if count.isdecimal() and len(count) < 4 else ("", 0)
