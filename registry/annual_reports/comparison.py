"""One submission beside last year's report and the round before: what a reviewer reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from registry.annual_reports import judging
from registry.annual_reports.models import ReportSubmission
from registry.annual_reports.prefill import LastYear
from registry.annual_reports.shown import shown
from registry.report_forms import checks
from registry.report_forms.checks import Problem
from registry.report_forms.schema import Field, FormSchema, Section


@dataclass(frozen=True)
class Row:
    """`before` is what the previous round said, "" where nothing changed since (or there was none)."""

    field: Field
    text: str
    last: str
    change: str
    is_changed: bool
    before: str
    notes: tuple[Problem, ...]
    remark: str

    @property
    def is_flagged(self) -> bool:
        return any(note.kind != "info" for note in self.notes)


@dataclass(frozen=True)
class Block:
    section: Section
    rows: tuple[Row, ...]

    @property
    def changed(self) -> int:
        return sum(row.is_changed for row in self.rows)

    @property
    def changed_label(self) -> str:
        return f"本次改动 {self.changed} 处"

    @property
    def flagged(self) -> int:
        return sum(row.is_flagged for row in self.rows)

    @property
    def flagged_label(self) -> str:
        return f"提示 {self.flagged} 处"


class Comparison:
    def __init__(
        self, schema: FormSchema, submission: ReportSubmission, previous: ReportSubmission | None, last: LastYear
    ):
        self.schema, self.submission, self.previous, self.last = schema, submission, previous, last
        self.answers = checks.flat(submission.content["sections"])
        self.before = checks.flat(previous.content["sections"]) if previous else None

    def blocks(self, remarks: Mapping[str, str]) -> list[Block]:
        """`remarks`: field → text of the opinion on this submission."""
        content, limits = self.submission.content["sections"], judging.limits_of(self.submission.report)
        problems = judging.problems(self.schema, content, self.last, limits)
        found = []
        for section in self.schema.sections:
            rows = [
                self._row(field, [p for p in problems if p.field == field.key], remarks.get(field.key, ""))
                for field in section.fields
                if checks.is_asked(self.schema.fields, field, self.answers)
            ]
            if section.sheet:  # a line that was and is empty says nothing
                rows = [row for row in rows if row.text or row.is_changed or row.notes or row.remark]
            if rows:
                found.append(Block(section, tuple(rows)))
        return found

    def _row(self, field: Field, notes: list[Problem], remark: str) -> Row:
        text = self.answers.get(field.key, "")
        is_changed = self.before is not None and self.before.get(field.key, "") != text
        return Row(
            field=field,
            text=shown(field, text),
            last=shown(field, self.last.answers.get(field.key, "")),
            change=self._change(field, text),
            is_changed=is_changed,
            before=(shown(field, self.before.get(field.key, "")) or "（空）") if is_changed else "",
            notes=tuple(notes),
            remark=remark,
        )

    def _change(self, field: Field, text: str) -> str:
        before: Decimal | None = self.last.figures.get(field.figure_code)
        now = checks.figure(field, text) if field.is_number and text else None
        percent = checks.change_percent(now, before) if now is not None and before is not None else None
        return f"{percent:+}%" if percent else ""
