"""Answers as people read them."""

from registry.report_forms import checks
from registry.report_forms.answers import rows_of
from registry.report_forms.schema import NOTHING, Answer, Field


def label_of(field: Field) -> str:
    """With the unit behind an amount."""
    return f"{field.label}（{field.unit_label}）" if field.unit_label else field.label


def shown(field: Field, given: Answer) -> str:
    """One answer as text; a table line by line."""
    if not given:
        return ""
    if field.is_table:
        return field.nothing_label if given == NOTHING else "\n".join(_line(field, row) for row in rows_of(given))
    text = str(given)
    if field.is_chosen:
        return dict(field.options).get(text, text)
    if field.is_number and not checks.complaint(field, text):
        return checks.said(field, checks.figure(field, text))
    return text


def _line(field: Field, row: dict[str, str]) -> str:
    return "，".join(f"{one.label}：{shown(one, row[one.key])}" for one in field.columns if row.get(one.key))


def table_rows(field: Field, given: Answer) -> list[list[tuple[Field, str]]]:
    """Row by row, every column with its text."""
    return [[(one, shown(one, row.get(one.key, ""))) for one in field.columns] for row in rows_of(given)]
