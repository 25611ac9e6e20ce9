"""Outermost of ours: marks where the request comes from, and records the answers that say no."""

import uuid

import structlog

from core.access.actor import NOBODY
from core.access.addresses import client_ip
from core.audit import request_mark
from core.audit.actions import record_looks, record_refusal

ALWAYS = (401, 403, 429)
SCOPED_AUDIENCES = ("staff", "organization", "api")


def _mark(request) -> request_mark.RequestMark:
    known = structlog.contextvars.get_contextvars().get("request_id")
    return request_mark.RequestMark(ip=client_ip(request)[:45], request_id=str(known or uuid.uuid4())[:64])


def _is_scoped(request) -> bool:
    match = getattr(request, "resolver_match", None)
    rule = getattr(match.func, "access_rule", None) if match else None
    return rule is not None and rule[0] in SCOPED_AUDIENCES


def is_refusal(request, status: int) -> bool:
    """401, 403 and 429 always; a 404 where a person or a token asked for a row that is out of scope or missing."""
    if status in ALWAYS:
        return True
    actor = getattr(request, "actor", NOBODY)
    return status == 404 and (actor.is_signed_in or actor.is_api_side) and _is_scoped(request)


class AuditMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = request_mark.enter(_mark(request))
        try:
            response = self.get_response(request)
            if is_refusal(request, response.status_code):
                record_refusal(request, response.status_code)
            elif response.status_code < 300:
                record_looks(request)
            return response
        finally:
            request_mark.leave(token)
