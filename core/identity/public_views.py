"""The one page of this capability that needs no sign-in: a first or new password with a one-time code."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from core.access import guards, rate_limits
from core.access.addresses import client_ip
from core.identity import actions
from core.identity.forms import StartForm
from core.identity.lockout import locked_out


@sensitive_post_parameters("code", "password1", "password2")
@never_cache
@guards.public()
def start(request):
    form = StartForm(request.POST or None)
    if request.method == "POST":
        if not _may_try(request):
            return locked_out(request)
        if form.is_valid() and _try(form):
            messages.success(request, "密码已设置，请用新密码登录。")
            return redirect("account_login")
    return render(request, "core/identity/public_start.html", {"form": form}, status=422 if form.errors else 200)


def _may_try(request) -> bool:
    by_address = rate_limits.allow("start-by-address", client_ip(request), limit=30, seconds=900)
    name = request.POST.get("username", "").strip().lower()
    return by_address and rate_limits.allow("start-by-account", name, limit=8, seconds=900)


def _try(form) -> bool:
    data = form.cleaned_data
    try:
        actions.use_key(username=data["username"], code=data["code"], password=data["password1"])
    except actions.KeyRefused as refusal:
        form.add_error("code", str(refusal))
    except ValidationError as error:
        form.add_error("password1", error)
    return not form.errors
