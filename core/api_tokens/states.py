from django.db import models

from core.access.scope import ScopeKind


class TokenScope(models.TextChoices):
    """Which rows a token reaches: the same lines along which seats see."""

    ALL = ScopeKind.ALL.value, "全部社会组织"
    AUTHORITY = ScopeKind.AUTHORITY.value, "使用单位及下级机关登记管理的"
    RESPONSIBILITY = ScopeKind.RESPONSIBILITY.value, "使用单位主管或行业管理的"
    PARTY = ScopeKind.PARTY.value, "党组织关系在使用单位的"
    TERRITORY = ScopeKind.TERRITORY.value, "住所在指定区划内的"


class TokenState(models.TextChoices):
    """Of the moment: computed from dates and decisions, never stored."""

    WAITING = "waiting", "待批准"
    ACTIVE = "active", "有效"
    EXPIRED = "expired", "已过期"
    REVOKED = "revoked", "已停用"


TONES = {TokenState.WAITING: "warning", TokenState.ACTIVE: "ok"}
