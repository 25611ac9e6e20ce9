"""Verbs on requests. Deciding one calls the verb that does it: defer, waive, recognize as in time, reopen."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from core import audit, clock, worklist
from core.access.actor import Actor
from core.files.models import StoredFile
from core.identity.actions import require
from core.obligations.models import ObligationState
from core.refusal import Refusal
from core.workdays.calendar import add_workdays
from core.workflow.models import TransitionLog
from core.workflow.perform import check_competent, lock, log, perform
from registry.annual_reports.actions import obligations
from registry.annual_reports.models import AnnualReport, ReportObligation
from registry.annual_reports.states import State
from registry.report_publications import actions as publications
from registry.report_publications import conclusions
from registry.report_requests import notices
from registry.report_requests.models import ReportRequest
from registry.report_requests.states import DECIDING, FILING, Against, Consent, RequestKind, RequestState

CONSENT_ITEM, DECIDE_ITEM = "annual_reports.consent", "annual_reports.request"
# What deciding a kind takes beyond the permission to decide; the granting verbs ask again.
PERMISSIONS = {
    RequestKind.DEFERRAL: "annual_reports.defer",
    RequestKind.EXEMPTION: "annual_reports.waive",
    RequestKind.OBJECTION: "annual_reports.confirm_conclusion",
    RequestKind.CORRECTION: "annual_reports.allow_correction",
}


@transaction.atomic
def file_request(
    obligation: ReportObligation,
    *,
    actor: Actor,
    kind: str,
    reason: str,
    wanted_until: datetime.date | None = None,
    against: str = "",
    file: StoredFile | None = None,
    consent_document: str = "",
) -> ReportRequest:
    """Ask. Raises NotPermitted, NotCompetent, and Refusal with what to do instead.

    A deferral goes first to the responsible department unless its consent comes along (`file`); after the deadline
    it is kept as an explanation and moves nothing.
    """
    require(actor, FILING, "提出年报申请")
    lock(obligation)
    check_competent(obligation, actor=actor, label="提出年报申请")
    if not reason.strip():
        raise Refusal("请写明申请的理由。")
    report = AnnualReport.objects.filter(obligation=obligation).first()
    if kind == RequestKind.DEFERRAL and clock.today() > obligation.due_on:
        kind, wanted_until = RequestKind.EXPLANATION, None
    _check(obligation, report, kind, wanted_until, against)
    if ReportRequest.objects.open().filter(obligation=obligation, kind=kind).exists():
        raise Refusal("同一事项已有一件申请正在办理，请等待决定，或者先撤回。")
    made = ReportRequest(
        organization_id=obligation.organization_id, obligation=obligation, report=report, kind=kind, against=against,
        reason=reason.strip(), wanted_until=wanted_until, file=file, consent_document=consent_document.strip(),
        filed_on=clock.today(), filed_at=clock.now(), filed_by_id=actor.user_id,
    )  # fmt: skip
    _route(made, obligation)
    made.save(force_insert=True)
    log(made, "file", actor=actor, comment=made.reason)
    _hand_on(made)
    audit.record("annual_reports.request", actor=actor, subject=made, kind=str(kind))
    return made


def _check(obligation, report, kind, wanted_until, against) -> None:
    is_open = obligation.state == ObligationState.OPEN
    if kind in (RequestKind.DEFERRAL, RequestKind.EXEMPTION, RequestKind.EXPLANATION) and not is_open:
        raise Refusal(f"该年度报告{obligation.get_state_display()}，不需要提出这项申请。")
    if kind == RequestKind.DEFERRAL and (wanted_until is None or wanted_until <= obligation.due_on):
        raise Refusal(f"申请延期至的日期须晚于现截止日期{obligation.due_on:%Y-%m-%d}。")
    if kind == RequestKind.OBJECTION:
        _check_objection(report, against)
    if kind == RequestKind.CORRECTION and (report is None or report.state != State.PUBLISHED):
        raise Refusal("只有已公布的报告才需要申请更正；尚未公布的，请联系登记管理机关退回修改。")


def _check_objection(report: AnnualReport | None, against: str) -> None:
    first = report.submissions.standing().first() if report is not None else None
    if report is None or first is None:
        raise Refusal("尚未报送，没有可以提出异议的结果。请先报送；有特殊情况的，在报送时说明。")
    if against == Against.LATENESS:
        if clock.date_of(first.submitted_at) <= first.due_on:
            raise Refusal("该报告没有被认定为逾期报送，不需要提出异议。")
        since = clock.date_of(first.submitted_at)
    elif against == Against.CONCLUSION:
        if not conclusions.standing([report.pk], clock.today()):
            raise Refusal("该年度报告还没有作出结论，不能对结论提出异议。")
        steps = TransitionLog.objects.of(report).filter(name__in=("conclude", "confirm_conclusion"))
        last = steps.order_by("-at").first()
        since = clock.date_of(last.at) if last else clock.today()
    else:
        raise Refusal("请选择对什么提出异议。")
    last_day = since + datetime.timedelta(days=settings.OBJECTION_DAYS)
    if clock.today() > last_day:
        raise Refusal(f"提出异议的期限至{last_day:%Y-%m-%d}（含当日），已经过期。可以依法申请行政复议或者提起诉讼。")


def _route(made: ReportRequest, obligation: ReportObligation) -> None:
    """State, consent and clocks of a new request."""
    days, today = settings.REPORT_REQUEST_WORKDAYS, clock.today()
    if made.kind == RequestKind.EXPLANATION:
        made.state = RequestState.NOTED
        return
    made.due_on = add_workdays(today, days["objection" if made.kind == RequestKind.OBJECTION else "decision"])
    if made.kind != RequestKind.DEFERRAL:
        return
    department = obligation.organization.responsible_department_id
    if made.file is not None:
        made.consent = Consent.UPLOADED
    elif department is not None:
        made.consent, made.department_id = Consent.WAITING, department
        made.state, made.consent_due_on = RequestState.WAITING_CONSENT, add_workdays(today, days["consent"])
        made.due_on = add_workdays(made.consent_due_on, days["decision"])


def _hand_on(made: ReportRequest) -> None:
    """The work item of whoever has it now."""
    is_waiting = made.state == RequestState.WAITING_CONSENT
    if not is_waiting and made.state != RequestState.FILED:
        return
    worklist.open_item(
        CONSENT_ITEM if is_waiting else DECIDE_ITEM,
        subject=made,
        title=f"{made}：{made.organization.name}",
        url_name="staff:report_requests:detail",
        department=made.competent_department_id,
        due_on=made.waits_until,
    )
    if is_waiting:
        notices.consent_asked(made)


@transaction.atomic
def consent(request: ReportRequest, *, actor: Actor, document: str = "") -> None:
    """The department agrees. Raises what perform raises, naming the department."""
    perform(request, "consent", actor=actor, consent=Consent.GIVEN, consent_document=document.strip()[:200])
    _passed_on(request, actor, "consent")


@transaction.atomic
def refuse_consent(request: ReportRequest, *, actor: Actor, comment: str) -> None:
    """The department does not agree; the authority then decides knowing that."""
    perform(request, "refuse_consent", actor=actor, comment=comment, consent=Consent.REFUSED)
    _passed_on(request, actor, "refuse_consent")


@transaction.atomic
def supply_consent(request: ReportRequest, *, actor: Actor, file: StoredFile, document: str) -> None:
    """The organization brings the signed paper itself, for instance where the department is silent."""
    perform(
        request, "supply_consent", actor=actor, consent=Consent.UPLOADED, file=file,
        consent_document=document.strip()[:200],
    )  # fmt: skip
    _passed_on(request, actor, "supply_consent")


def _passed_on(request: ReportRequest, actor: Actor, verb: str) -> None:
    worklist.close_items(request, actor=actor)
    _hand_on(request)
    audit.record(f"annual_reports.{verb}", actor=actor, subject=request)


@transaction.atomic
def grant(
    request: ReportRequest, *, actor: Actor, reason: str, document: str, until: datetime.date | None = None
) -> None:
    """Decide for it and do it. Raises what perform raises and what the granting verb raises; nothing is written then.

    A deferral needs the department's consent and counts from the day it was asked for.
    """
    _check_deciding(request, actor, document)
    if request.kind == RequestKind.DEFERRAL and request.consent in (Consent.REFUSED, Consent.WAITING):
        raise Refusal("主管单位没有同意，不能准予延期。")
    perform(
        request, "grant", actor=actor, comment=reason, decided_on=clock.today(), document=document.strip(),
        decision_reason=reason.strip()[:500],
        granted_until=(until or request.wanted_until) if request.kind == RequestKind.DEFERRAL else None,
    )  # fmt: skip
    _do(request, actor)
    _decided(request, actor, "grant")


@transaction.atomic
def refuse(request: ReportRequest, *, actor: Actor, reason: str, document: str) -> None:
    """Decide against it, with the reason that the organization is told."""
    _check_deciding(request, actor, document)
    perform(
        request, "refuse", actor=actor, comment=reason, decided_on=clock.today(), document=document.strip(),
        decision_reason=reason.strip()[:500],
    )  # fmt: skip
    _decided(request, actor, "refuse")


def _check_deciding(request: ReportRequest, actor: Actor, document: str) -> None:
    lock(request)
    require(actor, DECIDING, "决定年报申请")
    require(actor, PERMISSIONS[request.kind], f"决定{request.get_kind_display()}申请")
    if not document.strip():
        raise Refusal("决定须有文号。")


def _do(request: ReportRequest, actor: Actor) -> None:
    obligation = request.obligation
    if request.kind == RequestKind.DEFERRAL:
        obligations.defer(
            obligation, until=request.granted_until, document=request.document, reason=request.reason[:200],
            applied_on=request.filed_on, actor=actor,
        )  # fmt: skip
    elif request.kind == RequestKind.EXEMPTION:
        obligations.waive(obligation, reason=request.reason[:200], document=request.document, actor=actor)
    elif request.kind == RequestKind.CORRECTION:
        publications.open_correction(request.report, actor=actor, reason=request.reason[:500])
    elif request.against == Against.LATENESS:
        obligations.recognize_in_time(
            obligation, reason=request.decision_reason[:200], document=request.document, actor=actor
        )
    else:
        _withdraw_conclusion(request, actor)


def _withdraw_conclusion(request: ReportRequest, actor: Actor) -> None:
    if not settings.OBJECTION_APPLIERS:
        raise Refusal("平台尚未启用结论的撤销，请先按线下程序办理；启用后再在此登记。")
    for path in settings.OBJECTION_APPLIERS:
        import_string(path)(request, actor=actor)


def _decided(request: ReportRequest, actor: Actor, verb: str) -> None:
    worklist.close_items(request, actor=actor)
    notices.decided(request)
    audit.record(f"annual_reports.{verb}_request", actor=actor, subject=request, kind=request.kind)


@transaction.atomic
def withdraw(request: ReportRequest, *, actor: Actor) -> None:
    """By the organization, while nobody has decided."""
    perform(request, "withdraw", actor=actor)
    worklist.close_items(request, actor=actor)
    audit.record("annual_reports.withdraw_request", actor=actor, subject=request)
