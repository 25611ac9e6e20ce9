"""Which reports wait for whom, what an office still has to answer for, and which are clean."""

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from core import clock
from core.departments.models import Department, DepartmentSeat
from registry.annual_reports.models import AnnualReport, ReportSubmission
from registry.annual_reports.routing import reviewer_of_obligation
from registry.annual_reports.states import ReportMode
from registry.report_reviews import findings
from registry.report_reviews.findings import Finding
from registry.report_reviews.models import (
    FindingAcceptance,
    PartyOpinion,
    ReportConclusion,
    SampledReport,
    SubmissionDigest,
)
from registry.report_reviews.states import FindingKind, PartyState, Verdict

FIRST_REVIEW = "annual_reports.first_review"


def last_submission(report: AnnualReport) -> ReportSubmission | None:
    return report.submissions.standing().select_related("department", "report__form", "report__organization").last()


def with_last(reports: QuerySet) -> QuerySet:
    """Annotates the last submission: its id, round, moment, reviewer and what stands out in it."""
    last = ReportSubmission.objects.standing().filter(report=OuterRef("pk")).order_by("-round")
    digest = SubmissionDigest.objects.filter(submission__report=OuterRef("pk"), submission__withdrawal=None)
    digest = digest.order_by("-submission__round")
    return reports.annotate(
        last_id=Subquery(last.values("pk")[:1]),
        last_round=Subquery(last.values("round")[:1]),
        sent_at=Subquery(last.values("submitted_at")[:1]),
        sent_to=Subquery(last.values("department")[:1]),
        digest_of=Subquery(digest.values("submission")[:1]),
        finding_count=Subquery(digest.values("finding_count")[:1]),
    )


# -- whose turn it is ------------------------------------------------------------------------------------------------


def is_inspected(report: AnnualReport) -> bool:
    """The year ends with a conclusion; elsewhere accepting the report is the end."""
    return report.obligation.regime.mode == ReportMode.INSPECTION


def sampled(reports: QuerySet) -> QuerySet:
    return reports.filter(Exists(SampledReport.objects.filter(report=OuterRef("pk"), is_chosen=True)))


def past_the_reviewer() -> QuerySet:
    """Of the outer report: what was sent past its first reviewer."""
    return ReportSubmission.objects.standing().filter(report=OuterRef("pk")).exclude(direct_reason="")


def passed_over(reports: QuerySet) -> QuerySet:
    """Sent past the first reviewer."""
    return reports.filter(Exists(past_the_reviewer()))


# -- what has to be answered for -------------------------------------------------------------------------------------


def to_answer(report: AnnualReport, submission: ReportSubmission, office: int | None) -> list[Finding]:
    """Every finding of this submission that the office has to accept or to send back, accepted ones included."""
    found = list(findings.of(submission).findings)
    if office == report.organization.supervising_authority_id:
        found += _of_party(submission) + _of_sample(report)
    return found


def _of_party(submission: ReportSubmission) -> list[Finding]:
    opinion = PartyOpinion.objects.filter(submission=submission, state=PartyState.GIVEN).first()
    if opinion is None or opinion.verdict != Verdict.COMMENTS:
        return []
    text = f"党建工作机构提出意见{len(opinion.remarks) or 1}项，须退回补正或说明处理情况"
    return [Finding(f"party:{opinion.pk}", "", "", FindingKind.PARTY, text)]


def _of_sample(report: AnnualReport) -> list[Finding]:
    if not SampledReport.objects.filter(report=report, is_chosen=True).exists():
        return []
    text = "这份报告被抽中全面审查：请逐项核对全部内容，并写明核对情况"
    return [Finding(f"sampled:{report.pk}", "", "", FindingKind.SAMPLED, text)]


def acceptances(submission: ReportSubmission) -> dict[str, list[FindingAcceptance]]:
    """Key → who accepted it, in the order of time."""
    found: dict[str, list[FindingAcceptance]] = {}
    for one in submission.acceptances.select_related("department").order_by("at", "pk"):
        found.setdefault(one.key, []).append(one)
    return found


def unanswered(report: AnnualReport, submission: ReportSubmission, office: int | None) -> list[Finding]:
    done = set(submission.acceptances.filter(department=office).values_list("key", flat=True))
    return [one for one in to_answer(report, submission, office) if one.key not in done]


# -- clean reports ---------------------------------------------------------------------------------------------------


def clean(reports: QuerySet) -> QuerySet:
    """Nothing stands out, no first review was skipped, no open question of the party organ."""
    open_party = PartyOpinion.objects.filter(submission=OuterRef("last_id")).filter(
        Q(state=PartyState.WAITING, due_on__gte=clock.today()) | Q(state=PartyState.GIVEN, verdict=Verdict.COMMENTS)
    )
    return with_last(reports).filter(
        ~Exists(open_party), ~Exists(past_the_reviewer()), digest_of=F("last_id"), finding_count=0
    )


# -- conclusions -----------------------------------------------------------------------------------------------------


def conclusion_of(report: AnnualReport) -> ReportConclusion | None:
    """The one that stands today."""
    return ReportConclusion.objects.standing(clock.today()).filter(report=report).last()


# -- delays of reviewers ---------------------------------------------------------------------------------------------


def offices_without_people(obligations: QuerySet) -> list[tuple[Department, int]]:
    """First reviewers of these obligations in which nobody sits who may review, and how many reports would go there.
    Two queries."""
    roles = [key for key, role in settings.ROLES.items() if FIRST_REVIEW in role.permissions]
    rows = obligations.annotate(reviewer=reviewer_of_obligation()).filter(reviewer__isnull=False)
    counted = dict(rows.order_by().values_list("reviewer").annotate(Count("pk")))
    seated = DepartmentSeat.objects.current().filter(role__in=roles, department=OuterRef("pk"))
    empty = Department.objects.filter(~Exists(seated), pk__in=counted).order_by("name")
    return [(office, counted[office.pk]) for office in empty]
