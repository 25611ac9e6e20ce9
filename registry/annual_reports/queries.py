"""Which obligations were owed, met or overdue on a day. Read from facts (submissions, opinions, changes of dates):
a past day gives the same answer whenever it is asked.

Every function takes and returns a queryset of ReportObligation, so scope comes first and conditions combine.
"""

import datetime

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, TruncDate

from core import clock
from core.obligations.models import RELEASES, ChangeKind, ObligationState
from registry.annual_reports.deadlines import FIRST_REVIEW_LEAST, FIRST_REVIEW_MOST, SPARE, last_day_before
from registry.annual_reports.models import (
    AnnualReport,
    ReportObligation,
    ReportObligationChange,
    ReportSubmission,
    ReviewOpinion,
)
from registry.annual_reports.states import OpinionKind, Stage
from registry.org_accounts.models import OrganizationSeat
from registry.org_accounts.states import OrgRole
from registry.organizations.facts import OrganizationStatus
from registry.organizations.states import ACTIVE_STATUSES, Status

RELEASED = (ObligationState.EXEMPT, ObligationState.WAIVED)
ENDED = (Status.CANCELLED, Status.REVOKED, Status.CERTIFICATE_REVOKED)


def _first_later_changes(day: datetime.date):
    """Of each obligation changed after `day`, the first such change: it says how things stood before."""
    later = ReportObligationChange.objects.filter(decided_on__gt=day)
    return later.filter(pk__in=later.order_by("obligation", "decided_on", "pk").distinct("obligation").values("pk"))


def with_dates(obligations, day: datetime.date):
    """Annotates `due_then` and `first_due_then`: the effective dates as they stood on `day`."""
    later = _first_later_changes(day).filter(obligation=OuterRef("pk"))
    return obligations.annotate(
        due_then=Coalesce(Subquery(later.values("previous_due_on")), F("due_on"), output_field=DateField()),
        first_due_then=_first_due(later),
    )


def _first_due(later):
    """Without later changes the column itself; a null of the change means that there was no first date."""
    return Case(
        When(Exists(later), then=Subquery(later.values("previous_first_due_on"))),
        default=F("first_due_on"),
        output_field=DateField(),
    )


def _dates(day: datetime.date, now: Q, before: Q) -> Q:
    """`now` on the obligation's own dates, or `before` on those that a change after `day` replaced."""
    later = _first_later_changes(day)
    return Q(now & ~Q(pk__in=later.values("obligation"))) | Q(pk__in=later.filter(before).values("obligation"))


def due_before(obligations, day: datetime.date):
    """The final date had passed: the due day itself is still in time."""
    return obligations.filter(_dates(day, Q(due_on__lt=day), Q(previous_due_on__lt=day)))


def first_due_before(obligations, day: datetime.date):
    """There is a date for the first review, and it had passed."""
    return obligations.filter(_dates(day, Q(first_due_on__lt=day), Q(previous_first_due_on__lt=day)))


def due_from(obligations, day: datetime.date):
    """The first date the organization must keep (of the first review, else the final one) is `day` or later."""
    now = Q(first_due_on__gte=day) | Q(first_due_on=None, due_on__gte=day)
    before = Q(previous_first_due_on__gte=day) | Q(previous_first_due_on=None, previous_due_on__gte=day)
    return obligations.filter(_dates(day, now, before))


def owed(obligations, day: datetime.date):
    """Neither exempt nor waived by `day`, and the organization did not end on or before its due date."""
    released_later = ReportObligationChange.objects.filter(decided_on__gt=day, kind__in=RELEASES)
    ended = OrganizationStatus.objects.filter(
        organization=OuterRef("organization"), status__in=ENDED, valid_from__lte=day
    ).filter(valid_from__lte=OuterRef("due_on"))
    return obligations.filter(
        Q(~Q(state__in=RELEASED)) | Q(pk__in=released_later.values("obligation")), ~Exists(ended)
    )


def released(obligations, day: datetime.date):
    """Exempt, waived, or of an organization that ended in time: what `owed` leaves out."""
    return obligations.exclude(pk__in=owed(ReportObligation.objects.all(), day).values("pk"))


def of_organizations_with_status(obligations, day: datetime.date, statuses=ACTIVE_STATUSES):
    """No row of the status table in force on `day` says anything else."""
    other = OrganizationStatus.objects.on(day).filter(organization=OuterRef("organization"))
    return obligations.filter(~Exists(other.exclude(status__in=statuses)))


def _submissions(day: datetime.date):
    return ReportSubmission.objects.standing_on(day).filter(report__obligation=OuterRef("pk"))


def submitted(obligations, day: datetime.date):
    """Sent to anybody, the first reviewer included, by the end of `day` and not taken back; returns do not matter."""
    return obligations.filter(Exists(_submissions(day)))


def not_submitted(obligations, day: datetime.date):
    return obligations.filter(~Exists(_submissions(day)))


def _passed(day: datetime.date):
    return ReviewOpinion.objects.filter(
        submission__report__obligation=OuterRef("pk"),
        kind=OpinionKind.FIRST_REVIEW_PASSED,
        at__lt=clock.end_of(day),
    )


def filed(obligations, day: datetime.date):
    """Arrived at the registration authority by the end of `day`: directly or passed on by the first reviewer."""
    return obligations.filter(Exists(_submissions(day).filter(stage=Stage.FINAL)) | Exists(_passed(day)))


def not_filed(obligations, day: datetime.date):
    return obligations.filter(~Exists(_submissions(day).filter(stage=Stage.FINAL)), ~Exists(_passed(day)))


def unanswered_returns(day: datetime.date):
    """Opinions that sent a report back, with no submission since, by the end of `day`."""
    end = clock.end_of(day)
    answer = ReportSubmission.objects.standing_on(day).filter(
        report=OuterRef("submission__report"), submitted_at__gt=OuterRef("at")
    )
    return ReviewOpinion.objects.filter(~Exists(answer), kind=OpinionKind.RETURNED, at__lt=end)


def last_return(report) -> ReviewOpinion | None:
    """The opinion that a returned report has to answer."""
    return unanswered_returns(clock.today()).filter(submission__report=report).order_by("-at").first()


def lies_with_reviewer(report) -> bool:
    """It was sent to a first reviewer through the portal, and that still stands: the receipt is the proof."""
    return report.submissions.standing().filter(stage=Stage.FIRST_REVIEW).exists()


def returned_before(report, submission) -> bool:
    """The submission answers a return."""
    return ReviewOpinion.objects.filter(
        submission__report=report, submission__round__lt=submission.round, kind=OpinionKind.RETURNED
    ).exists()


def legal_representative_seats(organization_id: int):
    """Her account, where she has one in use."""
    return OrganizationSeat.objects.current().filter(organization=organization_id, role=OrgRole.LEGAL_REPRESENTATIVE)


def with_fix_due(obligations, day: datetime.date):
    """Annotates `fix_due_on`: until when a returned report has to be put right; None when none lies returned."""
    left = unanswered_returns(day).filter(submission__report__obligation=OuterRef("pk")).order_by("-at")
    return obligations.annotate(fix_due_on=Subquery(left.values("fix_due_on")[:1]))


def not_waiting_for_reviewer(obligations, day: datetime.date):
    """Without those whose delay is the reviewer's: handed over by the due date, and no return left unanswered."""
    left = unanswered_returns(day).filter(submission__report=OuterRef("report"), fix_due_on__lt=day)
    sent_on = TruncDate("submitted_at", tzinfo=clock.SHANGHAI)
    in_time = _submissions(day).alias(sent_on=sent_on).filter(stage=Stage.FIRST_REVIEW, sent_on__lte=F("due_on"))
    return obligations.filter(~Exists(in_time.filter(~Exists(left))))


def overdue(obligations, day: datetime.date):
    """Owed, past the final date, not at the authority, and the delay is the organization's own."""
    return not_waiting_for_reviewer(not_filed(due_before(owed(obligations, day), day), day), day)


def missed_in_a_row(obligations, day: datetime.date, years: int):
    """The last of `years` neighbouring years that are all overdue; of an organization only the latest such year.

    A year that was exempt or waived breaks the row.
    """

    def same(shift: int):
        its = ReportObligation.objects.filter(organization=OuterRef("organization"), year=OuterRef("year") + shift)
        return Exists(overdue(its, day))

    before = [same(-shift) for shift in range(1, years)]
    return overdue(obligations, day).filter(*before, ~same(1))


def at_first_reviewer(obligations, day: datetime.date):
    """Sent for first review, not yet at the authority, and not sent back since."""
    sent = _submissions(day).filter(stage=Stage.FIRST_REVIEW)
    returned = unanswered_returns(day).filter(submission__report__obligation=OuterRef("pk"))
    return not_filed(obligations, day).filter(Exists(sent), ~Exists(returned))


def sent_late(obligations, day: datetime.date):
    """The first submission that still stood went out after the final date of its time, and no objection was right."""
    sent_on = TruncDate("submitted_at", tzinfo=clock.SHANGHAI)
    first = _submissions(day).order_by("round").annotate(sent_on=sent_on, was_late=Q(sent_on__gt=F("due_on")))
    recognized = ReportObligationChange.objects.filter(
        obligation=OuterRef("pk"), kind=ChangeKind.RECOGNIZED, decided_on__lte=day
    )
    late = obligations.alias(first_is_late=Subquery(first.values("was_late")[:1]))
    return late.filter(~Exists(recognized), first_is_late=True)


def filed_on_time(obligations, day: datetime.date):
    """At the authority by `day`, and handed to whomever by the final date: a reviewer's delay is not its own."""
    return filed(obligations, day).exclude(pk__in=sent_late(ReportObligation.objects.all(), day).values("pk"))


def first_reviewed(obligations, day: datetime.date):
    return obligations.filter(Exists(_passed(day)))


def lying_returned(obligations, day: datetime.date):
    """Sent back and not resubmitted by the end of `day`."""
    return obligations.filter(Exists(unanswered_returns(day).filter(submission__report__obligation=OuterRef("pk"))))


def beyond_first_review(obligations, day: datetime.date):
    """With the first reviewer longer than deadlines.first_reviewer_due allows."""
    sent = _submissions(day).filter(stage=Stage.FIRST_REVIEW).order_by("-round")
    sent_on = TruncDate(Subquery(sent.values("submitted_at")[:1]), tzinfo=clock.SHANGHAI)
    due = Subquery(sent.values("due_on")[:1])
    least, most = last_day_before(day, FIRST_REVIEW_LEAST), last_day_before(day, FIRST_REVIEW_MOST)
    waiting = at_first_reviewer(obligations, day).alias(sent_on=sent_on, sent_due=due)
    return waiting.filter(Q(sent_on__lte=most) | Q(sent_due__lt=day + SPARE), sent_on__lte=least)


def conclusions(day: datetime.date, **more):
    """Reports with the conclusions that stood at the end of `day`; the value is `reportconclusions__value`."""
    end = clock.end_of(day)
    stands = Q(reportconclusions__withdrawal=None) | Q(reportconclusions__withdrawal__at__gte=end)
    return AnnualReport.objects.filter(stands, reportconclusions__decided_at__lt=end, **more)


def concluded(obligations, day: datetime.date, value: str):
    """With this conclusion by the end of `day`."""
    return obligations.filter(Exists(conclusions(day, obligation=OuterRef("pk"), reportconclusions__value=value)))


def sent_directly(obligations, day: datetime.date):
    """Past the first reviewer, with a reason."""
    return obligations.filter(Exists(_submissions(day).exclude(direct_reason="")))
