"""Taking a report back before anybody has looked at it; asking for it back afterwards."""

from django.db import transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.obligations.models import ObligationState
from core.workflow.errors import NotPermitted, Refusal, WrongState
from core.workflow.models import TransitionLog
from core.workflow.perform import check_competent, lock, log, perform
from registry import signals
from registry.annual_reports import notices, queries, routing
from registry.annual_reports.models import (
    AnnualReport,
    ReportObligation,
    ReportSubmission,
    SubmissionOpening,
    SubmissionWithdrawal,
)
from registry.annual_reports.states import SENT, OpinionKind, Stage, State

ANSWERED = (OpinionKind.RETURNED, OpinionKind.ACCEPTED)
STEPS = {State.RETURNED: "withdraw_fix", State.CORRECTING: "withdraw_correction"}
ASK = "ask_return"


class AlreadyOpened(Refusal):
    """A reviewer has looked; from here on only the reviewer gives it back."""


def in_hand(report: AnnualReport) -> list[ReportSubmission]:
    """What lies with reviewers now, oldest first: one submission, or two where a silent reviewer was passed over."""
    rows = report.submissions.standing().select_related("department").prefetch_related("openings", "opinions")
    found: list[ReportSubmission] = []
    for row in reversed(rows.order_by("round")):
        if any(opinion.kind in ANSWERED for opinion in row.opinions.all()):
            break
        found.append(row)
    return found[::-1]


def check_withdraw(report: AnnualReport) -> list[ReportSubmission]:
    """The submissions that would be taken back. Raises WrongState, AlreadyOpened with the office and the time."""
    if report.state not in SENT:
        raise WrongState(f"当前状态为“{report.get_state_display()}”，不能撤回。请刷新页面查看最新情况。")
    rows = in_hand(report)
    for row in rows:
        looked = row.openings.all() or row.opinions.all()
        if looked:
            office = row.department.name if row.department else report.competent_department_name
            at = looked[0].at.astimezone(clock.SHANGHAI)
            raise AlreadyOpened(f"{office}已于{at:%Y-%m-%d %H:%M}开始审查，不能自行撤回。需要修改的，请申请退回。")
    return rows


@transaction.atomic
def withdraw(report: AnnualReport, *, actor: Actor, reason: str = "") -> None:
    """Back to where it was sent from. For the dates it counts as never sent from now on; asked for an earlier day it
    was. Raises WrongState, AlreadyOpened, NotPermitted, NotCompetent."""
    lock(report)
    rows = check_withdraw(report)
    perform(report, _step(report, rows), actor=actor, comment=reason)
    SubmissionWithdrawal.objects.bulk_create(
        SubmissionWithdrawal(submission=row, by_id=actor.user_id, at=clock.now(), reason=reason.strip()[:200])
        for row in rows
    )
    worklist.close_items(report, actor=actor, cancelled=True)
    _reopen(report)
    if report.state == State.RETURNED and (opinion := queries.last_return(report)):
        notices.open_fix(report, opinion)
    for row in rows:
        notices.withdrawn(report, row)
    audit.record("annual_reports.withdraw", actor=actor, subject=report, rounds=[row.round for row in rows])
    signals.annual_report_withdrawn.send(AnnualReport, report=report)


def _step(report: AnnualReport, rows: list[ReportSubmission]) -> str:
    """By the state the oldest of them was sent from."""
    sent = TransitionLog.objects.of(report).filter(name__in=("submit", "submit_for_first_review"))
    before = list(sent.order_by("-pk").values_list("from_state", flat=True)[: len(rows)])
    origin = before[-1] if before else ""
    if not origin and queries.returned_before(report, rows[0]):
        origin = State.RETURNED
    return STEPS.get(origin, "withdraw")


def _reopen(report: AnnualReport) -> None:
    """Owed again, unless something filed earlier still stands."""
    obligation = report.obligation
    lock(obligation)
    still_filed = queries.filed(ReportObligation.objects.filter(pk=obligation.pk), clock.today()).exists()
    if obligation.state == ObligationState.SATISFIED and not still_filed:
        obligation.state, obligation.satisfied_at = ObligationState.OPEN, None
        obligation.save(update_fields=["state", "satisfied_at"])


@transaction.atomic
def ask_return(report: AnnualReport, *, actor: Actor, reason: str) -> None:
    """申请退回: the reviewer is told and decides. Raises WrongState, Refusal without a reason or while it can still be
    taken back."""
    lock(report)
    if not actor.can("own_reports.submit"):
        raise NotPermitted("您的岗位没有“申请退回”的权限，请联系本单位法定代表人。")
    check_competent(report, actor=actor, label="申请退回")
    if report.state not in SENT:
        raise WrongState(f"当前状态为“{report.get_state_display()}”，不能申请退回。")
    if not reason.strip():
        raise Refusal("请写明需要修改的内容，便于审查人员处理。")
    try:
        check_withdraw(report)
    except AlreadyOpened:
        pass
    else:
        raise Refusal("审查尚未开始，可以直接撤回，不必申请。")
    log(report, ASK, actor=actor, comment=reason.strip()[:200], from_state=report.state)
    office = in_hand(report)[-1].department_id if report.state == State.SUBMITTED_FIRST_REVIEW else None
    notices.return_asked(report, office or report.competent_department_id)
    audit.record("annual_reports.ask_return", actor=actor, subject=report)


def asked(report: AnnualReport) -> TransitionLog | None:
    """The request that nobody has answered yet."""
    rows = in_hand(report) if report.state in SENT else []
    if not rows:
        return None
    return TransitionLog.objects.of(report).filter(name=ASK, at__gte=rows[-1].submitted_at).order_by("-pk").first()


def must_open(report: AnnualReport, actor: Actor) -> bool:
    """This seat's office decides on what lies in hand and has not looked at it yet."""
    if report.state not in SENT or actor.department_id is None or actor.read_only:
        return False
    rows = in_hand(report)
    return bool(rows) and _decides(report, rows[-1], actor) and not _has_opened(rows[-1], actor)


def _decides(report: AnnualReport, last: ReportSubmission, actor: Actor) -> bool:
    if report.state == State.SUBMITTED_FINAL:
        return actor.can("annual_reports.receive") and actor.competent_for(report)
    is_its = last.stage == Stage.FIRST_REVIEW and actor.department_id in routing.offices_of(report)
    return is_its and actor.can("annual_reports.first_review")


def _has_opened(submission: ReportSubmission, actor: Actor) -> bool:
    return any(opening.department_id == actor.department_id for opening in submission.openings.all())


@transaction.atomic
def mark_opened(report: AnnualReport, *, actor: Actor) -> None:
    """The office has begun to look; once a submission and office. Nothing happens for a seat that does not decide."""
    lock(report)
    if not must_open(report, actor):
        return
    opening = SubmissionOpening(
        submission=in_hand(report)[-1], department_id=actor.department_id, by_id=actor.user_id, at=clock.now()
    )
    SubmissionOpening.objects.bulk_create([opening], ignore_conflicts=True)
    audit.record("annual_reports.open", actor=actor, subject=report)
