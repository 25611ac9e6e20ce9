"""The list given back: the original as it was sent, doubtful cells coloured and explained, all problems listed.

Fixed in this very file it can be uploaded again: the columns added here are told by their headers (annotations.py).
"""

from collections.abc import Iterator

from core.access.actor import Actor
from core.files import actions as files
from core.files.models import StoredFile
from core.spreadsheets.writing import Column, Sheet, Tone, write_book
from registry.identifiers.issues import Severity
from registry.imports.annotations import LINE, OUTCOME, PROBLEMS
from registry.imports.kind import kind_of
from registry.imports.models import ImportBatch, ImportRow

_WORD = {Severity.ERROR: "错误", Severity.CONFIRM: "须说明", Severity.WARNING: "提示"}
_TONE = {Severity.ERROR: Tone.ERROR, Severity.CONFIRM: Tone.DOUBT, Severity.WARNING: Tone.NOTE}


def issue_text(row: ImportRow, overrides: dict[str, str]) -> str:
    """All issues of a row, worst first, reasons included."""
    reasons = {**overrides, **row.overrides}
    return "\n".join(_sentence(issue, reasons) for issue in row.issues)


def _sentence(issue: dict, reasons: dict[str, str]) -> str:
    reason = reasons.get(issue["code"]) if issue["severity"] == Severity.CONFIRM else ""
    given = f"（已说明：{reason}）" if reason else ""
    return f"【{_WORD[Severity(issue['severity'])]}】{issue['message']}{given}"


def _rows(batch: ImportBatch) -> Iterator[list]:
    for row in batch.rows.order_by("line").iterator(chunk_size=2000):
        outcome = row.get_outcome_display() if row.outcome else row.get_decision_display()
        note = f"{outcome}：{row.outcome_note}" if row.outcome_note else outcome
        yield [*row.raw, row.line, issue_text(row, batch.overrides), note]


def _marks(batch: ImportBatch) -> Iterator[dict[int, tuple[Tone, str]]]:
    """For each row: column → how bad, and what to say in the cell's comment. What is about the whole row marks its
    number."""
    columns = {key: i for i, key in enumerate(batch.mapping) if key}
    width = len(batch.header)
    for row in batch.rows.order_by("line").only("issues").iterator(chunk_size=2000):
        marks: dict[int, tuple[Tone, str]] = {}
        for issue in row.issues:  # worst first
            column = columns.get(issue["field"], width)
            tone, text = marks.get(column, (_TONE[Severity(issue["severity"])], ""))
            marks[column] = (tone, f"{text}\n{issue['message']}".strip())
        yield marks


def _problems(batch: ImportBatch) -> Iterator[list]:
    """One line for each problem: where, what the cell says, what is wrong with it."""
    kind, columns = kind_of(batch), {key: i for i, key in enumerate(batch.mapping) if key}
    for row in batch.rows.order_by("line").iterator(chunk_size=2000):
        for issue in row.issues:
            at = columns.get(issue["field"])
            where = batch.header[at] if at is not None else kind.field_label(issue["field"])
            said = row.raw[at] if at is not None and at < len(row.raw) else ""
            word = _WORD[Severity(issue["severity"])]
            yield [row.line, where, said, word, kind.issue_label(issue["code"]), issue["message"]]


def annotated(batch: ImportBatch, *, actor: Actor) -> StoredFile:
    """Write the annotated workbook and keep it for fetching."""
    columns = [Column(title, 18) for title in batch.header]
    columns += [Column(LINE, 8, "number"), Column(PROBLEMS, 70), Column(OUTCOME, 24)]
    listed = [Column("行号", 8, "number"), Column("列"), Column("原文", 24), Column("程度", 8), Column("种类", 22),
              Column("问题和改法", 80)]  # fmt: skip
    data = write_book(
        Sheet("检查结果", columns, _rows(batch), marks=_marks(batch)), Sheet("问题清单", listed, _problems(batch))
    )
    name = f"{batch.file.name.rpartition('.')[0] or batch.file.name}-检查结果.xlsx"
    return files.store(data, name=name, kind="import_annotated", permission=batch.permission, actor=actor)
