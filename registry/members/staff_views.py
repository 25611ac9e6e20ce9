"""Member enterprises for the offices."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import exports
from core.access import guards
from core.refusal import Refusal
from registry.members import actions, importing, queries
from registry.members.models import MemberEnterprise, MemberImport
from registry.members.tables import EnterpriseList, state_pair
from registry.organizations.models import Organization


@require_GET
@guards.staff("members.view")
def index(request):
    return EnterpriseList(as_of=request.GET.get("as_of", "")).respond(request)


@require_POST
@guards.staff("members.export")
def export(request):
    return exports.export(EnterpriseList(as_of=request.GET.get("as_of", "")), request)


def _enterprise(request, pk) -> MemberEnterprise:
    rows = MemberEnterprise.objects.visible_to(request.actor).alive().select_related("region")
    return get_object_or_404(rows, pk=pk)


@require_GET
@guards.staff("members.view")
def detail(request, pk):
    enterprise = _enterprise(request, pk)
    memberships = queries.memberships_of(enterprise, request.actor)
    rows = [{"membership": one, "badge": state_pair(one)} for one in memberships]
    context = {"enterprise": enterprise, "rows": rows, "former": enterprise.merged.order_by("pk")}
    return render(request, "registry/members/staff_detail.html", context)


@require_GET
@guards.staff("members.merge")
def proposals(request):
    context = {"proposals": queries.proposals(request.actor)}
    return render(request, "registry/members/staff_proposals.html", context)


@guards.staff("members.merge")
def merge(request, kept, gone):
    """GET shows what would become of both; POST does it."""
    first, second = _enterprise(request, kept), _enterprise(request, gone)
    if request.method == "POST":
        actions.merge(first, second, actor=request.actor)
        messages.success(request, f"已合并到“{first.name}”。")
        return redirect("staff:members:detail", pk=first.pk)
    refusal = ""
    try:
        actions.check_merge(first, second, actor=request.actor)
    except Refusal as no:
        refusal = str(no)
    context = {
        "kept": first,
        "gone": second,
        "refusal": refusal,
        "kept_rows": queries.memberships_of(first, request.actor),
        "gone_rows": queries.memberships_of(second, request.actor),
    }
    return render(request, "registry/members/staff_merge.html", context)


@require_POST
@guards.staff("members.merge")
def keep_apart(request, kept, gone):
    actions.keep_apart(_enterprise(request, kept), _enterprise(request, gone), actor=request.actor)
    messages.success(request, "已记录为两家企业，不再提示。")
    return redirect("staff:members:proposals")


@guards.staff("members.edit")
def upload(request, pk):
    rows = Organization.objects.visible_to(request.actor).select_related("supervising_authority")
    organization = get_object_or_404(rows, pk=pk)
    context = {"is_competent": request.actor.competent_for(organization)}
    return importing.uploaded(
        request, organization, template="registry/members/staff_upload.html", then="staff:members:batch",
        context=context,
    )  # fmt: skip


def _batch(request, pk) -> MemberImport:
    rows = MemberImport.objects.visible_to(request.actor).select_related("organization__supervising_authority")
    return get_object_or_404(rows, pk=pk)


@require_GET
@guards.staff("members.edit")
def batch(request, pk):
    return importing.looked_at(request, _batch(request, pk), template="registry/members/staff_batch.html")


@require_GET
@guards.staff("members.edit")
def batch_sheet(request, pk):
    return importing.errors_sheet(_batch(request, pk))


@require_POST
@guards.staff("members.edit")
def apply(request, pk):
    importing.applied(request, _batch(request, pk))
    return redirect("staff:members:batch", pk=pk)


@require_POST
@guards.staff("members.edit")
def discard(request, pk):
    found = _batch(request, pk)
    actions.discard(found, actor=request.actor)
    messages.success(request, "已放弃，没有写入任何会员。")
    return redirect("staff:members:of_organization", pk=found.organization_id)


@require_GET
@guards.staff("members.edit")
def blank_sheet(request):
    return importing.blank_sheet()
