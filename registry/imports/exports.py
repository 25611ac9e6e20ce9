"""The list given back: the original columns, unchanged, and beside them what is to be said about each row."""

from collections.abc import Iterator

from core.access.actor import Actor
from core.files import actions as files
from core.files.models import StoredFile
from core.spreadsheets.writing import Column, write_xlsx
from registry.identifiers.issues import Severity
from registry.imports.models import ImportBatch, ImportRow

_WORD = {Severity.ERROR: "错误", Severity.CONFIRM: "须说明", Severity.WARNING: "提示"}


def issue_text(row: ImportRow, overrides: dict[str, str]) -> str:
    """All issues of a row, worst first, reasons included."""
    reasons = {**overrides, **row.overrides}
    parts = []
    for issue in row.issues:
        reason = reasons.get(issue["code"]) if issue["severity"] == Severity.CONFIRM else ""
        given = f"（已说明：{reason}）" if reason else ""
        parts.append(f"【{_WORD[Severity(issue['severity'])]}】{issue['message']}{given}")
    return "\n".join(parts)


def _rows(batch: ImportBatch) -> Iterator[list]:
    for row in batch.rows.order_by("line").iterator(chunk_size=2000):
        outcome = row.get_outcome_display() if row.outcome else row.get_decision_display()
        note = f"{outcome}：{row.outcome_note}" if row.outcome_note else outcome
        yield [*row.raw, row.line, issue_text(row, batch.overrides), note]


def annotated(batch: ImportBatch, *, actor: Actor) -> StoredFile:
    """Write the annotated workbook and keep it for fetching."""
    columns = [Column(title, 18) for title in batch.header]
    columns += [Column("原行号", 8, "number"), Column("问题", 70), Column("处理", 24)]
    data = write_xlsx(_rows(batch), columns, sheet="检查结果")
    name = f"{batch.file.name.rpartition('.')[0] or batch.file.name}-检查结果.xlsx"
    return files.store(data, name=name, kind="import_annotated", permission="imports.view", actor=actor)
