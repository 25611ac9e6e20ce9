"""Sending a report: to the first reviewer, or to the registration authority. Each sending is a row nobody changes."""

import base64
import hashlib
import json
from dataclasses import dataclass

from django.db import connection, transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.files.models import StoredFile
from core.obligations.models import ObligationState
from core.workdays.calendar import add_workdays
from core.workflow.errors import Refusal, StaleVersion
from core.workflow.perform import lock, perform
from registry import signals
from registry.annual_reports import judging, notices, prefill, queries, routing
from registry.annual_reports.actions import attaching
from registry.annual_reports.attachment_kinds import SIGNED_DECLARATION
from registry.annual_reports.deadlines import REVIEW_WORKDAYS, first_reviewer_due
from registry.annual_reports.models import AnnualReport, ReportDeclaration, ReportFigure, ReportSubmission
from registry.annual_reports.states import OpinionKind, Stage
from registry.org_accounts.states import OrgRole
from registry.report_forms import checks
from registry.report_forms.checks import Problem
from registry.report_forms.schema import REASONS, FormSchema, schema_of

DIRECT_REASON_LENGTH = 10


class NotComplete(Refusal):
    """Something still stands against sending; `problems` says what."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__(f"还有{len(problems)}处需要填写或修改，尚不能报送：{problems[0].text}。")


class NotDeclared(Refusal):
    """Nobody who may stand for the organization has yet stood for this content."""

    def __init__(self):
        super().__init__(
            "报送前须由法定代表人确认报告内容。请提请法定代表人确认；法定代表人没有账号的，请上传签字盖章的声明页。"
        )


@dataclass(frozen=True)
class Route:
    """Where the next sending goes. `reviewer_id` is None where no first review is (or is any longer) needed."""

    stage: str
    reviewer_id: int | None = None


def route_of(report: AnnualReport, *, is_direct: bool = False) -> Route:
    """The first review falls away where the year has none, nobody is responsible, or it was passed before."""
    reviewer = routing.reviewer_id(report.organization, report.obligation.regime)
    if reviewer is None:
        return Route(Stage.FINAL)
    opinions = report.submissions.filter(opinions__kind=OpinionKind.FIRST_REVIEW_PASSED)
    if is_direct or opinions.exists() or report.submissions.standing().exclude(direct_reason="").exists():
        return Route(Stage.FINAL)
    return Route(Stage.FIRST_REVIEW, reviewer)


def draft(report: AnnualReport) -> dict[str, dict]:
    """Answers of all sections as they stand."""
    return {section.key: section.answers for section in report.sections.all()}


def content_of(
    report: AnnualReport, schema: FormSchema, answers: dict[str, dict], attached: list[dict] | None = None
) -> dict:
    """What is filed: only what was asked for, computed totals and reasons included, whose report it is, and its files
    by name, size and hash (`attached` as attaching.filed_with writes them; read where not given)."""
    flat, fields = {**checks.flat(answers), **checks.completed(schema, answers)}, schema.fields
    sections = {}
    for section in schema.sections:
        kept = {
            field.key: flat[field.key]
            for field in section.fields
            if flat.get(field.key) and checks.is_asked(fields, field, flat)
        }
        if reasons := answers.get(section.key, {}).get(REASONS):
            kept[REASONS] = reasons
        sections[section.key] = kept
    organization = {"name": report.organization.name, "uscc": report.organization.uscc}
    content = {"form": schema.code, "year": report.year, "organization": organization, "sections": sections}
    files = attaching.filed_with(report) if attached is None else attached
    return {**content, "attachments": files} if files else content


def digest(content: dict) -> str:
    """SHA-256 of the canonical JSON (keys sorted, no spaces, UTF-8)."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def declared_digest(content: dict) -> str:
    """The digest of what the legal representative stands for: everything but the paper with her signature."""
    kept = [row for row in content.get("attachments", ()) if row["kind"] != SIGNED_DECLARATION]
    rest = {key: value for key, value in content.items() if key != "attachments"}
    return digest({**rest, "attachments": kept} if kept else rest)


def declaration_of(report: AnnualReport, content: dict) -> ReportDeclaration | None:
    """The one given for exactly this content."""
    given = report.declarations.filter(digest=declared_digest(content), declared_at__isnull=False)
    return given.select_related("declared_by").first()


def is_declared_on_paper(report: AnnualReport, content: dict) -> bool:
    """A signed page was handed in, printed from exactly this content."""
    return report.attachments.filter(kind=SIGNED_DECLARATION, declared_digest=declared_digest(content)).exists()


def problems_of(
    report: AnnualReport, schema: FormSchema, answers: dict[str, dict], limits: judging.Limits
) -> list[Problem]:
    """What stands against sending now: the checks, sections nobody confirmed, files that are missing."""
    judged = judging.problems(schema, answers, prefill.last_year(report), limits)
    found = [problem for problem in judged if problem.blocks]
    confirmed = {section.key for section in report.sections.all() if section.is_confirmed}
    given = checks.flat(answers)
    for section in schema.sections:
        is_due = section.needs_confirmation and checks.is_section_asked(schema, section, given)
        if is_due and section.key not in confirmed:
            text = f"请核对“{section.title}”中预填的内容并确认"
            found.append(Problem(section.key, "", f"{section.key}_confirmation", "missing", text))
    return [*found, *missing_files(report)]


def missing_files(report: AnnualReport) -> list[Problem]:
    kinds = attaching.missing(report, attaching.filed_with(report))
    return [
        Problem("attachments", "", f"attachment_{kind.code}", "missing", f"请上传“{kind.title}”") for kind in kinds
    ]


@transaction.atomic
def submit(
    report: AnnualReport,
    *,
    actor: Actor,
    seen_digest: str,
    direct_reason: str = "",
    direct_proof: tuple[str, bytes] | None = None,
) -> ReportSubmission:
    """Send the report as it stands and draw its receipt.

    `seen_digest` is the digest of what the person checked before sending. With `direct_reason` it goes straight to the
    registration authority although a first review was due; that also ends waiting for a silent reviewer. Who did not
    send it to the reviewer through the portal proves that it was handed over: `direct_proof` is a file's name and
    content, kept beside the submission. Raises FileRefused for a file that cannot be taken.

    Raises WrongState on a second click, StaleVersion when a colleague changed something since, NotComplete.
    """
    lock(report)
    reason = direct_reason.strip()
    route = route_of(report, is_direct=bool(reason))
    step = report.machine["submit" if route.stage == Stage.FINAL else "submit_for_first_review"]
    schema, answers = schema_of(report.form), draft(report)
    content, limits = content_of(report, schema, answers), judging.limits_of(report)
    if report.state in step.sources:
        _check_ready(report, schema, answers, limits, digest(content), seen_digest)
        _check_declared(report, content, actor)
    if reason and len(reason) < DIRECT_REASON_LENGTH:
        raise Refusal(
            f"直接报送须说明未经初审的原因（不少于{DIRECT_REASON_LENGTH}个字），例如何时送交、初审单位如何答复。"
        )
    proof = _proof(report, actor, direct_proof) if reason else None
    perform(report, step.name, actor=actor, comment=reason)
    submission = _write(report, route, content, actor, reason, proof)
    _write_figures(submission, judging.figures(schema, answers, limits))
    _after(report, submission, actor)
    return submission


def _proof(report: AnnualReport, actor: Actor, given: tuple[str, bytes] | None) -> StoredFile | None:
    """Raises Refusal where nothing shows that the reviewer ever got the report."""
    if given is not None:
        return attaching.keep(given[0], given[1], actor=actor)
    if not actor.is_system and not queries.lies_with_reviewer(report):
        raise Refusal("未经初审直接报送，须上传送交初审单位的证明（签收单、快递单、函件或往来记录）。")
    return None


def _check_ready(report, schema, answers, limits, own_digest: str, seen_digest: str) -> None:
    if own_digest != seen_digest:
        raise StaleVersion("您核对之后，报告内容又有修改，尚未报送。请重新核对后再报送。")
    if found := problems_of(report, schema, answers, limits):
        raise NotComplete(found)


def _check_declared(report: AnnualReport, content: dict, actor: Actor) -> None:
    """Her own sending is her declaration. Raises NotDeclared."""
    if actor.is_system:
        return
    if actor.role == OrgRole.LEGAL_REPRESENTATIVE:
        _declare_by_sending(report, content, actor)
    elif declaration_of(report, content) is None and not is_declared_on_paper(report, content):
        raise NotDeclared


def _declare_by_sending(report: AnnualReport, content: dict, actor: Actor) -> None:
    declaration, _ = ReportDeclaration.objects.get_or_create(report=report, digest=declared_digest(content))
    if declaration.declared_at is None and actor.user_id is not None:
        declaration.declared_at, declaration.declared_by_id = clock.now(), actor.user_id
        declaration.save(update_fields=["declared_at", "declared_by"])


def _write(report: AnnualReport, route: Route, content: dict, actor: Actor, direct_reason: str, proof=None):
    content_hash = digest(content)
    return ReportSubmission.objects.create(
        report=report,
        round=report.submissions.count() + 1,
        stage=route.stage,
        department_id=route.reviewer_id,
        due_on=report.obligation.due_on,
        first_due_on=report.obligation.first_due_on,
        receipt_no=receipt_no(report.year, content_hash),
        submitted_at=clock.now(),
        submitted_by_id=actor.user_id,
        content=content,
        content_hash=content_hash,
        direct_reason=direct_reason,
        direct_proof=proof,
        declaration=declaration_of(report, content),
    )


def receipt_no(year: int, content_hash: str) -> str:
    """The next number of the year (gaps are allowed), as receipt_of writes it."""
    with connection.cursor() as cursor:
        cursor.execute("select report_receipt_next(%s)", [year])
        return receipt_of(year, cursor.fetchone()[0], content_hash)


def receipt_of(year: int, number: int, content_hash: str) -> str:
    """NB2025-000123-K7Q2MX: a number of the year and a mark that cannot be guessed from it."""
    mark = hashlib.sha256(f"{year}-{number}-{content_hash}".encode()).digest()
    return f"NB{year}-{number:06d}-{base64.b32encode(mark).decode()[:6]}"


def _write_figures(submission: ReportSubmission, figures: judging.Figures) -> None:
    ReportFigure.objects.bulk_create(
        ReportFigure(submission=submission, code=code, value=value) for code, value in figures.items()
    )


def _after(report: AnnualReport, submission: ReportSubmission, actor: Actor) -> None:
    """What a sending settles, and who has to act next; all in the same transaction."""
    worklist.close_items(report, actor=actor)
    if submission.stage == Stage.FINAL:
        arrived(report, actor)
    else:
        worklist.open_item(
            "annual_reports.first_review",
            subject=report,
            title=f"{report.year}年度报告初审：{report.organization.name}",
            url_name="staff:report_reviews:detail",
            department=submission.department_id,
            due_on=first_reviewer_due(submission),
        )
    notices.submitted(report, submission)
    audit.record("annual_reports.submit", actor=actor, subject=report, round=submission.round)
    signals.annual_report_submitted.send(AnnualReport, report=report, submission=submission)


def arrived(report: AnnualReport, actor: Actor) -> None:
    """At the authority: the obligation is met (once), and the authority has something to review."""
    obligation = report.obligation
    lock(obligation)
    if obligation.state == ObligationState.OPEN:
        obligation.state, obligation.satisfied_at = ObligationState.SATISFIED, clock.now()
        obligation.save(update_fields=["state", "satisfied_at"])
    worklist.open_item(
        "annual_reports.review",
        subject=report,
        title=f"{report.year}年度报告审核：{report.organization.name}",
        url_name="staff:report_reviews:detail",
        department=report.competent_department_id,
        due_on=add_workdays(clock.today(), REVIEW_WORKDAYS),
    )
