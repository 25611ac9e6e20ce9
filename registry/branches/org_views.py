"""An organization's own branches: what is on record, and what it files about them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.access import guards
from core.refusal import Refusal
from core.workflow import timeline
from registry.branches import actions, rulebook
from registry.branches.forms import blank, form_for
from registry.branches.models import BranchFiling, BranchOffice
from registry.branches.states import OPEN_FILINGS, WRITING, FilingAct
from registry.branches.tables import state_pair
from registry.organizations.models import Organization

STEPS = {
    "draft": "填写", "submit": "提交备案", "withdraw": "撤回", "note": "予以备案", "send_back": "退回补正",
    "record": "登记管理机关按纸质材料登记",
}  # fmt: skip
_BEGINNINGS = {"change": FilingAct.CHANGE, "close": FilingAct.CLOSE}


def _own(request) -> Organization:
    rows = Organization.objects.visible_to(request.actor).select_related("supervising_authority")
    return get_object_or_404(rows, pk=request.actor.organization_id)


def _branches(request):
    return BranchOffice.objects.visible_to(request.actor).select_related("organization__supervising_authority")


def _filings(request):
    rows = BranchFiling.objects.visible_to(request.actor)
    return rows.select_related("organization__supervising_authority", "branch")


@require_GET
@guards.organization("own_branches.view")
def index(request):
    context = {
        "organization": _own(request),
        "rows": [{"branch": one, "badge": state_pair(one)} for one in _branches(request).order_by("closed_on", "pk")],
        "filings": _filings(request).filter(state__in=OPEN_FILINGS).order_by("-pk"),
        "bans": rulebook.bans(_own(request), clock.today()),
    }
    return render(request, "registry/branches/org_list.html", context)


@require_GET
@guards.organization("own_branches.view")
def detail(request, pk):
    branch = get_object_or_404(_branches(request), pk=pk)
    filings = branch.filings.order_by("-pk")
    context = {
        "branch": branch,
        "badge": state_pair(branch),
        "particulars": branch.particulars.order_by("-valid_from"),
        "filings": filings,
        "may_file": not branch.is_closed and not filings.filter(state__in=OPEN_FILINGS).exists(),
    }
    return render(request, "registry/branches/org_detail.html", context)


@guards.organization("own_branches.file")
def create(request):
    return _begin(request, FilingAct.ESTABLISH, None)


@guards.organization("own_branches.file")
def begin(request, pk, act):
    """变更 or 终止 of a branch on record."""
    if act not in _BEGINNINGS:
        raise Http404
    return _begin(request, _BEGINNINGS[act], get_object_or_404(_branches(request), pk=pk))


def _begin(request, act: FilingAct, branch: BranchOffice | None):
    organization = _own(request)
    form = form_for(act)(request.POST or None, instance=blank(act, organization, branch))
    if request.method == "POST" and form.is_valid():
        try:
            known = blank(act, organization, branch).particulars if branch else {}
            values = {**known, **form.changes}
            filing = actions.draft(organization, actor=request.actor, act=act, branch=branch, **values)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已保存，请核对后提交备案。")
            return redirect("org:branches:filing", pk=filing.pk)
    context = {
        "form": form,
        "title": f"分支机构{act.label}备案",
        "branch": branch,
        "bans": rulebook.bans(organization, clock.today()) if branch is None else [],
    }
    return render(request, "registry/branches/org_form.html", context, status=422 if form.errors else 200)


@require_GET
@guards.organization("own_branches.view")
def filing(request, pk):
    """What was written, what the law says about it, and the next step."""
    found = get_object_or_404(_filings(request), pk=pk)
    context = {
        "filing": found,
        "findings": actions.findings_of(found) if found.state in OPEN_FILINGS else [],
        "entries": timeline.entries(found, STEPS, with_office=True),
        "may_edit": found.state in WRITING and request.actor.can("own_branches.file"),
    }
    return render(request, "registry/branches/org_filing.html", context)


@guards.organization("own_branches.file")
def edit(request, pk):
    found = get_object_or_404(_filings(request), pk=pk)
    form = form_for(found.act)(request.POST or None, instance=found)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _save(form, found, request.actor):
            messages.success(request, "已保存。")
            return redirect("org:branches:filing", pk=pk)
        status = form.status
    context = {"form": form, "title": f"修改{found.get_act_display()}备案", "branch": found.branch, "bans": []}
    return render(request, "registry/branches/org_form.html", context, status=status)


def _save(form, found: BranchFiling, actor) -> bool:
    def save():
        actions.edit(found, actor=actor, version=form.posted_version, **form.changes)

    try:
        return form.attempt(save)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False


@require_POST
@guards.organization("own_branches.file")
def submit(request, pk):
    actions.submit(get_object_or_404(_filings(request), pk=pk), actor=request.actor)
    messages.success(request, "已提交，登记管理机关备案后生效，结果会在消息中告知。")
    return redirect("org:branches:filing", pk=pk)


@require_POST
@guards.organization("own_branches.file")
def withdraw(request, pk):
    actions.withdraw(get_object_or_404(_filings(request), pk=pk), actor=request.actor)
    messages.success(request, "已撤回。")
    return redirect("org:branches:list")
