"""Branches for the offices: the register of them, and what organizations file."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import clock, exports
from core.access import guards
from core.refusal import Refusal
from core.workflow import timeline
from registry.branches import actions, queries, rulebook
from registry.branches.forms import blank, form_for
from registry.branches.models import BranchFiling, BranchOffice
from registry.branches.states import FilingAct, FilingState
from registry.branches.tables import BranchList, FilingList, doubts, state_pair
from registry.organizations.models import Organization

STEPS = {
    "draft": "填写", "submit": "提交备案", "withdraw": "撤回", "note": "予以备案", "send_back": "退回补正",
    "record": "窗口登记",
}  # fmt: skip


@require_GET
@guards.staff("branches.view")
def index(request):
    return BranchList().respond(request)


@require_POST
@guards.staff("branches.export")
def export(request):
    return exports.export(BranchList(), request)


@require_GET
@guards.staff("branches.view")
def filings(request):
    return FilingList().respond(request)


def branch_or_404(request, pk) -> BranchOffice:
    rows = BranchOffice.objects.visible_to(request.actor).select_related("organization__supervising_authority")
    return get_object_or_404(rows, pk=pk)


@require_GET
@guards.staff("branches.view")
def detail(request, pk):
    branch = branch_or_404(request, pk)
    context = {
        "branch": branch,
        "badge": state_pair(branch),
        "doubts": doubts(branch),
        "particulars": branch.particulars.order_by("-valid_from"),
        "filings": branch.filings.sent().order_by("-submitted_at"),
        "may_record": request.actor.can("branches.note") and request.actor.competent_for(branch),
    }
    return render(request, "registry/branches/staff_detail.html", context)


def _filing(request, pk) -> BranchFiling:
    rows = BranchFiling.objects.visible_to(request.actor).sent()
    return get_object_or_404(rows.select_related("organization__supervising_authority", "branch", "noted_by"), pk=pk)


@require_GET
@guards.staff("branches.view")
def filing(request, pk):
    found = _filing(request, pk)
    is_open = found.state == FilingState.SUBMITTED
    context = {
        "filing": found,
        "findings": actions.findings_of(found) if is_open else [],
        "entries": timeline.entries(found, STEPS, with_office=True),
        "may_note": is_open and request.actor.can("branches.note") and request.actor.competent_for(found),
        "is_competent": request.actor.competent_for(found),
        "differences": queries.differences(found) if is_open else [],
    }
    return render(request, "registry/branches/staff_filing.html", context)


@require_POST
@guards.staff("branches.note")
def note(request, pk):
    branch = actions.note(_filing(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已予以备案。")
    return redirect("staff:branches:detail", pk=branch.pk)


@require_POST
@guards.staff("branches.note")
def send_back(request, pk):
    actions.send_back(_filing(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已退回，社会组织会收到待办。")
    return redirect("staff:branches:filing", pk=pk)


@guards.staff("branches.note")
def record_new(request, pk):
    """A branch that was filed on paper; `pk` is the organization."""
    rows = Organization.objects.visible_to(request.actor).select_related("supervising_authority")
    return _record(request, get_object_or_404(rows, pk=pk), FilingAct.ESTABLISH, None)


@guards.staff("branches.note")
def record_change(request, pk):
    branch = branch_or_404(request, pk)
    return _record(request, branch.organization, FilingAct.CHANGE, branch)


@guards.staff("branches.note")
def record_closing(request, pk):
    branch = branch_or_404(request, pk)
    return _record(request, branch.organization, FilingAct.CLOSE, branch)


def _record(request, organization: Organization, act: FilingAct, branch: BranchOffice | None):
    form_class = form_for(act, at_counter=True)
    form = form_class(request.POST or None, instance=blank(act, organization, branch))
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.record(organization, actor=request.actor, act=act, branch=branch, **_values(form, branch))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已登记{act.label}备案。")
            return redirect("staff:branches:detail", pk=done.branch_id)
    context = {
        "form": form,
        "organization": organization,
        "branch": branch,
        "title": f"登记{act.label}备案",
        "bans": rulebook.bans(organization, clock.today()) if branch is None else [],
        "is_competent": request.actor.competent_for(organization),
    }
    return render(request, "registry/branches/staff_record.html", context, status=422 if form.errors else 200)


def _values(form, branch: BranchOffice | None) -> dict:
    """The form's own fields; what an act does not ask for stays as it is on record."""
    known = blank(form.act, None, branch).particulars if branch else {}
    return {**known, **form.changes}
