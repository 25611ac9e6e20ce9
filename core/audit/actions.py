"""The only writers of the audit log."""

import datetime
import logging
import re

from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.urls import Resolver404, resolve

from core.access.actor import NOBODY, Actor
from core.audit import request_mark
from core.audit.models import AuditEntry

logger = logging.getLogger(__name__)

_CODE = re.compile(r"[A-Za-z0-9_.:/\-]{0,80}")
_LONG_NUMBER = re.compile(r"\d{11}")
ANONYMOUS_PER_MINUTE = 60  # refusals of one address without an account; more are only counted by the web server


def ids_only(values: dict) -> dict:
    """Detail as it may be kept: numbers of rows, dates, codes. Raises ValueError for anything that could be a name,
    an identity number or a telephone number."""
    return {key: _id(key, value) for key, value in values.items()}


def _id(key: str, value):
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [_id(key, one) for one in value]
    if isinstance(value, str) and _CODE.fullmatch(value) and not _LONG_NUMBER.search(value):
        return str(value)
    raise ValueError(f"audit detail {key!r} must be an id, a date or a short code")


def record(action: str, *, actor: Actor, subject=None, outcome: str = "ok", **ids) -> AuditEntry:
    """Write one entry in the running transaction: it stands or falls with the act.

    `action` is "capability.verb". `ids` are row numbers, dates and codes; see ids_only.
    """
    mark = request_mark.current()
    return AuditEntry.objects.create(
        user_id=actor.user_id,
        seat_key=actor.seat_key,
        department_id=actor.department_id,
        action=action,
        object_type=subject._meta.label if subject is not None else "",
        object_id=subject.pk if subject is not None else None,
        outcome=outcome,
        ip=mark.ip,
        request_id=mark.request_id,
        detail=ids_only(ids),
    )


def _route(request):
    match = getattr(request, "resolver_match", None)
    if match is None:
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return "", {}
    ids = {key: value for key, value in match.kwargs.items() if isinstance(value, int)}
    return match.view_name, ids


def _flooding(actor: Actor) -> bool:
    if actor.is_signed_in:
        return False
    key = f"audit-refusals:{request_mark.current().ip}"
    cache.add(key, 0, timeout=60)
    try:
        return cache.incr(key) > ANONYMOUS_PER_MINUTE
    except ValueError:  # expired between the two calls
        return False


def record_refusal(request, status: int) -> None:
    """A refused attempt, in a transaction of its own after the request's was rolled back. Never fails the answer."""
    actor = getattr(request, "actor", NOBODY)
    if _flooding(actor):
        return
    route, ids = _route(request)
    ids = {**ids, **getattr(request, "audit_ids", {})}
    try:
        with transaction.atomic():
            record("access.refused", actor=actor, outcome=str(status), route=route, method=request.method or "", **ids)
    except (DatabaseError, ValueError):
        logger.exception("refusal not recorded", extra={"status": status, "route": route})


def note_look(request, action: str, *, subject=None, **ids) -> None:
    """A page that is to be logged is being drawn: AuditMiddleware writes the line once the answer is a page, outside
    the read-only transaction of the GET."""
    request.audit_looks = [*getattr(request, "audit_looks", []), (action, subject, ids)]


def record_looks(request) -> None:
    """Raises what the database raises: a page that cannot be logged is not shown."""
    for action, subject, ids in getattr(request, "audit_looks", []):
        record(action, actor=request.actor, subject=subject, **ids)
