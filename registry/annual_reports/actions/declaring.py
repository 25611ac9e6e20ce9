"""The legal representative's word for a report: asked for, given, or brought on paper. It holds for one content."""

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.workflow.errors import NotPermitted, Refusal, WrongState
from core.workflow.perform import check_competent, lock, log
from registry.annual_reports import judging, notices
from registry.annual_reports.actions import filing
from registry.annual_reports.models import AnnualReport, ReportDeclaration
from registry.annual_reports.queries import legal_representative_seats
from registry.annual_reports.states import FILLING, State
from registry.org_accounts.states import OrgRole
from registry.report_forms.schema import schema_of


def is_legal_representative(actor: Actor) -> bool:
    return actor.is_system or actor.role == OrgRole.LEGAL_REPRESENTATIVE


def _current(report: AnnualReport) -> str:
    content = filing.content_of(report, schema_of(report.form), filing.draft(report))
    return filing.declared_digest(content)


def _check(report: AnnualReport, actor: Actor, seen_digest: str, what: str) -> str:
    check_competent(report, actor=actor, label=what)
    if report.state not in (*FILLING, State.SUBMITTED_FIRST_REVIEW):
        raise WrongState(f"当前状态为“{report.get_state_display()}”，不能{what}。请刷新页面查看最新情况。")
    digest = _current(report)
    if seen_digest != digest:
        raise Refusal("您核对之后，报告内容又有修改。请重新核对后再办理。")
    return digest


@transaction.atomic
def ask(report: AnnualReport, *, actor: Actor, seen_digest: str) -> ReportDeclaration:
    """提请法定代表人确认: it comes on her list. Raises NotComplete, Refusal where she has no account."""
    lock(report)
    if not actor.can("own_reports.submit"):
        raise NotPermitted("您的岗位没有“提请确认”的权限，请联系本单位法定代表人调整。")
    digest = _check(report, actor, seen_digest, "提请法定代表人确认")
    found = filing.problems_of(report, schema_of(report.form), filing.draft(report), judging.limits_of(report))
    if found:
        raise filing.NotComplete(found)
    if not legal_representative_seats(report.organization_id).exists():
        raise Refusal("法定代表人还没有账号。请打印声明页，由法定代表人签字并盖章后上传。")
    declaration, _ = ReportDeclaration.objects.get_or_create(report=report, digest=digest)
    if declaration.declared_at:
        raise Refusal("法定代表人已确认，可以报送。")
    declaration.asked_at, declaration.asked_by_id = clock.now(), actor.user_id
    declaration.save(update_fields=["asked_at", "asked_by"])
    log(report, "ask_declaration", actor=actor, from_state=report.state)
    notices.declaration_asked(report, declaration)
    audit.record("annual_reports.ask_declaration", actor=actor, subject=report)
    return declaration


@transaction.atomic
def declare(report: AnnualReport, *, actor: Actor, seen_digest: str) -> ReportDeclaration:
    """By her alone, for what she saw. Raises NotPermitted, WrongState, Refusal when it changed meanwhile."""
    lock(report)
    if not is_legal_representative(actor):
        raise NotPermitted("只有法定代表人可以作出声明。")
    digest = _check(report, actor, seen_digest, "作出声明")
    declaration, _ = ReportDeclaration.objects.get_or_create(report=report, digest=digest)
    if declaration.declared_at is None and actor.user_id is not None:
        declaration.declared_at, declaration.declared_by_id = clock.now(), actor.user_id
        declaration.save(update_fields=["declared_at", "declared_by"])
        log(report, "declare", actor=actor, from_state=report.state)
        notices.declared(report, declaration)
        audit.record("annual_reports.declare", actor=actor, subject=report)
    return declaration
