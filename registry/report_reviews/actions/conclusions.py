"""年检结论: 合格 and 基本合格 by one person, 不合格 proposed by one and decided by another."""

from dataclasses import dataclass, field

from django.db import transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.dated.calendar import add_months
from core.refusal import Refusal
from core.workdays.calendar import add_workdays, roll_forward
from core.workflow.perform import check_step, log, perform
from registry import signals
from registry.annual_reports.actions import review
from registry.annual_reports.deadlines import REVIEW_WORKDAYS
from registry.annual_reports.models import AnnualReport
from registry.report_forms.schema import schema_of
from registry.report_reviews import notices, queries, series, thresholds
from registry.report_reviews.actions import rectifications
from registry.report_reviews.models import (
    ConclusionGround,
    ConclusionProposal,
    ConclusionWithdrawal,
    PartyOpinion,
    ReportConclusion,
    ReportRectification,
)
from registry.report_reviews.states import FAULTY, ConclusionValue, Letter, RectificationState

CONCLUDE, CONFIRM = "report_reviews.conclude", "report_reviews.confirm"
LABELS = {CONCLUDE: "作出年检结论", CONFIRM: "审定不合格结论"}
ORDER_WORKDAYS = 10  # rule AR-09


@dataclass(frozen=True)
class Judgement:
    """What is proposed or decided: `grounds` are codes of ConclusionGround, `fields` keys of the report's form."""

    value: str
    grounds: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    comment: str = ""

    @property
    def is_faulty(self) -> bool:
        return self.value in FAULTY


@dataclass(frozen=True)
class _Checked:
    grounds: list[dict] = field(default_factory=list)
    fields: list[dict] = field(default_factory=list)


def ask_to_conclude(report: AnnualReport) -> None:
    """Accepted, in a year with conclusions: the authority has to conclude by the date of the year's rules."""
    if not queries.is_inspected(report):
        return
    due = report.obligation.regime.conclude_due or add_workdays(clock.today(), REVIEW_WORKDAYS)
    _open_item(report, CONCLUDE, due_on=due)


def stop_asking(report: AnnualReport, *, actor: Actor) -> None:
    worklist.close_items(report, CONCLUDE, actor=actor, cancelled=True)


def _open_item(report: AnnualReport, kind: str, **more) -> None:
    worklist.open_item(
        kind,
        subject=report,
        title=f"{report.year}年度{LABELS[kind]}：{report.organization.name}",
        url_name="staff:report_reviews:detail",
        department=report.competent_department_id,
        **more,
    )


def _check(report: AnnualReport, given: Judgement) -> _Checked:
    """Raises Refusal, saying what is missing."""
    if not queries.is_inspected(report):
        raise Refusal(f"{report.year}年度实行年度报告，不作年检结论，接收即办结。")
    if given.value not in ConclusionValue.values:
        raise Refusal("请选择年检结论。")
    waiting = PartyOpinion.objects.waiting().filter(submission__report=report, due_on__gte=clock.today()).first()
    if waiting:
        raise Refusal(f"党建内容正在同步审核，期限至{waiting.due_on:%Y-%m-%d}；期满未复的可以继续办理。")
    if not given.is_faulty:
        if given.grounds:
            raise Refusal("结论为合格的，不能同时选择存在的情形。")
        return _Checked()
    label = ConclusionValue(given.value).label
    grounds = _grounds(report, given.grounds)
    if not grounds:
        raise Refusal(f"结论为{label}的，须至少选择一种情形。")
    fields = _fields(report, given.fields)
    if not fields:
        raise Refusal(f"结论为{label}的，须写明涉及报告的哪些项目。")
    return _Checked(grounds, fields)


def _grounds(report: AnnualReport, codes: tuple[str, ...]) -> list[dict]:
    rows = ConclusionGround.objects.on(clock.today()).for_type(report.organization.org_type).filter(code__in=codes)
    found = [{"code": one.code, "title": one.title, "source": one.source} for one in rows]
    if len(found) < len(set(codes)):
        raise Refusal("所选情形已不适用，请刷新页面后重新选择。")
    return found


def _fields(report: AnnualReport, keys: tuple[str, ...]) -> list[dict]:
    schema = schema_of(report.form)
    titles = {section.key: section.title for section in schema.sections}
    if any(key not in schema.fields for key in keys):
        raise Refusal("所选项目不在该报告中，请刷新页面后重新选择。")
    ordered = [one for key, one in schema.fields.items() if key in keys]
    return [{"part": titles[one.section], "item": one.label, "field": one.key} for one in ordered]


@transaction.atomic
def conclude(report: AnnualReport, given: Judgement, *, actor: Actor, version: int) -> ReportConclusion:
    """合格 or 基本合格. Raises Refusal for 不合格 and for missing grounds or fields, StaleVersion, NotCompetent."""
    review.hold(report, version)
    if given.value == ConclusionValue.UNQUALIFIED:
        raise Refusal("不合格结论须先拟定，再由另一人审定。")
    check_step(report, "conclude", actor=actor)
    checked = _check(report, given)
    perform(report, "conclude", actor=actor, comment=given.comment)
    return _decide(report, given, checked, actor=actor, proposed_by=actor.user_id)


@transaction.atomic
def propose(report: AnnualReport, given: Judgement, *, actor: Actor, version: int) -> ConclusionProposal:
    """What somebody else has to decide; 不合格 always goes this way, 基本合格 may."""
    review.hold(report, version)
    check_step(report, "propose_conclusion", actor=actor)
    if not given.is_faulty:
        raise Refusal("合格结论无须拟定，请直接作出。")
    checked = _check(report, given)
    perform(report, "propose_conclusion", actor=actor, comment=given.comment)
    proposal = ConclusionProposal.objects.create(
        report=report, organization_id=report.organization_id, submission=queries.last_submission(report),
        value=given.value, grounds=checked.grounds, fields=checked.fields, comment=given.comment.strip(),
        proposed_by_id=actor.user_id, department_id=actor.department_id, proposed_at=clock.now(),
    )  # fmt: skip
    worklist.close_items(report, CONCLUDE, actor=actor)
    _open_item(report, CONFIRM, role="registry_chief", due_on=add_workdays(clock.today(), ORDER_WORKDAYS))
    audit.record("report_reviews.propose", actor=actor, subject=report, value=given.value)
    return proposal


@transaction.atomic
def confirm(report: AnnualReport, *, actor: Actor, version: int, comment: str = "") -> ReportConclusion:
    """The second person decides as proposed. Raises SamePerson, NotCompetent, WrongState, StaleVersion."""
    review.hold(report, version)
    check_step(report, "confirm_conclusion", actor=actor)
    proposal = report.conclusionproposals.filter(conclusion=None).latest("proposed_at")
    perform(report, "confirm_conclusion", actor=actor, comment=comment)
    worklist.close_items(report, CONFIRM, actor=actor)
    given = Judgement(proposal.value, comment=proposal.comment)
    checked = _Checked(proposal.grounds, proposal.fields)
    return _decide(report, given, checked, actor=actor, proposed_by=proposal.proposed_by_id, proposal=proposal)


@transaction.atomic
def send_back(report: AnnualReport, *, actor: Actor, version: int, comment: str) -> None:
    """The second person does not agree: it is proposed anew."""
    review.hold(report, version)
    perform(report, "send_back_conclusion", actor=actor, comment=comment)
    worklist.close_items(report, CONFIRM, actor=actor)
    ask_to_conclude(report)
    audit.record("report_reviews.send_back", actor=actor, subject=report)


def _decide(report, given: Judgement, checked: _Checked, *, actor: Actor, proposed_by, proposal=None):
    office, today = report.organization.supervising_authority, clock.today()
    row = ReportConclusion.objects.create(
        report=report, organization_id=report.organization_id, submission=queries.last_submission(report),
        proposal=proposal, value=given.value, grounds=checked.grounds, fields=checked.fields,
        comment=given.comment.strip(), proposed_by_id=proposed_by, decided_by_id=actor.user_id, department=office,
        decided_at=clock.now(), concluded_on=today, document_no=series.take(office, Letter.CONCLUSION, today),
    )  # fmt: skip
    worklist.close_items(report, CONCLUDE, actor=actor)
    if given.is_faulty:
        _open_rectification(row)
    notices.concluded(row)
    audit.record("report_reviews.conclude", actor=actor, subject=report, conclusion=row.pk, value=row.value)
    signals.annual_report_concluded.send(AnnualReport, report=report, conclusion=row)
    return row


def _open_rectification(row: ReportConclusion) -> None:
    """The organization has the months of the threshold; the authority puts its order in writing."""
    due = roll_forward(add_months(row.concluded_on, int(thresholds.on(row.concluded_on).rectify_months)))
    made = ReportRectification.objects.create(conclusion=row, organization_id=row.organization_id, due_on=due)
    log(made, "open", actor=Actor.system("report_reviews"))
    rectifications.open_items(made)


@transaction.atomic
def withdraw(
    report: AnnualReport, *, actor: Actor, version: int, reason: str, document_no: str = ""
) -> ConclusionWithdrawal:
    """Take the standing conclusion back (an objection was granted, or it was wrong): the report is accepted again and
    to be concluded anew. Raises CommentRequired without a reason, WrongState when it was published or not concluded.
    """
    review.hold(report, version)
    perform(report, "withdraw_conclusion", actor=actor, comment=reason)
    row = queries.conclusion_of(report)
    if row is None:
        raise Refusal("这份报告没有可以撤回的结论。")
    withdrawal = ConclusionWithdrawal.objects.create(
        conclusion=row, reason=reason.strip()[:400], document_no=document_no.strip(), by_id=actor.user_id,
        at=clock.now(),
    )  # fmt: skip
    rectification = ReportRectification.objects.filter(conclusion=row).first()
    if rectification and rectification.state not in (RectificationState.DONE, RectificationState.CANCELLED):
        rectifications.cancel(rectification, actor=actor)
    notices.conclusion_withdrawn(row)
    ask_to_conclude(report)
    audit.record("report_reviews.withdraw", actor=actor, subject=report, conclusion=row.pk)
    signals.conclusion_withdrawn.send(AnnualReport, report=report, conclusion=row)
    return withdrawal
