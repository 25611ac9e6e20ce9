"""Accounts: created by the system administrator, locked by the security administrator, second factors by two."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from core.access import guards
from core.access.middleware import seats_of
from core.identity import actions, codes, devices
from core.identity.forms import AccountForm, ReasonForm
from core.identity.lists import AccountList, ResetList
from core.identity.models import MfaReset, User
from core.refusal import Refusal
from core.workflow.models import TransitionLog


@guards.staff("accounts.view")
def list_accounts(request):
    return AccountList().respond(request)


@never_cache
@sensitive_variables("code")
@guards.staff("accounts.create")
def create(request):
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        user, code = actions.create_account(
            actor=request.actor, username=data["username"], name=data["name"], email=data["email"]
        )
        return _handover(request, user, code)
    return render(request, "core/identity/staff_create.html", {"form": form}, status=422 if form.errors else 200)


def _handover(request, user, code):
    """The only page that ever shows the code; it is not stored in clear, so it cannot be called again."""
    context = {"user_account": user, "code": codes.spaced(code), "key": user.account_keys.latest("pk")}
    return render(request, "core/identity/staff_handover.html", context)


@guards.staff("accounts.view")
def detail(request, pk):
    user = get_object_or_404(AccountList().queryset(request.actor), pk=pk)
    resets = user.mfa_resets.order_by("-pk")
    ended = TransitionLog.objects.of(user).filter(name="end_sessions").select_related("user")[:5]
    context = {
        "devices": devices.devices_of(user.pk) if request.actor.can("accounts.end_sessions") else None,
        "ended": ended,
        "account": user,
        "seats": seats_of(user),
        "resets": resets,
        "open_key": user.account_keys.usable().first(),
    }
    return render(request, "core/identity/staff_detail.html", context)


@require_POST
@never_cache
@sensitive_variables("code")
@guards.staff("accounts.issue_key")
def issue_key(request, pk):
    user = get_object_or_404(User, pk=pk)
    return _handover(request, user, actions.issue_key(user, actor=request.actor))


def _with_reason(request, pk, act, done: str):
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请填写原因。")
    else:
        try:
            act(form.cleaned_data["comment"])
            messages.success(request, done)
        except Refusal as refusal:
            messages.error(request, str(refusal))
    return redirect("staff:accounts:detail", pk=pk)


@require_POST
@guards.staff("accounts.lock")
def lock(request, pk):
    user = get_object_or_404(User, pk=pk)
    return _with_reason(
        request, pk, lambda reason: actions.lock_account(user, actor=request.actor, reason=reason), "账号已停用。"
    )


@require_POST
@guards.staff("accounts.lock")
def unlock(request, pk):
    user = get_object_or_404(User, pk=pk)
    actions.unlock_account(user, actor=request.actor)
    messages.success(request, "账号已恢复。")
    return redirect("staff:accounts:detail", pk=pk)


@require_POST
@guards.staff("accounts.end_sessions")
def end_sessions(request, pk):
    user = get_object_or_404(User, pk=pk)
    return _with_reason(
        request,
        pk,
        lambda reason: actions.sign_out_everywhere(user, actor=request.actor, reason=reason),
        "已终止该账号的全部登录。",
    )


@require_POST
@guards.staff("accounts.request_mfa_reset")
def request_reset(request, pk):
    user = get_object_or_404(User, pk=pk)
    return _with_reason(
        request,
        pk,
        lambda reason: actions.request_mfa_reset(user, actor=request.actor, reason=reason),
        "已提出重置申请，须由安全管理员复核。",
    )


@guards.staff("accounts.view")
def resets(request):
    return ResetList().respond(request)


@require_POST
@guards.staff("accounts.approve_mfa_reset")
def approve_reset(request, pk):
    reset = get_object_or_404(MfaReset.objects.select_related("user"), pk=pk)
    actions.approve_mfa_reset(reset, actor=request.actor)
    messages.success(request, "已重置。该账号下次登录须重新启用双因素。")
    return redirect("staff:accounts:resets:list")


@require_POST
@guards.staff("accounts.approve_mfa_reset")
def refuse_reset(request, pk):
    reset = get_object_or_404(MfaReset, pk=pk)
    actions.refuse_mfa_reset(reset, actor=request.actor, reason=request.POST.get("comment", ""))
    messages.success(request, "已记录不予重置。")
    return redirect("staff:accounts:resets:list")
