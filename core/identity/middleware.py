"""Idle and absolute session limits, one session per account, and what an account owes before it may work."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from core.identity import devices, keys, passwords
from core.identity.adapters import needs_second_factor

STAMP_SECONDS = 60
SECOND_FACTOR = "second_factor_seen"
SEAT_GONE = "您刚才使用的岗位已到期或停用，刚才的操作没有办理。请选择岗位后继续。"


class SessionClockMiddleware:
    """Ends sessions that are too old, idle, or replaced by a later sign-in; stamps at most once a minute."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            self._tick(request, time.time())
        return self.get_response(request)

    def _tick(self, request, now: float) -> None:
        session = request.session
        started, seen = session.get("started_at", now), session.get("seen_at", now)
        too_old = now - started > settings.SESSION_ABSOLUTE_SECONDS or now - seen > settings.SESSION_IDLE_SECONDS
        if too_old or self._is_replaced(request):
            logout(request)
            return
        if "started_at" not in session:
            session["started_at"] = started
        if "seen_at" not in session:
            session["seen_at"] = now  # the list of devices has this moment from the sign-in itself
        elif now - seen >= STAMP_SECONDS:
            session["seen_at"] = now
            devices.seen(session.session_key)

    def _is_replaced(self, request) -> bool:
        latest = request.user.session_key_digest
        return bool(
            settings.ONE_SESSION_PER_ACCOUNT and latest and latest != devices.digest(request.session.session_key)
        )


class AccountDutyMiddleware:
    """Until an account has a fresh password and, on the staff side, a second factor, only those pages open.

    Whose seat ended meanwhile chooses another one first: nobody slips into another office without noticing.
    """

    ALWAYS = frozenset(
        {"account_logout", "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
    )
    FOR_PASSWORD = ALWAYS | {"account_change_password"}
    FOR_SECOND_FACTOR = FOR_PASSWORD | {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn"}
    WITHOUT_SEAT = FOR_SECOND_FACTOR | {"public:seats", "public:switch_seat", "account_sessions"}

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.actor.is_signed_in or getattr(view, "access_rule", ("",))[0] in ("public", "loopback", "api"):
            return None
        name = request.resolver_match.view_name
        if self._owes_password(request) and name not in self.FOR_PASSWORD:
            return _send(request, "account_change_password", "请先修改密码，再继续使用。")
        if self._owes_second_factor(request) and name not in self.FOR_SECOND_FACTOR:
            return _send(
                request, "mfa_index", "管理端账号须先启用双因素登录（身份验证器或安全密钥任选一种），再继续使用。"
            )
        if request.seat_is_gone and name not in self.WITHOUT_SEAT:
            return _send(request, "public:seats", SEAT_GONE)
        return None

    def _owes_password(self, request) -> bool:
        if request.user.must_change_password:
            return True
        return any(seat.is_staff_side for seat in request.seats) and passwords.is_too_old(request.user)

    def _owes_second_factor(self, request) -> bool:
        if not needs_second_factor(request.seats) or request.session.get(SECOND_FACTOR):
            return False
        if keys.has_second_factor(request.user.pk):
            request.session[SECOND_FACTOR] = True
            return False
        return True


def _send(request, url_name: str, sentence: str):
    target = reverse(url_name)
    if request.headers.get("HX-Request") or request.headers.get("X-Autosave"):
        return HttpResponse(status=401, headers={"HX-Redirect": target, "X-Sign-In": target})
    messages.warning(request, sentence)
    return redirect(target)
