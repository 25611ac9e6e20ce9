"""An association's own members."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.access import guards
from core.refusal import Refusal
from registry.members import actions, importing
from registry.members.forms import JoinForm, LeaveForm
from registry.members.models import MemberImport, Membership
from registry.members.tables import OwnMemberList, state_pair
from registry.organizations.models import Organization


def _own(request) -> Organization:
    rows = Organization.objects.visible_to(request.actor).select_related("supervising_authority")
    return get_object_or_404(rows, pk=request.actor.organization_id)


@require_GET
@guards.organization("own_members.edit")
def index(request):
    return OwnMemberList().respond(request)


@guards.organization("own_members.edit")
def create(request):
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            membership = actions.join(_own(request), actor=request.actor, **form.values)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已登记“{membership.enterprise.name}”。")
            return redirect("org:members:list")
    return render(request, "registry/members/org_create.html", {"form": form}, status=422 if form.errors else 200)


@guards.organization("own_members.edit")
def leave(request, pk):
    """One membership, and the form that ends it."""
    rows = Membership.objects.visible_to(request.actor)
    membership = get_object_or_404(rows.select_related("organization__supervising_authority", "enterprise"), pk=pk)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.leave(membership, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已登记退会，历史记录保留。")
            return redirect("org:members:list")
    context = {"form": form, "membership": membership, "badge": state_pair(membership)}
    return render(request, "registry/members/org_leave.html", context, status=422 if form.errors else 200)


@guards.organization("own_members.edit")
def upload(request):
    return importing.uploaded(
        request, _own(request), template="registry/members/org_upload.html", then="org:members:batch", context={}
    )


def _batch(request, pk) -> MemberImport:
    rows = MemberImport.objects.visible_to(request.actor).select_related("organization__supervising_authority")
    return get_object_or_404(rows, pk=pk)


@require_GET
@guards.organization("own_members.edit")
def batch(request, pk):
    return importing.looked_at(request, _batch(request, pk), template="registry/members/org_batch.html")


@require_GET
@guards.organization("own_members.edit")
def batch_sheet(request, pk):
    return importing.errors_sheet(_batch(request, pk))


@require_POST
@guards.organization("own_members.edit")
def apply(request, pk):
    importing.applied(request, _batch(request, pk))
    return redirect("org:members:batch", pk=pk)


@require_POST
@guards.organization("own_members.edit")
def discard(request, pk):
    actions.discard(_batch(request, pk), actor=request.actor)
    messages.success(request, "已放弃，没有写入任何会员。")
    return redirect("org:members:list")


@require_GET
@guards.organization("own_members.edit")
def blank_sheet(request):
    return importing.blank_sheet()
