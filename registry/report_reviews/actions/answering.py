"""What stands out is found when a report is sent, and answered for, office by office, before it passes."""

from collections.abc import Mapping

from django.db import transaction

from core import clock
from core.access.actor import Actor
from core.refusal import Refusal
from core.workflow.errors import NotPermitted
from registry.annual_reports.models import AnnualReport, ReportSubmission
from registry.report_reviews import findings, queries
from registry.report_reviews.findings import Finding
from registry.report_reviews.models import FindingAcceptance, SubmissionDigest
from registry.report_reviews.states import FindingKind

REASON_LENGTH = 4
REASONED = (FindingKind.HARD, FindingKind.SOFT, FindingKind.PARTY, FindingKind.SAMPLED)


class Unanswered(Refusal):
    """Something that stands out was neither accepted nor sent back; `left` says what."""

    def __init__(self, left: list[Finding]):
        self.left = left
        first = left[0].text
        super().__init__(f"还有{len(left)}处提示没有核对：{first}。请逐处接受（校验不符的写明理由），或者退回补正。")


@transaction.atomic
def digest(submission: ReportSubmission) -> SubmissionDigest:
    """Find and keep what stands out; a second call changes nothing."""
    known = SubmissionDigest.objects.filter(submission=submission).first()
    if known:
        return known
    row = findings.keep(submission, findings.look(submission))
    row.save()
    return row


@transaction.atomic
def accept_findings(report: AnnualReport, given: Mapping[str, str], *, actor: Actor) -> int:
    """The office answers for the findings named in `given` (key → reason); returns how many were new.

    Raises Refusal for a failed check accepted without a reason, and for a finding the submission does not have.
    """
    submission = queries.last_submission(report)
    if not given or submission is None:
        return 0
    if actor.department_id is None:
        raise NotPermitted("您的岗位没有所属单位，不能核对提示。")
    known = {one.key: one for one in queries.to_answer(report, submission, actor.department_id)}
    rows = [_accepted(submission, known.get(key), reason.strip(), actor) for key, reason in given.items()]
    before = submission.acceptances.filter(department=actor.department_id).count()
    FindingAcceptance.objects.bulk_create(rows, ignore_conflicts=True)
    return submission.acceptances.filter(department=actor.department_id).count() - before


def _accepted(submission, found: Finding | None, reason: str, actor: Actor) -> FindingAcceptance:
    if found is None:
        raise Refusal("所接受的提示不在这次报送中，请刷新页面后重新办理。")
    if found.kind in REASONED and len(reason) < REASON_LENGTH:
        raise Refusal(f"接受这处提示须写明理由（不少于{REASON_LENGTH}个字）：{found.text}。")
    return FindingAcceptance(
        submission=submission, key=found.key, reason=reason[:400], department_id=actor.department_id,
        by_id=actor.user_id, at=clock.now(),
    )  # fmt: skip


def check_answered(report: AnnualReport, actor: Actor) -> None:
    """Before a report is passed on or accepted. Raises Unanswered. The portal itself answers for nothing."""
    submission = queries.last_submission(report)
    if actor.is_system or submission is None:
        return
    left = queries.unanswered(report, submission, actor.department_id)
    if left:
        raise Unanswered(left)
