"""Verbs on API tokens."""

import datetime

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.access.roles import role
from core.api_tokens import tokens
from core.api_tokens.models import ApiToken
from core.departments.models import Department
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.perform import lock

LONGEST_DAYS = 366


@transaction.atomic
def issue_token(
    *, actor: Actor, name: str, department: Department, scopes: list[str], ip_ranges: list[str], days: int
) -> tuple[ApiToken, str]:
    """A token for another system, returned in clear this once. Raises NotPermitted, Refusal."""
    require(actor, "api_tokens.issue", "签发接口令牌")
    if not scopes or not set(scopes) <= role("api_client").permissions:
        raise Refusal("所选权限不对接口开放，请重新选择。")
    if not 0 < days <= LONGEST_DAYS:
        raise Refusal(f"令牌有效期为 1–{LONGEST_DAYS} 天。")
    now = clock.real_now()
    token = tokens.generate()
    row = ApiToken.objects.create(
        name=name.strip(),
        department=department,
        prefix=token[: tokens.PREFIX],
        digest=tokens.digest(token),
        scopes=sorted(scopes),
        ip_ranges=ip_ranges,
        issued_by_id=actor.user_id,
        issued_at=now,
        expires_at=now + datetime.timedelta(days=days),
    )
    audit.record("api_tokens.issue", actor=actor, subject=row, department=department.pk, scopes=row.scopes)
    return row, token


@transaction.atomic
def revoke_token(token: ApiToken, *, actor: Actor) -> None:
    """From now on it opens nothing. Raises NotPermitted, Refusal."""
    require(actor, "api_tokens.revoke", "停用接口令牌")
    lock(token)
    if token.revoked_at:
        raise Refusal("该令牌已经停用。")
    token.revoked_at = clock.real_now()
    token.save(update_fields=["revoked_at"])
    audit.record("api_tokens.revoke", actor=actor, subject=token)
