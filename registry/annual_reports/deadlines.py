"""How long reviewers and returned organizations have. Working days; the day itself is not counted."""

import datetime

from core import clock
from core.rules.models import RuleVersion
from core.workdays.calendar import add_workdays
from registry.annual_reports.models import ReportSubmission

REVIEW_WORKDAYS = 20  # design: no source names a number
FIRST_REVIEW_LEAST, FIRST_REVIEW_MOST = 5, 20  # design, see rule AR-03
FIX_WORKDAYS = 5  # a local notice of 2019; overridden by the parameter of rule AR-05
SPARE = datetime.timedelta(days=5)


def first_reviewer_due(submission: ReportSubmission) -> datetime.date:
    """Twenty working days, but five days before the final date; never less than five working days."""
    sent_on = clock.date_of(submission.submitted_at)
    least, most = add_workdays(sent_on, FIRST_REVIEW_LEAST), add_workdays(sent_on, FIRST_REVIEW_MOST)
    return max(least, min(most, submission.due_on - SPARE))


def fix_due(today: datetime.date) -> datetime.date:
    """The last day to put a returned report right."""
    version = RuleVersion.objects.on(today).filter(code="AR-05").order_by("-number").first()
    return add_workdays(today, (version.params if version else {}).get("fix_workdays", FIX_WORKDAYS))


def last_day_before(day: datetime.date, workdays: int) -> datetime.date:
    """The last day whose `workdays`-th working day lies before `day`: what was sent then is beyond that clock."""
    sent_on = day - datetime.timedelta(days=workdays)
    while add_workdays(sent_on, workdays) >= day:
        sent_on -= datetime.timedelta(days=1)
    return sent_on
