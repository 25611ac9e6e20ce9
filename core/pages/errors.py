"""Pages for what went wrong: in plain words, with the next step and a number for support.

They are drawn without context processors and without the database, so that they appear whatever else is down.
"""

import logging
import re
import secrets

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from structlog.contextvars import get_contextvars

from core.access import problems
from core.access.actor import NOBODY
from core.access.guards import MissingPermission
from core.access.scope import ScopeKind
from core.pages import display, permission_words

logger = logging.getLogger(__name__)

REACH = {
    ScopeKind.ALL: "您的岗位可以查看全部社会组织。",
    ScopeKind.TERRITORY: "您的岗位只能查看住所在本辖区内的社会组织。",
    ScopeKind.AUTHORITY: "您的岗位只能查看由本机关及下级机关登记管理的社会组织。",
    ScopeKind.RESPONSIBILITY: "您的岗位只能查看本单位作为业务主管单位或行业管理部门的社会组织。",
    ScopeKind.PARTY: "您的岗位只能查看党组织关系在本机构的社会组织。",
    ScopeKind.ORGANIZATION: "您的账号只能查看本组织的内容。",
    ScopeKind.NONE: "您的岗位不查看社会组织的业务内容。",
}


def error_number() -> str:
    """The first eight characters of the request id that stands in every log line of this request."""
    request_id = str(get_contextvars().get("request_id", ""))
    known = re.sub(r"[^0-9A-Fa-f]", "", request_id)[:8]
    number = (known if len(known) == 8 else secrets.token_hex(4)).upper()
    return f"{number[:4]}-{number[4:]}"


def _actor(request):
    return getattr(request, "actor", NOBODY)


def _page(request, template: str, status: int, **context) -> HttpResponse:
    if problems.is_api(request):
        return problems.answer(status)
    number = error_number()
    logger.info("error page shown", extra={"status": status, "error_number": number})
    actor = _actor(request)
    html = render_to_string(
        f"pages/{template}.html",
        {
            "portal_name": settings.PORTAL_NAME,
            "home_url": settings.LOGIN_REDIRECT_URL if actor.is_signed_in else "/",
            "is_signed_in": actor.is_signed_in,
            "display": display.of(request),
            "is_mourning": settings.MOURNING,
            "error_number": number,
            "contact": settings.PORTAL_FOOTER.get("contact", ""),
            **context,
        },
    )
    return HttpResponse(html, status=status)


def bad_request(request, exception=None):
    return _page(request, "400", 400)


def forbidden(request, exception=None):
    """Names the permission that is missing and the posts that hold it."""
    code = exception.code if isinstance(exception, MissingPermission) else ""
    return _page(
        request,
        "403",
        403,
        needed=permission_words.words(code) if "." in code else "",
        posts="、".join(permission_words.posts_with(code)),
        is_read_only=code == "read_only",
        seat=_actor(request).seat_label,
    )


def not_found(request, exception=None):
    """The same page for a row that does not exist and for one out of scope: it speaks of the actor's reach only."""
    actor = _actor(request)
    return _page(request, "404", 404, reach=REACH.get(actor.scope.kind, "") if actor.is_signed_in else "")


def server_error(request):
    return _page(request, "500", 500)


def csrf_failure(request, reason=""):
    return _page(request, "csrf", 403)


def too_many_requests(request, exception=None):
    return _page(request, "429", 429)
