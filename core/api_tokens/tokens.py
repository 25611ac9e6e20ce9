"""From a bearer token to an Actor, and how often it may call."""

import datetime
import hashlib
import ipaddress
import secrets

from django.conf import settings
from django.db import connection

from core import clock
from core.access.actor import Actor
from core.access.addresses import client_ip
from core.access.roles import role
from core.access.scope import ScopeKind
from core.api_tokens.models import ApiToken
from core.api_tokens.states import TokenState
from core.departments.seats import scope_along

PREFIX = 8
WINDOW = datetime.timedelta(minutes=1)
_COUNT = """
with used as (
  insert into core_apitokenuse (token_id, at, ip, window_started_at, window_count)
  values (%(token)s, %(now)s, %(ip)s, %(now)s, 1)
  on conflict (token_id) do update set
    at = excluded.at, ip = excluded.ip,
    window_count = case when core_apitokenuse.window_started_at <= %(stale)s then 1
                   else core_apitokenuse.window_count + 1 end,
    window_started_at = case when core_apitokenuse.window_started_at <= %(stale)s then excluded.at
                        else core_apitokenuse.window_started_at end
  returning window_started_at, window_count
), counted as (
  insert into core_apitokenday (token_id, day, calls, refused)
  select %(token)s, %(day)s, (window_count <= %(limit)s)::int, (window_count > %(limit)s)::int from used
  on conflict (token_id, day) do update set
    calls = core_apitokenday.calls + excluded.calls, refused = core_apitokenday.refused + excluded.refused
)
select window_started_at, window_count from used
"""


def generate() -> str:
    """240 random bits; the first eight characters name the row."""
    return f"{secrets.token_hex(PREFIX // 2)}{secrets.token_urlsafe(30)}"


def digest(token: str) -> str:
    """A plain hash is enough: the token is random and long."""
    return hashlib.sha256(token.encode()).hexdigest()


def _is_from(token: ApiToken, address: str) -> bool:
    ip = ipaddress.ip_address(address)
    return any(ip in ipaddress.ip_network(network) for network in token.ip_ranges)


def _presented(request) -> ApiToken | None:
    """The row whose secret the request carries, whatever its state. One query."""
    kind, _, text = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or len(text) <= PREFIX or not text.isascii() or not text.isprintable():
        return None
    found = ApiToken.objects.select_related("department", "region").filter(prefix=text[:PREFIX]).first()
    return found if found and secrets.compare_digest(found.digest, digest(text)) else None


def _objection(token: ApiToken, request) -> str:
    """Why the token opens nothing: for the audit log only, the caller is not told."""
    if token.state != TokenState.ACTIVE:
        return token.state.value
    return "" if _is_from(token, client_ip(request)) else "address"


def actor_for(request) -> Actor | None:
    """The actor of the request's bearer token; None for no token and for one that is unknown, not yet approved,
    expired, revoked or displaced. The reason stands in the audit log beside the refusal.
    """
    found = _presented(request)
    if found is None:
        return None
    if why := _objection(found, request):
        request.audit_ids = {"token": found.pk, "why": why}
        return None
    request.api_token_id = found.pk
    its_role = role("api_client")
    return Actor(
        name=found.name,
        seat_key=f"api:{found.pk}",
        seat_label=f"{found.department} · {found.name}",
        role=its_role.key,
        audience=its_role.audience,
        scope=scope_along(ScopeKind(found.scope_kind), found.department, found.region),
        department_id=found.department_id,
        department_name=found.department.name,
        permissions=its_role.permissions & frozenset(found.scopes),
    )


def count(token_id: int, address: str) -> int:
    """Count one call; returns 0, or after how many seconds the token may call again. One statement.

    Outside the request's transaction: a GET itself cannot write, and a refused call counts too.
    """
    now, limit = clock.real_now(), settings.API_TOKENS["calls_per_minute"]
    values = {"token": token_id, "now": now, "stale": now - WINDOW, "ip": address, "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {**values, "day": clock.date_of(now)})
        started_at, calls = cursor.fetchone()
    return 0 if calls <= limit else max(1, int((started_at + WINDOW - now).total_seconds()) + 1)
