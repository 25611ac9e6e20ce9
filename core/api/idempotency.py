"""`Idempotency-Key`: a call that writes can be sent again after a broken connection, and does nothing twice.

Same key and same content: the first answer again. Same key, other content: 422. The first still under way: 409.
"""

import datetime
import hashlib
import json
import re
from collections.abc import Callable

from django.conf import settings
from django.db import connection, transaction
from rest_framework import status
from rest_framework.response import Response

from core import clock
from core.access.problems import InvalidParameters, Problem
from core.api.models import IdempotentAnswer

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
PATTERN = r"[\x21-\x7e]{8,255}"
_KEY = re.compile(PATTERN)


class UnderWay(Problem):
    status_code = status.HTTP_409_CONFLICT
    code = "in_progress"
    message = "相同 Idempotency-Key 的请求正在处理，请稍后以同一键重试。"


class KeyReused(Problem):
    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    code = "idempotency_key_reused"
    message = "该 Idempotency-Key 已用于内容不同的请求。新的请求请换一个键。"


def once(request, act: Callable[[], tuple[int, dict]]) -> Response:
    """Carry out `act` and keep its answer, in one transaction; or give the answer that was kept.

    `act` returns status and body. The lock ends with the transaction, after the answer can be seen by others.
    Raises InvalidParameters without a good key, UnderWay, KeyReused, and what `act` raises: then nothing is kept.
    """
    key, token_id = _key(request), request._request.api_token_id
    fingerprint = _fingerprint(request)
    with transaction.atomic():
        if not _lock(token_id, key):
            raise UnderWay
        known = IdempotentAnswer.objects.filter(token=token_id, key=key).first()
        if known is not None:
            if known.fingerprint != fingerprint:
                raise KeyReused
            return Response(known.answer, status=known.status, headers={REPLAYED: "true"})
        code, body = act()
        IdempotentAnswer.objects.create(token_id=token_id, key=key, fingerprint=fingerprint, status=code, answer=body)
    return Response(body, status=code)


def _key(request) -> str:
    key = request.headers.get(HEADER, "")
    if not _KEY.fullmatch(key):
        raise InvalidParameters({HEADER: ["请求头须带 8 至 255 个可见 ASCII 字符的键，新请求换新键，重试不变。"]})
    return key


def _fingerprint(request) -> str:
    content = json.dumps(request.data, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{request.method} {request.path}\n{content}".encode()).hexdigest()


def _lock(token_id: int, key: str) -> bool:
    """Held until the transaction ends; False while another call holds it."""
    digest = hashlib.sha256(f"idempotency:{token_id}:{key}".encode()).digest()
    with connection.cursor() as cursor:
        number = int.from_bytes(digest[:8], "big", signed=True)
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [number])
        return cursor.fetchone()[0]


def sweep() -> int:
    """Forget answers older than anybody retries; returns how many."""
    limit = clock.real_now() - datetime.timedelta(days=settings.API_TOKENS["answer_days"])
    return IdempotentAnswer.objects.filter(at__lt=limit).delete()[0]
