"""One decision of a reviewer, whole: what she answers for and what she decides stand or fall together."""

from collections.abc import Mapping

from django.db import transaction

from core import audit
from core.access.actor import Actor
from core.refusal import Refusal
from core.workflow.perform import check_step, lock, perform
from registry.annual_reports.actions import filing, review
from registry.annual_reports.models import AnnualReport, ReviewOpinion
from registry.report_reviews import notices, queries
from registry.report_reviews.actions import answering, conclusions, papers
from registry.report_reviews.actions.conclusions import Judgement
from registry.report_reviews.models import SampledReport
from registry.report_reviews.states import ConclusionValue

Remarks = list[dict[str, str]]
Answers = Mapping[str, str]  # key of a finding → reason


@transaction.atomic
def pass_first_review(
    report: AnnualReport, *, actor: Actor, version: int, comment: str = "", answers: Answers | None = None
) -> ReviewOpinion:
    review.hold(report, version)
    answering.accept_findings(report, answers or {}, actor=actor)
    return review.pass_first_review(report, actor=actor, version=version, comment=comment)


@transaction.atomic
def accept(report: AnnualReport, *, actor: Actor, version: int, comment: str = "", answers: Answers | None = None):
    review.hold(report, version)
    answering.accept_findings(report, answers or {}, actor=actor)
    return review.accept(report, actor=actor, version=version, comment=comment)


@transaction.atomic
def return_from_first_review(
    report: AnnualReport, *, actor: Actor, version: int, comment: str = "", remarks: Remarks = ()
) -> ReviewOpinion:
    opinion = review.return_from_first_review(report, actor=actor, version=version, comment=comment, remarks=remarks)
    papers.count_uses([one["text"] for one in remarks], actor=actor)
    return opinion


@transaction.atomic
def return_for_fix(
    report: AnnualReport, *, actor: Actor, version: int, comment: str = "", remarks: Remarks = ()
) -> ReviewOpinion:
    opinion = review.return_for_fix(report, actor=actor, version=version, comment=comment, remarks=remarks)
    papers.count_uses([one["text"] for one in remarks], actor=actor)
    return opinion


# -- many at once ----------------------------------------------------------------------------------------------------


def check_accept_clean(report: AnnualReport, actor: Actor) -> None:
    """Clean, drawn from and not chosen. Raises Refusal, saying which of these does not hold."""
    check_step(report, "accept", actor=actor)
    if SampledReport.objects.filter(report=report, is_chosen=True).exists():
        raise Refusal("已被抽中全面审查，须逐份审查后接收。")
    if not queries.clean(AnnualReport.objects.filter(pk=report.pk)).exists():
        raise Refusal("有提示需要核对、未经初审或有未处理的意见，须逐份审查后接收。")
    if report.obligation.regime.sample_percent and not SampledReport.objects.filter(report=report).exists():
        raise Refusal("尚未参加抽查抽取，请先抽取再成批接收。")


@transaction.atomic
def accept_clean(report: AnnualReport, *, actor: Actor) -> None:
    lock(report)
    check_accept_clean(report, actor)
    review.accept(report, actor=actor, version=report.version, comment="")


@transaction.atomic
def withdraw_acceptance(report: AnnualReport, *, actor: Actor) -> None:
    """Back among those under review. Raises WrongState once it was concluded or published."""
    opinion = report.submissions.standing().last().opinions.last()
    perform(report, "withdraw_acceptance", actor=actor)
    conclusions.stop_asking(report, actor=actor)
    filing.arrived(report, actor)
    notices.acceptance_withdrawn(report, opinion.pk)
    audit.record("report_reviews.withdraw_acceptance", actor=actor, subject=report)


def check_conclude_clean(report: AnnualReport, actor: Actor) -> None:
    check_step(report, "conclude", actor=actor)
    if not queries.is_inspected(report):
        raise Refusal(f"{report.year}年度实行年度报告，不作年检结论。")
    if SampledReport.objects.filter(report=report, is_chosen=True).exists():
        raise Refusal("已被抽中全面审查，须逐份作出结论。")
    if not queries.clean(AnnualReport.objects.filter(pk=report.pk)).exists():
        raise Refusal("有提示、未经初审或有未处理的意见，须逐份作出结论。")


@transaction.atomic
def conclude_clean(report: AnnualReport, *, actor: Actor) -> None:
    """合格 for a report in which nothing stands out."""
    lock(report)
    check_conclude_clean(report, actor)
    conclusions.conclude(report, Judgement(ConclusionValue.QUALIFIED), actor=actor, version=report.version)
