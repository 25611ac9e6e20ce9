"""Activation: a letter, a code, an account."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from core.access import guards, rate_limits
from core.access.addresses import client_ip
from core.identity import codes
from core.identity.lockout import locked_out
from core.identity.models import User
from core.refusal import Refusal
from registry.org_accounts import actions
from registry.org_accounts.forms import ActivateForm, JoinForm


@sensitive_post_parameters("code", "password1", "password2")
@never_cache
@guards.public()
def activate(request):
    signed_in = request.actor.is_signed_in
    form = (JoinForm if signed_in else ActivateForm)(request.POST or None)
    if request.method == "POST":
        if not _may_try(request):
            return locked_out(request)
        if form.is_valid() and (seat := _try(request, form)):
            return _welcome(request, seat, signed_in)
    context = {"form": form, "signed_in": signed_in}
    status = 422 if form.errors else 200
    return render(request, "registry/org_accounts/public_activate.html", context, status=status)


def _may_try(request) -> bool:
    """By address, and by the beginning of the code: many addresses guessing at one code are counted together."""
    by_address = rate_limits.allow("activate-by-address", client_ip(request), limit=20, seconds=900)
    begin = codes.prefix(request.POST.get("code", ""))
    return by_address and rate_limits.allow("activate-by-code", begin, limit=10, seconds=900)


def _try(request, form):
    data = form.cleaned_data
    try:
        code = actions.find_code(data["code"])
        if request.actor.is_signed_in:
            return actions.join(code, user=User.objects.get(pk=request.actor.user_id))
        return actions.activate(code, username=data["username"], name=data["name"], password=data["password1"])
    except Refusal as refusal:
        form.add_error("code", str(refusal))
    except ValidationError as error:
        form.add_error("password1", error)
    return None


def _welcome(request, seat, signed_in: bool):
    if signed_in:
        request.session["seat"] = f"organization:{seat.pk}"
        messages.success(request, f"已加入{seat.organization.name}，当前岗位：{seat.get_role_display()}。")
        return redirect("public:seats")
    messages.success(request, f"账号已开通，可以代表{seat.organization.name}办理业务。请用新账号登录。")
    return redirect("account_login")
