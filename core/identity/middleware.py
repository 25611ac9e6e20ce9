"""Idle and absolute session limits, stamped at most once a minute."""

import time

from django.conf import settings
from django.contrib.auth import logout

STAMP_SECONDS = 60


class SessionClockMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            self._tick(request, time.time())
        return self.get_response(request)

    def _tick(self, request, now: float) -> None:
        session = request.session
        started, seen = session.get("started_at", now), session.get("seen_at", now)
        if now - started > settings.SESSION_ABSOLUTE_SECONDS or now - seen > settings.SESSION_IDLE_SECONDS:
            logout(request)
            return
        if "started_at" not in session:
            session["started_at"] = started
        if "seen_at" not in session or now - seen >= STAMP_SECONDS:
            session["seen_at"] = now
