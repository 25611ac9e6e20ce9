"""年检整改: ordered in writing, reported on by the organization, sent back or confirmed."""

from django.db import transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.refusal import Refusal
from core.workdays.calendar import add_workdays
from core.workflow.perform import lock, perform
from registry import signals
from registry.annual_reports.deadlines import REVIEW_WORKDAYS
from registry.report_reviews import notices, series
from registry.report_reviews.models import ReportRectification
from registry.report_reviews.states import Letter

ORDER, RECTIFY, CHECK = "report_reviews.order", "report_reviews.rectify", "report_reviews.check"
ORDER_WORKDAYS = 10  # rule AR-09


def open_items(row: ReportRectification) -> None:
    """With the conclusion: the organization's duty, and the authority's order."""
    name, year = row.organization.name, row.conclusion.report.year
    worklist.open_item(
        RECTIFY,
        subject=row,
        title=f"{year}年度检查整改",
        url_name="org:report_reviews:detail",
        url_args=[row.conclusion.report_id],
        organization=row.organization_id,
        due_on=row.due_on,
    )
    worklist.open_item(
        ORDER,
        subject=row,
        title=f"下达{year}年度检查整改通知：{name}",
        url_name="staff:report_reviews:detail",
        url_args=[row.conclusion.report_id],
        department=row.competent_department_id,
        due_on=add_workdays(clock.today(), ORDER_WORKDAYS),
    )


def _moved(row: ReportRectification, verb: str, actor: Actor) -> None:
    audit.record(f"report_reviews.{verb}", actor=actor, subject=row)
    signals.rectification_moved.send(ReportRectification, rectification=row)


@transaction.atomic
def order(row: ReportRectification, *, actor: Actor) -> None:
    """Put the order in writing and number it. Raises NotCompetent, WrongState."""
    perform(row, "order_rectification", actor=actor, ordered_at=clock.now(), document_no=_number(row))
    worklist.close_items(row, ORDER, actor=actor)
    notices.rectification(row, "ordered")
    _moved(row, "order_rectification", actor)


def _number(row: ReportRectification) -> str:
    lock(row)
    return row.document_no or series.take(row.organization.supervising_authority, Letter.RECTIFICATION, clock.today())


@transaction.atomic
def report(row: ReportRectification, *, actor: Actor, text: str) -> None:
    """What the organization did. Raises CommentRequired, WrongState."""
    if len(text.strip()) < 10:
        raise Refusal("请写明整改情况，不少于10个字。")
    perform(row, "report_rectification", actor=actor, comment=text, report_text=text.strip(), reported_at=clock.now())
    worklist.close_items(row, RECTIFY, actor=actor)
    worklist.open_item(
        CHECK,
        subject=row,
        title=f"核查{row.conclusion.report.year}年度检查整改情况：{row.organization.name}",
        url_name="staff:report_reviews:detail",
        url_args=[row.conclusion.report_id],
        department=row.competent_department_id,
        due_on=add_workdays(clock.today(), REVIEW_WORKDAYS),
    )
    _moved(row, "report_rectification", actor)


@transaction.atomic
def send_back(row: ReportRectification, *, actor: Actor, comment: str) -> None:
    """Not enough yet; an order that was never written is written now."""
    number = _number(row)
    perform(
        row, "send_back_rectification", actor=actor, comment=comment, document_no=number,
        ordered_at=row.ordered_at or clock.now(),
    )  # fmt: skip
    worklist.close_items(row, CHECK, actor=actor)
    worklist.close_items(row, ORDER, actor=actor)
    worklist.open_item(
        RECTIFY,
        subject=row,
        title=f"{row.conclusion.report.year}年度检查整改",
        url_name="org:report_reviews:detail",
        url_args=[row.conclusion.report_id],
        organization=row.organization_id,
        due_on=row.due_on,
    )
    notices.rectification(row, "sent_back")
    _moved(row, "send_back_rectification", actor)


@transaction.atomic
def finish(row: ReportRectification, *, actor: Actor) -> None:
    perform(row, "finish_rectification", actor=actor, finished_at=clock.now())
    worklist.close_items(row, actor=actor)
    notices.rectification(row, "finished")
    _moved(row, "finish_rectification", actor)


@transaction.atomic
def cancel(row: ReportRectification, *, actor: Actor) -> None:
    """With its conclusion."""
    perform(row, "cancel_rectification", actor=actor)
    worklist.close_items(row, actor=actor, cancelled=True)
    _moved(row, "cancel_rectification", actor)
