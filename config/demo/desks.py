"""What the reports of a window leave on desks: work items and notices, as the verbs would have left them."""

import datetime
from dataclasses import dataclass

from django.db.models import F

from config.demo import story
from core import clock
from core.notifications.models import Notice
from core.workdays.calendar import add_workdays
from core.worklist.models import WorkItem
from core.worklist.states import OPEN_STATES, WorkState
from registry.annual_reports.deadlines import FIX_WORKDAYS, REVIEW_WORKDAYS, first_reviewer_due
from registry.models import AnnualReport, ReportSubmission, ReviewOpinion

READ_AFTER = datetime.timedelta(days=9)
BATCH = 2000


@dataclass
class Event:
    """One step of a report that was written: the submission it made or spoke of, and the opinion it is."""

    what: str
    at: datetime.datetime
    report: AnnualReport
    submission: ReportSubmission | None
    opinion: ReviewOpinion | None = None


def put(events: list[Event]) -> None:
    events = [one for one in events if one.at >= clock.start_of(story.PORTAL_OPENED) and one.what != "begin"]
    _items(events)
    notices = [notice for one in events for notice in _notices(one)]
    Notice.objects.bulk_create(notices, batch_size=BATCH)


def read_old(now: datetime.datetime) -> None:
    """Notices are read within some days."""
    old = Notice.objects.filter(read_at=None, created_at__lt=now - READ_AFTER)
    old.update(read_at=F("created_at") + datetime.timedelta(hours=26))


def _items(events: list[Event]) -> None:
    """Every step closes what was open about the report and opens what comes next."""
    standing = {
        item.object_id: item
        for item in WorkItem.objects.filter(
            object_type=AnnualReport._meta.label,
            object_id__in={one.report.pk for one in events},
            state__in=OPEN_STATES,
        )
    }
    fresh, closed = [], []
    for event in sorted(events, key=lambda one: one.at):
        before = standing.pop(event.report.pk, None)
        if before is not None:
            before.state, before.closed_at = WorkState.DONE, event.at
            if before.pk:
                closed.append(before)
        item = _item(event)
        if item is not None:
            standing[event.report.pk] = item
            fresh.append(item)
    WorkItem.objects.bulk_update(closed, ["state", "closed_at"], batch_size=BATCH)
    WorkItem.objects.bulk_create(fresh, batch_size=BATCH)


def _item(event: Event) -> WorkItem | None:
    report, day = event.report, clock.date_of(event.at)
    name, year = report.organization.name, report.year
    if event.what == "send_first" and event.submission:
        title, office = f"{year}年度报告初审：{name}", event.submission.department_id
        return _new(event, "first_review", title, first_reviewer_due(event.submission), department_id=office)
    if event.what in ("send", "pass_first"):
        office = report.organization.supervising_authority_id
        due = add_workdays(day, REVIEW_WORKDAYS)
        return _new(event, "review", f"{year}年度报告审核：{name}", due, department_id=office)
    if event.what == "accept" and story.has_conclusions(year):
        office = report.organization.supervising_authority_id
        due, title = add_workdays(day, REVIEW_WORKDAYS), f"{year}年度作出年检结论：{name}"
        return _new(event, "conclude", title, due, capability="report_reviews", department_id=office)
    if event.what in ("return", "return_first"):
        due, key = add_workdays(day, FIX_WORKDAYS), report.organization_id
        return _new(event, "fix", f"{year}年度报告退回补正", due, organization_key=key)
    return None


def _new(
    event: Event, kind: str, title: str, due_on: datetime.date, capability: str = "annual_reports", **owner
) -> WorkItem:
    side = "org" if "organization_key" in owner else "staff"
    return WorkItem(
        kind=f"{capability}.{kind}",
        title=title[:160],
        object_type=AnnualReport._meta.label,
        object_id=event.report.pk,
        url_name=f"{side}:annual_reports:detail" if side == "org" else "staff:report_reviews:detail",
        url_args=[event.report.pk],
        due_on=due_on,
        opened_at=event.at,
        **owner,
    )


_OPINIONS = {
    "pass_first": "first_review_passed",
    "return": "returned",
    "return_first": "returned",
    "accept": "accepted",
}


def _notices(event: Event) -> list[Notice]:
    report, sent = event.report, event.submission
    ids: dict[str, int | str] = {"year": report.year, "report": report.pk}
    if event.opinion is not None:
        if event.opinion.fix_due_on:
            ids["fix_due_on"] = event.opinion.fix_due_on.isoformat()
        return [_to_organization(event, f"opinion:{event.opinion.pk}", _OPINIONS[event.what], ids)]
    if event.what == "conclude":
        return []  # told with the conclusion itself
    if sent is None:
        return []
    more = {"round": sent.round, "receipt_no": sent.receipt_no}
    told = [_to_organization(event, f"submitted:{sent.pk}", "submitted", {**ids, **more})]
    if event.what == "send_first":
        key, office = f"annual_reports.first_review_due:{sent.pk}", sent.department_id
        told.append(
            Notice(
                event_key=key,
                recipient_key=f"department:{office}",
                department_id=office,
                template="annual_reports.first_review_due",
                context=ids,
                created_at=event.at,
            )  # fmt: skip
        )
    return told


def _to_organization(event: Event, key: str, template: str, context: dict) -> Notice:
    organization = event.report.organization_id
    return Notice(
        event_key=f"annual_reports.{key}",
        recipient_key=f"organization:{organization}",
        organization_key=organization,
        template=f"annual_reports.{template}",
        context=context,
        created_at=event.at,
    )
