"""The conclusions of a window, in bulk: numbered office by office in the order of their days, as by the verb."""

import datetime
from collections import defaultdict

from config.demo import story
from config.demo.lives import Step
from core import clock
from core.dated.calendar import add_months
from core.notifications.models import Notice
from core.workdays.calendar import roll_forward
from core.worklist.models import WorkItem
from registry.models import ReportConclusion, ReportRectification, ReportSubmission
from registry.report_forms.schema import schema_of
from registry.report_reviews import reference, series
from registry.report_reviews.states import FAULTY, Letter, RectificationState

BATCH = 2000
PUT_RIGHT = datetime.timedelta(days=60)  # after the order
FAULTS = ("internal_disorder", "unsound_finance", "unregistered_change")
GROUNDS = {code: {"code": code, "title": title, "source": source} for code, title, source, *_ in reference.GROUNDS}


def conclude(world, concluded: list[tuple]) -> None:
    """`concluded` are (Moved, step, submission)."""
    rows = [_row(world, one, step, sent) for one, step, sent in concluded]
    _number(rows, Letter.CONCLUSION, lambda row: row.decided_at, lambda row: row.department_id)
    ReportConclusion.objects.bulk_create(rows, batch_size=BATCH)
    orders = [_order(row) for row in rows if row.value in FAULTY]
    _number(orders, Letter.RECTIFICATION, lambda row: row.ordered_at, lambda row: row.conclusion.department_id)
    ReportRectification.objects.bulk_create(orders, batch_size=BATCH)
    opened = clock.start_of(story.PORTAL_OPENED)
    Notice.objects.bulk_create([_notice(row) for row in rows if row.decided_at >= opened], batch_size=BATCH)
    WorkItem.objects.bulk_create([_duty(row) for row in orders if row.ordered_at >= opened], batch_size=BATCH)


def _row(world, one, step: Step, sent: ReportSubmission) -> ReportConclusion:
    body, day = one.life.body, clock.date_of(step.at)
    person = world.person(body, day, is_first=False)
    is_faulty = step.text in FAULTY
    code = FAULTS[body.plan.serial % len(FAULTS)]
    return ReportConclusion(
        report=one.report,
        organization_id=one.report.organization_id,
        submission=sent,
        value=step.text,
        grounds=[GROUNDS[code]] if is_faulty else [],
        fields=[_field(one.report)] if is_faulty else [],
        comment="请按要求整改。" if is_faulty else "",
        proposed_by_id=person,
        decided_by_id=person,
        department=one.report.organization.supervising_authority,
        decided_at=step.at,
        concluded_on=day,
    )


def _field(report) -> dict:
    schema = schema_of(report.form)
    section = next((one for one in schema.sections if one.key in ("governance", "staff")), schema.sections[0])
    field = section.fields[-1]
    return {"part": section.title, "item": field.label, "field": field.key}


def _number(rows: list, letter: Letter, moment, office) -> None:
    by_series: dict[tuple[int, int], list] = defaultdict(list)
    for row in sorted(rows, key=lambda one: (moment(one), one.organization_id)):
        by_series[(office(row), clock.date_of(moment(row)).year)].append(row)
    for (office_id, year), its in by_series.items():
        first = series.number(office_id, letter, year, len(its))
        for number, row in enumerate(its, first):
            made = row if letter == Letter.CONCLUSION else row.conclusion
            row.document_no = series.write(made.department, letter, datetime.date(year, 1, 1), number)


def _order(row: ReportConclusion) -> ReportRectification:
    """Written on the day of the conclusion."""
    return ReportRectification(
        conclusion=row,
        organization_id=row.organization_id,
        state=RectificationState.ORDERED,
        due_on=roll_forward(add_months(row.concluded_on, 3)),
        ordered_at=row.decided_at,
        version=2,
    )


def put_right(night: datetime.date) -> int:
    """Whatever was ordered sixty days before is done by then; returns how many."""
    before = clock.start_of(night) - PUT_RIGHT
    rows = list(ReportRectification.objects.filter(state=RectificationState.ORDERED, ordered_at__lt=before))
    for row in rows:
        row.state, row.version = RectificationState.DONE, row.version + 2
        row.reported_at = row.ordered_at + PUT_RIGHT - datetime.timedelta(days=5)
        row.finished_at = row.ordered_at + PUT_RIGHT
        row.report_text = "已按整改通知逐项整改，完善有关制度并经理事会通过。"
    fields = ["state", "version", "reported_at", "finished_at", "report_text"]
    ReportRectification.objects.bulk_update(rows, fields, batch_size=BATCH)
    items = WorkItem.objects.open().filter(object_type=ReportRectification._meta.label)
    for row in rows:
        items.filter(object_id=row.pk).update(state="done", closed_at=row.finished_at)
    return len(rows)


def _notice(row: ReportConclusion) -> Notice:
    return Notice(
        event_key=f"report_reviews.concluded:{row.pk}",
        recipient_key=f"organization:{row.organization_id}",
        organization_key=row.organization_id,
        template="report_reviews.concluded",
        context={"year": row.report.year, "report": row.report_id},
        created_at=row.decided_at,
    )


def _duty(row: ReportRectification) -> WorkItem:
    report = row.conclusion.report
    return WorkItem(
        kind="report_reviews.rectify",
        title=f"{report.year}年度检查整改",
        object_type=ReportRectification._meta.label,
        object_id=row.pk,
        url_name="org:report_reviews:detail",
        url_args=[report.pk],
        organization_key=row.organization_id,
        due_on=row.due_on,
        opened_at=row.ordered_at,
    )
