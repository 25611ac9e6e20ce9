"""The party organ's opinion: asked for beside the other reviewers, given, recorded as silent, ended by a return."""

import datetime

from django.db import transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.refusal import Refusal
from core.workdays.calendar import add_workdays
from core.workflow.errors import StaleVersion
from core.workflow.perform import lock, log, perform
from registry.annual_reports.models import AnnualReport, ReportSubmission
from registry.report_forms import checks
from registry.report_forms.schema import is_party, schema_of
from registry.report_reviews import notices, thresholds
from registry.report_reviews.models import PartyOpinion
from registry.report_reviews.states import PartyState, Verdict

ITEM, READ_ITEM = "report_reviews.party", "report_reviews.opinion"
SYSTEM = Actor.system("report_reviews")
Remarks = list[dict[str, str]]


@transaction.atomic
def ask(submission: ReportSubmission) -> PartyOpinion | None:
    """At sending, where the year's rules say so and the organization has a party superior.

    Not asked again when the part it speaks of is unchanged since an opinion was given, nor of an organ that is the
    first reviewer anyway.
    """
    report = submission.report
    organ = report.organization.party_superior_id
    if not report.obligation.regime.has_party_review or organ is None or submission.department_id == organ:
        return None
    if _is_known(submission):
        return None
    opinion = PartyOpinion.objects.create(
        submission=submission, department_id=organ, opened_at=submission.submitted_at, due_on=due_of(submission)
    )
    log(opinion, "ask", actor=SYSTEM)
    worklist.open_item(
        ITEM,
        subject=opinion,
        title=f"{report.year}年度报告审核：{report.organization.name}",
        url_name="staff:report_reviews:party",
        department=organ,
        due_on=opinion.due_on,
    )
    notices.party_due(opinion)
    return opinion


def due_of(submission: ReportSubmission) -> datetime.date:
    sent_on = clock.date_of(submission.submitted_at)
    return add_workdays(sent_on, int(thresholds.on(sent_on).party_workdays))


def party_answers(submission: ReportSubmission) -> dict:
    sections = submission.content["sections"]
    return checks.flat({key: answers for key, answers in sections.items() if is_party(key)})


def _is_known(submission: ReportSubmission) -> bool:
    given = PartyOpinion.objects.filter(
        submission__report=submission.report_id, submission__round__lt=submission.round, state=PartyState.GIVEN,
        verdict=Verdict.NO_COMMENT,
    )  # fmt: skip
    last = given.select_related("submission").order_by("submission__round").last()
    return last is not None and party_answers(last.submission) == party_answers(submission)


@transaction.atomic
def give(
    opinion: PartyOpinion, *, actor: Actor, version: int, verdict: str, comment: str = "", remarks: Remarks = ()
) -> None:
    """Also after the clock ran out, while the report is still under review. Raises NotCompetent, WrongState, Refusal
    for comments without a word."""
    lock(opinion)
    if opinion.version != version:
        raise StaleVersion("您打开页面后，这项审核已有变化，没有办理。请刷新页面核对后再办理。")
    kept = _party_remarks(opinion, remarks)
    if verdict not in Verdict.values:
        raise Refusal("请选择“无意见”或“有意见”。")
    if verdict == Verdict.COMMENTS and not kept and not comment.strip():
        raise Refusal("有意见的，须写明意见或至少一项逐项意见。")
    if verdict == Verdict.NO_COMMENT and kept:
        raise Refusal("填写了逐项意见的，请选择“有意见”。")
    opinion.comment = comment.strip()
    opinion.save(update_fields=["comment"])
    perform(
        opinion, "give", actor=actor, verdict=verdict, remarks=kept, given_at=clock.now(), given_by_id=actor.user_id
    )
    worklist.close_items(opinion, ITEM, actor=actor)
    if verdict == Verdict.COMMENTS:
        _tell(opinion)
    audit.record("report_reviews.party_opinion", actor=actor, subject=opinion, verdict=verdict)


def _tell(opinion: PartyOpinion) -> None:
    report = opinion.submission.report
    notices.party_given(opinion)
    worklist.open_item(
        READ_ITEM,
        subject=opinion,
        title=f"{report.year}年度报告有一项审核意见",
        url_name="org:report_reviews:detail",
        url_args=[report.pk],
        organization=report.organization_id,
    )


def _party_remarks(opinion: PartyOpinion, remarks: Remarks) -> Remarks:
    fields = schema_of(opinion.submission.report.form).fields
    kept = []
    for one in remarks:
        text = one["text"].strip()[:400]
        field = fields.get(one["field"])
        if text and (field is None or not is_party(field.section)):
            raise Refusal("逐项意见只能针对党建部分的项目，请刷新页面后重新填写。")
        if text:
            kept.append({"section": field.section, "field": field.key, "text": text})
    return kept


@transaction.atomic
def seen(opinion: PartyOpinion, *, actor: Actor) -> None:
    """The organization has read the opinion."""
    worklist.close_items(opinion, READ_ITEM, actor=actor)
    audit.record("report_reviews.opinion_seen", actor=actor, subject=opinion)


@transaction.atomic
def lapse(opinion: PartyOpinion) -> None:
    perform(opinion, "lapse", actor=SYSTEM)
    worklist.close_items(opinion, ITEM, actor=SYSTEM, cancelled=True)
    notices.party_silent(opinion)


def lapse_all() -> int:
    """Every opinion whose clock ran out before today; returns how many. Safe to repeat."""
    late = PartyOpinion.objects.waiting().filter(due_on__lt=clock.today())
    late = late.select_related("submission__report", "department").order_by("pk")
    for opinion in late:
        lapse(opinion)
    return len(late)


@transaction.atomic
def end_of(report: AnnualReport) -> None:
    """The report went back to the organization: nobody waits for the organ any more."""
    for opinion in PartyOpinion.objects.waiting().filter(submission__report=report).select_related("department"):
        perform(opinion, "end", actor=SYSTEM)
        worklist.close_items(opinion, ITEM, actor=SYSTEM, cancelled=True)
