"""From a bearer token to an Actor."""

import datetime
import hashlib
import ipaddress
import secrets

from django.db import connection

from core import clock
from core.access.actor import Actor
from core.access.addresses import client_ip
from core.access.roles import role
from core.access.scope import EVERYTHING, NOTHING, ScopeKind
from core.api_tokens.models import ApiToken

PREFIX = 8
STAMP = datetime.timedelta(minutes=1)
_STAMP = """
insert into core_apitokenuse (token_id, at, ip) values (%(token)s, %(now)s, %(ip)s)
on conflict (token_id) do update set at = excluded.at, ip = excluded.ip where core_apitokenuse.at <= %(before)s
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


def actor_for(request) -> Actor | None:
    """The actor of the request's bearer token; None for no token, an unknown, expired, revoked or displaced one."""
    kind, _, text = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or len(text) <= PREFIX:
        return None
    found = ApiToken.objects.usable().select_related("department").filter(prefix=text[:PREFIX]).first()
    if found is None or not secrets.compare_digest(found.digest, digest(text)):
        return None
    if not _is_from(found, client_ip(request)):
        return None
    request.api_token_id = found.pk
    its_role = role("api_client")
    return Actor(
        name=found.name,
        seat_key=f"api:{found.pk}",
        seat_label=f"{found.department} · {found.name}",
        role=its_role.key,
        audience=its_role.audience,
        scope=EVERYTHING if its_role.scope_kind == ScopeKind.ALL else NOTHING,
        department_id=found.department_id,
        department_name=found.department.name,
        permissions=its_role.permissions & frozenset(found.scopes),
    )


def stamp(token_id: int, address: str) -> None:
    """Remember the use, at most once a minute. After the request: a GET itself cannot write."""
    now = clock.real_now()
    with connection.cursor() as cursor:
        cursor.execute(_STAMP, {"token": token_id, "now": now, "before": now - STAMP, "ip": address})
