"""A submission as its reviewer reads it: what changed and what stands out first, everything on request."""

from collections.abc import Mapping
from dataclasses import dataclass

from registry.annual_reports import comparison, prefill
from registry.annual_reports.comparison import Comparison
from registry.annual_reports.models import AnnualReport, ReportSubmission
from registry.report_forms.schema import Section, schema_of
from registry.report_reviews import findings, queries
from registry.report_reviews.findings import Finding
from registry.report_reviews.models import FindingAcceptance

ATTENTION, CHANGED, ODD, ALL = "attention", "changed", "odd", "all"
VIEWS = ((ATTENTION, "要核对的"), (CHANGED, "只看变动"), (ODD, "只看异常"), (ALL, "全部"))


@dataclass(frozen=True)
class Answered:
    """A finding, this office's acceptance of it, and those of other offices."""

    finding: Finding
    own: FindingAcceptance | None
    others: tuple[FindingAcceptance, ...]
    typed: str = ""  # the reason as posted, for a page that is shown again
    is_ticked: bool = False


@dataclass(frozen=True)
class Line:
    row: comparison.Row
    found: tuple[Answered, ...]
    is_changed: bool

    def is_in(self, view: str) -> bool:
        if view == CHANGED:
            return self.is_changed
        if view == ODD:
            return bool(self.found)
        return view == ALL or self.is_changed or bool(self.found)

    @property
    def views(self) -> str:
        return " ".join(view for view, _ in VIEWS if self.is_in(view))

    @property
    def info(self) -> list:
        return [note for note in self.row.notes if note.kind == "info"]


@dataclass(frozen=True)
class Block:
    section: Section
    lines: tuple[Line, ...]
    view: str

    @property
    def shown(self) -> int:
        return sum(line.is_in(self.view) for line in self.lines)

    @property
    def changed_label(self) -> str:
        """Against the round before; "" where nothing was changed since."""
        count = sum(line.row.is_changed for line in self.lines)
        return f"本次改动 {count} 处" if count else ""

    @property
    def views(self) -> str:
        return " ".join(view for view, _ in VIEWS if any(line.is_in(view) for line in self.lines))


class Reading:
    """`office` is whose acceptances are asked for; `remarks` field → text as typed; `posted` an earlier try."""

    def __init__(
        self,
        report: AnnualReport,
        submission: ReportSubmission,
        *,
        office: int | None,
        view: str = ATTENTION,
        remarks: Mapping[str, str] | None = None,
        posted: Mapping[str, str] | None = None,
    ):
        self.report, self.submission, self.office = report, submission, office
        self.view = view if view in dict(VIEWS) else ATTENTION
        self.posted = posted or {}
        self.schema = schema_of(report.form)
        self.digest = findings.of(submission)
        self.found = [self._answered(one) for one in queries.to_answer(report, submission, office)]
        previous = report.submissions.standing().filter(round__lt=submission.round).order_by("round").last()
        blocks = Comparison(self.schema, submission, previous, prefill.last_year(report)).blocks(remarks or {})
        self.blocks = [self._block(block) for block in blocks]

    def _answered(self, finding: Finding) -> Answered:
        accepted = self._acceptances.get(finding.key, [])
        return Answered(
            finding,
            next((one for one in accepted if one.department_id == self.office), None),
            tuple(one for one in accepted if one.department_id != self.office),
            self.posted.get(f"reason__{finding.key}", ""),
            f"accept__{finding.key}" in self.posted,
        )

    @property
    def _acceptances(self) -> dict:
        if not hasattr(self, "_known"):
            self._known = queries.acceptances(self.submission)
        return self._known

    def _block(self, block: comparison.Block) -> Block:
        lines = tuple(
            Line(
                row,
                tuple(one for one in self.found if one.finding.field == row.field.key),
                row.field.key in self.digest.changed or row.is_changed,
            )
            for row in block.rows
        )
        return Block(block.section, lines, self.view)

    @property
    def general(self) -> list[Answered]:
        """Findings that stand at no line of the page."""
        lines = {line.row.field.key for block in self.blocks for line in block.lines}
        return [one for one in self.found if one.finding.field not in lines]

    @property
    def tabs(self) -> list[dict]:
        lines = [line for block in self.blocks for line in block.lines]
        return [
            {
                "key": key,
                "label": label,
                "count": sum(line.is_in(key) for line in lines),
                "is_current": key == self.view,
            }
            for key, label in VIEWS
        ]

    @property
    def left(self) -> int:
        """How many findings this office has not answered for."""
        return sum(one.own is None for one in self.found)
