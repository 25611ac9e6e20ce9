"""The report on paper: cover, statement of truth, sections, statements as ruled tables, opinions, files."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from core import clock
from core.documents import pdf, qr
from registry.annual_reports.actions import filing
from registry.annual_reports.attachment_kinds import SIGNED_DECLARATION, kinds_of
from registry.annual_reports.models import AnnualReport, ReportSubmission
from registry.annual_reports.section_forms import read
from registry.report_forms import checks
from registry.report_forms.schema import REASONS, FormSchema, Section, schema_of

STYLES = ("css/report_print.css",)
Sees = Callable[[str], bool]


def everything(section_key: str) -> bool:
    return True


@dataclass(frozen=True)
class Printout:
    """What both the page and the PDF draw. Without a submission it is the draft and says so on every page."""

    report: AnnualReport
    submission: ReportSubmission | None
    content: dict
    sections: list[dict]
    files: list[tuple[str, dict]]
    digest: str

    @property
    def title(self) -> str:
        return f"{self.report.organization.get_org_type_display()}年度工作报告书"

    @property
    def head(self) -> str:
        """Of every page."""
        if self.submission is None:
            return "草稿，尚未报送"
        return f"回执号 {self.submission.receipt_no}　校验值 {self.digest[:16]}"

    @property
    def declaration(self) -> str:
        """Who stands for it, in words."""
        if self.submission is None:
            return ""
        if given := self.submission.declaration:
            at = given.declared_at.astimezone(clock.SHANGHAI)
            return f"法定代表人{given.declared_by.name}已于{at:%Y-%m-%d %H:%M}在平台确认本报告内容。"
        if any(row["kind"] == SIGNED_DECLARATION for row in self.content.get("attachments", ())):
            return "法定代表人签字盖章的声明页已作为附件提交。"
        return ""

    @property
    def opinions(self) -> list:
        if self.submission is None:
            return []
        return list(self.submission.opinions.select_related("department"))

    @property
    def address(self) -> str:
        """Where anybody with the paper sees whether it is what was filed."""
        if self.submission is None:
            return ""
        return f"{settings.PORTAL_URL}{reverse('public:annual_reports:verify', args=[self.submission.receipt_no])}"

    @property
    def code(self) -> SafeString:
        return mark_safe(qr.svg(self.address)) if self.address else mark_safe("")  # drawn here, of our own address

    @property
    def file_name(self) -> str:
        words = "草稿" if self.submission is None else self.submission.receipt_no
        return f"{self.content['organization']['name']}{self.report.year}年度工作报告（{words}）"


def of_draft(report: AnnualReport) -> Printout:
    schema, answers = schema_of(report.form), filing.draft(report)
    return _printout(report, None, schema, filing.content_of(report, schema, answers), everything)


def of_submission(report: AnnualReport, submission: ReportSubmission, sees: Sees = everything) -> Printout:
    """Exactly what was filed, in the form it was filed in; of the sections those that `sees` lets through."""
    return _printout(report, submission, schema_of(report.form), submission.content, sees)


def _printout(report, submission, schema: FormSchema, content: dict, sees: Sees) -> Printout:
    answers = content["sections"]
    numbers, flat = checks.numbers(schema, answers), checks.flat(answers)
    asked = [one for one in schema.sections if sees(one.key) and checks.is_section_asked(schema, one, flat)]
    titles = {kind.code: kind.title for kind in kinds_of(report.obligation.regime, report.organization)}
    titles[SIGNED_DECLARATION] = "法定代表人声明页"
    return Printout(
        report=report,
        submission=submission,
        content=content,
        sections=[_section(schema, one, answers.get(one.key, {}), numbers, flat) for one in asked],
        files=[(titles.get(row["kind"], "其他材料"), row) for row in content.get("attachments", ())],
        digest=filing.digest(content),
    )


def _section(schema: FormSchema, section: Section, answers: dict, numbers: dict, flat: dict) -> dict:
    fields = [field for field in section.fields if checks.is_asked(schema.fields, field, flat)]
    return {
        "title": section.title,
        "unit": section.unit_label,
        "reading": read(section, answers, fields, numbers),
        "reasons": list((answers.get(REASONS) or {}).values()),
    }


def as_pdf(printout: Printout) -> bytes:
    """Raises PdfUnavailable."""
    return pdf.render("registry/annual_reports/report_pdf.html", {"printout": printout}, styles=STYLES)
