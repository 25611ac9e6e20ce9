"""What conclusions lend to others: to publication and notices the values, to lists and figures situations, to a
granted objection the verb that takes a conclusion back. Named in config/annual_reports.py.
"""

import datetime
from collections.abc import Callable, Iterable

from django.db.models import Exists, OuterRef, QuerySet

from core.access.actor import Actor
from core.refusal import Refusal
from registry.annual_reports import queries as owing
from registry.annual_reports.filing_situations import Situation
from registry.annual_reports.states import State
from registry.report_reviews.actions import conclusions
from registry.report_reviews.models import ReportConclusion
from registry.report_reviews.states import ConclusionValue


def standing(reports: Iterable[int], day: datetime.date) -> dict[int, str]:
    """Report id → the value that stood at the end of `day`."""
    rows = ReportConclusion.objects.standing(day).filter(report__in=list(reports)).order_by("decided_at", "pk")
    return dict(rows.values_list("report_id", "value"))


def _with(*values: str) -> Callable[[QuerySet, datetime.date], QuerySet]:
    def apply(rows: QuerySet, day: datetime.date) -> QuerySet:
        its = ReportConclusion.objects.standing(day).filter(report__obligation=OuterRef("pk"))
        return owing.owed(rows, day).filter(Exists(its.filter(value__in=values) if values else its))

    return apply


CONCLUDED = Situation("concluded", "已作结论", "已作结论", _with())
QUALIFIED = Situation("qualified", "结论合格", "合格", _with(ConclusionValue.QUALIFIED))
BASICALLY_QUALIFIED = Situation(
    "basically_qualified", "结论基本合格", "基本合格", _with(ConclusionValue.BASICALLY_QUALIFIED)
)
UNQUALIFIED = Situation("unqualified", "结论不合格", "不合格", _with(ConclusionValue.UNQUALIFIED))


def withdraw_on_objection(request, *, actor: Actor) -> None:
    """`request` is a granted registry.ReportRequest. Raises Refusal where the report is published already."""
    report = request.report
    if report.state != State.CONCLUDED:
        raise Refusal(
            f"报告{report.get_state_display()}，不能直接撤回结论。已公布的，请先同意更正，更正后重新作出结论。"
        )
    conclusions.withdraw(
        report, actor=actor, version=report.version, reason=request.decision_reason, document_no=request.document
    )
