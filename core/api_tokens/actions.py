"""Verbs on API tokens. A token over the whole register takes two administrators; every token can be stopped by one."""

import datetime

from django.conf import settings
from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.access.roles import role
from core.api_tokens import notices, tokens
from core.api_tokens.models import ApiToken
from core.api_tokens.states import TokenScope, TokenState
from core.departments.models import Department, DepartmentKind, Region
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import SamePerson, WrongState
from core.workflow.perform import lock, log

AUTHORITIES = (DepartmentKind.CIVIL_AFFAIRS, DepartmentKind.APPROVAL_BUREAU)
# Which offices a line can belong to; a scope that is not named fits any office.
LINES = {
    TokenScope.AUTHORITY: AUTHORITIES,
    TokenScope.RESPONSIBILITY: (*AUTHORITIES, DepartmentKind.GOVERNMENT),
    TokenScope.PARTY: (DepartmentKind.PARTY_ORGAN,),
}


@transaction.atomic
def issue_token(
    *,
    actor: Actor,
    name: str,
    department: Department,
    scopes: list[str],
    scope_kind: str,
    ip_ranges: list[str],
    days: int,
    region: Region | None = None,
) -> tuple[ApiToken, str]:
    """A token for another system, returned in clear this once. One over the whole register opens nothing until another
    administrator has approved it. Raises NotPermitted, Refusal.
    """
    require(actor, "api_tokens.issue", "签发接口令牌")
    _check(department, scopes, scope_kind, region)
    return _new(
        actor, days, name=name.strip(), department=department, scopes=sorted(scopes), scope_kind=scope_kind,
        region=region, ip_ranges=ip_ranges,
    )  # fmt: skip


def _check(department: Department, scopes: list[str], scope_kind: str, region: Region | None) -> None:
    if not scopes or not set(scopes) <= role("api_client").permissions:
        raise Refusal("所选权限不对接口开放，请重新选择。")
    if (scope_kind == TokenScope.TERRITORY) != (region is not None):
        raise Refusal("数据范围为指定区划时须选择区划，其他范围不选。")
    offices = LINES.get(scope_kind)
    if offices and department.kind not in offices:
        raise Refusal(f"“{TokenScope(scope_kind).label}”不适用于{department.get_kind_display()}，请改选数据范围。")


def _new(actor: Actor, days: int, **fields) -> tuple[ApiToken, str]:
    longest = settings.API_TOKENS["longest_days"]
    if not 0 < days <= longest:
        raise Refusal(f"令牌有效期为 1–{longest} 天。")
    now, token = clock.real_now(), tokens.generate()
    row = ApiToken.objects.create(
        prefix=token[: tokens.PREFIX],
        digest=tokens.digest(token),
        issued_by_id=actor.user_id,
        issued_at=now,
        expires_at=now + datetime.timedelta(days=days),
        **fields,
    )
    log(row, "issue", actor=actor)
    audit.record(
        "api_tokens.issue", actor=actor, subject=row, department=row.department_id, scopes=row.scopes,
        scope=str(row.scope_kind), region=row.region_id, replaces=row.replaces_id,
    )  # fmt: skip
    if row.needs_approval:
        notices.waiting(row)
    return row, token


@transaction.atomic
def approve_token(token: ApiToken, *, actor: Actor) -> None:
    """Second person, for a token over the whole register. Raises NotPermitted, SamePerson, WrongState."""
    require(actor, "api_tokens.approve", "批准接口令牌")
    lock(token)
    if actor.user_id is None or actor.user_id == token.issued_by_id:
        raise SamePerson("不能批准自己签发的令牌，请由另一位管理员办理。")
    if token.state != TokenState.WAITING:
        raise WrongState(f"该令牌{token.get_state_display()}，不需要批准。请刷新页面查看最新情况。")
    token.approved_by_id, token.approved_at = actor.user_id, clock.real_now()
    token.save(update_fields=["approved_by", "approved_at"])
    log(token, "approve", actor=actor, from_state=TokenState.WAITING.value)
    audit.record("api_tokens.approve", actor=actor, subject=token)
    _end_predecessor(token, actor)


@transaction.atomic
def rotate_token(token: ApiToken, *, actor: Actor, days: int, overlap_days: int) -> tuple[ApiToken, str]:
    """A successor with the same rights, in clear this once; the old token ends `overlap_days` after the new one became
    good (0: at once), so that the other system can change over. Raises NotPermitted, Refusal, WrongState.
    """
    require(actor, "api_tokens.issue", "签发接口令牌")
    lock(token)
    if token.state != TokenState.ACTIVE:
        raise WrongState(f"该令牌{token.get_state_display()}，不能更换，请另行签发。")
    if token.successors.filter(revoked_at=None).exists():
        raise Refusal("该令牌已有接替的新令牌，请先停用新令牌。")
    if not 0 <= overlap_days <= settings.API_TOKENS["overlap_days"]:
        raise Refusal(f"新旧令牌并用最长 {settings.API_TOKENS['overlap_days']} 天。")
    row, clear = _new(
        actor, days, name=token.name, department=token.department, scopes=token.scopes, scope_kind=token.scope_kind,
        region=token.region, ip_ranges=token.ip_ranges, replaces=token, overlap_days=overlap_days,
    )  # fmt: skip
    if not row.needs_approval:
        _end_predecessor(row, actor)
    return row, clear


def _end_predecessor(token: ApiToken, actor: Actor) -> None:
    """Never later than it would have ended anyway."""
    old = token.replaces
    if old is None or old.revoked_at is not None:
        return
    end = clock.real_now() + datetime.timedelta(days=token.overlap_days or 0)
    lock(old)
    if end < old.expires_at:
        old.expires_at = end
        old.save(update_fields=["expires_at"])
        log(old, "succeeded", actor=actor, from_state=TokenState.ACTIVE.value)
        audit.record("api_tokens.succeeded", actor=actor, subject=old, successor=token.pk, ends_at=end)


@transaction.atomic
def revoke_token(token: ApiToken, *, actor: Actor, reason: str = "") -> None:
    """From now on it opens nothing; a waiting one is turned down. A reason may follow later: a leak must be stopped at
    once. Raises NotPermitted, Refusal."""
    require(actor, "api_tokens.revoke", "停用接口令牌")
    lock(token)
    if token.revoked_at:
        raise Refusal("该令牌已经停用。")
    before = token.state.value
    token.revoked_at = clock.real_now()
    token.save(update_fields=["revoked_at"])
    log(token, "revoke", actor=actor, from_state=before, comment=reason.strip())
    audit.record("api_tokens.revoke", actor=actor, subject=token)


def warn_of_expiring() -> int:
    """Tell the system administrators once of each token that ends within the days of the setting."""
    soon = ApiToken.objects.expiring(settings.API_TOKENS["warn_days"]).without_successor()
    return sum(notices.expiring(token) for token in soon)
