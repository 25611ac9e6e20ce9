"""Staff: the party organ's own page, with its part of the report and nothing else."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.access import guards
from core.refusal import Refusal
from registry.annual_reports import prefill
from registry.annual_reports.comparison import Comparison
from registry.report_forms.schema import is_party, schema_of
from registry.report_reviews import presence
from registry.report_reviews.actions import party as verbs
from registry.report_reviews.forms import PartyForm, remarks_of
from registry.report_reviews.models import PartyOpinion
from registry.report_reviews.tables import OpinionList, neighbours


@guards.staff("annual_reports.view")
def list_opinions(request):
    return OpinionList().respond(request)


def _opinion(request, pk) -> PartyOpinion:
    rows = PartyOpinion.objects.visible_to(request.actor).select_related(
        "department", "given_by", "submission__report__form", "submission__report__organization",
        "submission__report__obligation__regime",
    )  # fmt: skip
    return get_object_or_404(rows, pk=pk)


@guards.staff("annual_reports.party_review")
def party(request, pk):
    return _page(request, _opinion(request, pk))


def _page(request, opinion: PartyOpinion, *, form=None, refusal: str = "", status: int = 200):
    submission = opinion.submission
    report = submission.report
    previous = report.submissions.standing().filter(round__lt=submission.round).order_by("round").last()
    typed = {one["field"]: one["text"] for one in remarks_of(form.data, [])} if form is not None else {}
    remarks = {one["field"]: one["text"] for one in opinion.remarks} | typed
    comparison = Comparison(schema_of(report.form), submission, previous, prefill.last_year(report))
    blocks = [block for block in comparison.blocks(remarks) if is_party(block.section.key)]
    may_give = "give" in {step.name for step in opinion.machine.available(opinion, request.actor)}
    context = {
        "opinion": opinion,
        "report": report,
        "blocks": blocks,
        "may_give": may_give,
        "form": form or PartyForm(initial={"version": opinion.version}),
        "refusal": refusal,
        "present": presence.look_in(report, request.actor),
        "queue": neighbours(request.actor, report) if may_give else {},
    }
    return render(request, "registry/report_reviews/staff_party.html", context, status=status)


@require_POST
@guards.staff("annual_reports.party_review")
def give(request, pk):
    opinion = _opinion(request, pk)
    form = PartyForm(request.POST)
    if not form.is_valid():
        return _page(request, opinion, form=form, status=422)
    try:
        verbs.give(opinion, actor=request.actor, remarks=remarks_of(request.POST, []), **form.cleaned_data)
    except Refusal as refusal:
        return _page(request, _opinion(request, pk), form=form, refusal=str(refusal), status=409)
    messages.success(request, "审核意见已出具。")
    return redirect("staff:report_reviews:party", pk=pk)
