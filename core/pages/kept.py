"""Public pages kept for a moment on the server: on a busy day a thousand people look up the same things.

Only what is drawn for anybody: no account, no session, no message, no token in the page. The browser's own settings
(elder mode, contrast) are part of the key. What changes is seen after `settings.PUBLIC_PAGES_KEPT` seconds at most,
as by any cache on the way, which such pages allow for longer.
"""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse

from core.pages import display

PREFIX = "public-page"


def kept(request, draw: Callable[[], HttpResponse]) -> HttpResponse:
    """The page as drawn for somebody else a moment ago, or drawn now."""
    seconds = settings.PUBLIC_PAGES_KEPT
    if not seconds or not _is_anybody(request):
        return draw()
    key = _key(request)
    if (found := cache.get(key)) is not None:
        body, content_type = found
        return HttpResponse(body, content_type=content_type)
    response = draw()
    if _may_be_kept(request, response):
        cache.set(key, (response.content, response["Content-Type"]), seconds)
    return response


def _is_anybody(request) -> bool:
    personal = {settings.SESSION_COOKIE_NAME, "messages"} & set(request.COOKIES)
    return request.method == "GET" and not request.actor.is_signed_in and not personal


def _may_be_kept(request, response) -> bool:
    has_token = "CSRF_COOKIE_NEEDS_UPDATE" in request.META
    return response.status_code == 200 and not response.streaming and not response.cookies and not has_token


def _key(request) -> str:
    drawn = (request.get_full_path(), sorted(display.of(request).on), bool(request.htmx), request.get_host())
    return f"{PREFIX}:{hashlib.sha256(repr(drawn).encode()).hexdigest()}"
