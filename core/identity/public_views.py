"""For everybody: a first or new password with a one-time code, and the devices where one is signed in."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from core.access import guards, rate_limits
from core.access.addresses import client_ip
from core.identity import actions, devices
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


@never_cache
@guards.signed_in()
def sessions(request):
    here = devices.devices_of(request.user.pk, request.session.session_key)
    context = {"devices": here, "has_others": any(not device.is_this for device in here)}
    return render(request, "core/identity/public_sessions.html", context)


@require_POST
@guards.signed_in(own_account=True)
def end_session(request, pk):
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    if session.session_key == request.session.session_key:
        messages.info(request, "这是您正在使用的登录；要退出请点“退出登录”。")
    else:
        actions.end_own_session(session, actor=request.actor)
        messages.success(request, "已退出该设备。不是您本人登录的，请马上修改密码。")
    return redirect("account_sessions")


@require_POST
@guards.signed_in(own_account=True)
def end_other_sessions(request):
    count = actions.end_other_sessions(request.user, actor=request.actor, keep=request.session.session_key)
    messages.success(request, f"已退出其他 {count} 处登录。" if count else "没有其他登录。")
    return redirect("account_sessions")
