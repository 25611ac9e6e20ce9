"""Codes and accounts of organizations, as their authority sees them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from core.access import guards
from core.identity import codes
from core.refusal import Refusal
from registry.org_accounts import actions
from registry.org_accounts.forms import IssueForm
from registry.org_accounts.lists import CodeList, OrgSeatList
from registry.org_accounts.models import ActivationCode, OrganizationSeat
from registry.organizations.models import Organization


@guards.staff("org_accounts.view")
def list_seats(request):
    return OrgSeatList().respond(request)


@guards.staff("org_accounts.view")
def list_codes(request):
    return CodeList().respond(request)


@never_cache
@sensitive_variables("code")
@guards.staff("org_accounts.issue")
def issue(request):
    form = IssueForm(request.POST or None, actor=request.actor, initial=_asked_for(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            row, code = actions.issue_code(
                data["organization"], actor=request.actor, role_key=data["role"], days=data["days"]
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            context = {"row": row, "code": codes.spaced(code), "authority": request.actor.department_name}
            return render(request, "registry/org_accounts/staff_letter.html", context)
    status = 422 if form.errors else 200
    return render(request, "registry/org_accounts/staff_issue.html", {"form": form}, status=status)


def _asked_for(request) -> dict:
    """The organization of `?organization=pk`, when the seat sees it."""
    pk = request.GET.get("organization", "")
    found = Organization.objects.visible_to(request.actor).filter(pk=int(pk)).first() if pk.isdecimal() else None
    return {"organization": found.name if found else ""}


@require_POST
@guards.staff("org_accounts.issue")
def withdraw(request, pk):
    code = get_object_or_404(
        ActivationCode.objects.visible_to(request.actor).select_related("organization__supervising_authority"), pk=pk
    )
    actions.withdraw_code(code, actor=request.actor)
    messages.success(request, "激活码已作废。")
    return redirect("staff:org_accounts:codes")


def _seat(request, pk):
    seats = OrganizationSeat.objects.visible_to(request.actor)
    return get_object_or_404(seats.select_related("user", "organization__supervising_authority"), pk=pk)


@guards.staff("org_accounts.view")
def detail(request, pk):
    seat = _seat(request, pk)
    may_issue_key = request.actor.can("org_accounts.issue") and request.actor.competent_for(seat)
    return render(request, "registry/org_accounts/staff_detail.html", {"seat": seat, "may_issue_key": may_issue_key})


@require_POST
@guards.staff("org_accounts.revoke")
def revoke(request, pk):
    actions.revoke_seat(_seat(request, pk), actor=request.actor, reason=request.POST.get("comment", ""))
    messages.success(request, "岗位已停用。")
    return redirect("staff:org_accounts:detail", pk=pk)


@require_POST
@never_cache
@sensitive_variables("code")
@guards.staff("org_accounts.issue")
def issue_key(request, pk):
    seat = _seat(request, pk)
    code = actions.issue_key(seat, actor=request.actor)
    context = {"seat": seat, "code": codes.spaced(code), "key": seat.user.account_keys.latest("pk")}
    return render(request, "registry/org_accounts/staff_key.html", context)
