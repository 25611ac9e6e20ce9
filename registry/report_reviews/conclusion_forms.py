"""What a page about a report offers beside its content: conclusion, second person, rectification."""

from registry.annual_reports.models import AnnualReport
from registry.report_forms.schema import schema_of
from registry.report_reviews import queries
from registry.report_reviews.forms import CommentForm, ConclusionForm, WithdrawForm
from registry.report_reviews.models import ReportRectification


def panels_of(report: AnnualReport, actor, *, conclusion_form=None, **others) -> dict:
    """Context of the panels; a form that was refused comes back as it was posted."""
    names = {step.name for step in report.machine.available(report, actor)}
    is_inspected = queries.is_inspected(report)
    initial = {"version": report.version}
    conclusion = queries.conclusion_of(report)
    proposal = report.conclusionproposals.filter(conclusion=None).last() if report.state == "examined" else None
    context = {
        "is_inspected": is_inspected,
        "conclusion": conclusion,
        "withdrawn": report.reportconclusions.filter(withdrawal__isnull=False).select_related("withdrawal"),
        "proposal": proposal,
        "may_confirm": proposal is not None and "confirm_conclusion" in names,
        "is_own_proposal": proposal is not None and proposal.proposed_by_id == actor.user_id,
        "may_withdraw": conclusion is not None and "withdraw_conclusion" in names,
        "rectification": _rectification(conclusion),
        "steps_of_rectification": set(),
    }
    if is_inspected and "conclude" in names:
        form = conclusion_form or ConclusionForm(initial=initial, report=report, schema=schema_of(report.form))
        context["conclusion_form"] = form
    if context["may_confirm"]:
        context["comment_form"] = others.get("comment_form") or CommentForm(initial=initial)
    if context["may_withdraw"]:
        context["withdraw_form"] = others.get("withdraw_form") or WithdrawForm(initial=initial)
    if context["rectification"]:
        row = context["rectification"]
        context["steps_of_rectification"] = {step.name for step in row.machine.available(row, actor)}
    return context


def _rectification(conclusion) -> ReportRectification | None:
    rows = ReportRectification.objects.select_related("organization__supervising_authority", "conclusion__report")
    return rows.filter(conclusion=conclusion).first() if conclusion else None
