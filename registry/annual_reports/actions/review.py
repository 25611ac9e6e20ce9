"""What the first reviewer and the registration authority do with a report that was sent."""

from django.db import transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.workflow.errors import NotCompetent, Refusal, StaleVersion
from core.workflow.perform import lock, perform
from registry import signals
from registry.annual_reports import notices, routing
from registry.annual_reports.actions.filing import arrived
from registry.annual_reports.deadlines import fix_due
from registry.annual_reports.models import AnnualReport, ReviewOpinion
from registry.annual_reports.passed_on import declared
from registry.annual_reports.states import OpinionKind
from registry.report_forms.schema import schema_of

Remarks = list[dict[str, str]]  # {section, field, text}


def hold(report: AnnualReport, version: int) -> None:
    """Lock it, if it is the version that was looked at. Raises StaleVersion."""
    lock(report)
    if report.version != version:
        raise StaleVersion(
            f"您打开页面后，这份报告已有变化（当前状态为“{report.get_state_display()}”），没有办理。请刷新页面核对后再办理。"
        )


def is_first_reviewer(report: AnnualReport, actor: Actor) -> bool:
    """First reviews belong to the office the report was sent to, or to the one responsible since."""
    return actor.is_system or actor.department_id in routing.offices_of(report)


def _check_first_reviewer(report: AnnualReport, actor: Actor, label: str) -> None:
    last = report.submissions.select_related("department").last()
    if last and last.department_id and not is_first_reviewer(report, actor):
        raise NotCompetent(
            f"“{label}”由{last.department.name}办理。您所在的{actor.department_name or '岗位'}可以查看，不能办理。"
        )


def _opinion(report, kind: OpinionKind, *, actor: Actor, comment: str, remarks: Remarks = (), fix_due_on=None):
    return ReviewOpinion.objects.create(
        submission=report.submissions.last(),
        kind=kind,
        at=clock.now(),
        by_id=actor.user_id,
        department_id=actor.department_id,
        comment=comment.strip(),
        remarks=list(remarks),
        fix_due_on=fix_due_on,
    )


@transaction.atomic
def pass_first_review(report: AnnualReport, *, actor: Actor, version: int, comment: str = "") -> ReviewOpinion:
    """The report goes on to the registration authority and has thereby arrived there.

    Raises NotCompetent (naming the first reviewer), StaleVersion, WrongState.
    """
    hold(report, version)
    _check_first_reviewer(report, actor, "初审")
    perform(report, "pass_first_review", actor=actor, comment=comment)
    signals.annual_report_passing.send(AnnualReport, report=report, step="pass_first_review", actor=actor)
    opinion = _opinion(report, OpinionKind.FIRST_REVIEW_PASSED, actor=actor, comment=comment)
    worklist.close_items(report, actor=actor)
    arrived(report, actor)
    notices.first_review_passed(report, opinion)
    audit.record("annual_reports.first_review", actor=actor, subject=report, opinion=opinion.pk)
    signals.annual_report_first_reviewed.send(AnnualReport, report=report, opinion=opinion)
    return opinion


@transaction.atomic
def return_from_first_review(
    report: AnnualReport, *, actor: Actor, version: int, comment: str = "", remarks: Remarks = ()
) -> ReviewOpinion:
    hold(report, version)
    _check_first_reviewer(report, actor, "初审退回")
    return _return(report, "return_from_first_review", actor=actor, comment=comment, remarks=remarks)


@transaction.atomic
def return_for_fix(
    report: AnnualReport, *, actor: Actor, version: int, comment: str = "", remarks: Remarks = ()
) -> ReviewOpinion:
    """The authority sends it back. The submission stays on record and still decides whether it was in time."""
    hold(report, version)
    return _return(report, "return_for_fix", actor=actor, comment=comment, remarks=remarks)


def _return(report: AnnualReport, step: str, *, actor: Actor, comment: str, remarks: Remarks) -> ReviewOpinion:
    kept = _known_remarks(report, remarks)
    if kept and not comment.strip():
        comment = f"请补正{len(kept)}处，详见逐项意见。"
    perform(report, step, actor=actor, comment=comment)
    fix_due_on = fix_due(clock.today())
    opinion = _opinion(report, OpinionKind.RETURNED, actor=actor, comment=comment, remarks=kept, fix_due_on=fix_due_on)
    worklist.close_items(report, actor=actor)
    notices.open_fix(report, opinion)
    notices.returned(report, opinion)
    audit.record("annual_reports.return", actor=actor, subject=report, opinion=opinion.pk)
    signals.annual_report_returned.send(AnnualReport, report=report, opinion=opinion)
    return opinion


def _known_remarks(report: AnnualReport, remarks: Remarks) -> Remarks:
    """Remarks on fields of the report's own form. Raises Refusal for one on a field it does not have."""
    fields = schema_of(report.form).fields
    kept = []
    for remark in remarks:
        if not remark["text"].strip():
            continue
        if remark["field"] not in fields:
            raise Refusal("逐项意见所对应的项目不在该报告中，请刷新页面后重新填写。")
        section = fields[remark["field"]].section
        kept.append({"section": section, "field": remark["field"], "text": remark["text"].strip()[:400]})
    return kept


@transaction.atomic
def accept(report: AnnualReport, *, actor: Actor, version: int, comment: str = "") -> ReviewOpinion:
    """The authority takes the report as complete. Raises NotCompetent naming the office, StaleVersion, WrongState."""
    hold(report, version)
    perform(report, "accept", actor=actor, comment=comment)
    signals.annual_report_passing.send(AnnualReport, report=report, step="accept", actor=actor)
    opinion = _opinion(report, OpinionKind.ACCEPTED, actor=actor, comment=comment)
    worklist.close_items(report, actor=actor)
    notices.accepted(report, opinion)
    audit.record("annual_reports.accept", actor=actor, subject=report, opinion=opinion.pk)
    signals.annual_report_accepted.send(AnnualReport, report=report, declared=declared(report))
    return opinion
