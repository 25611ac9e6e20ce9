"""The tokens of other systems."""

import django_filters
from django.db.models import F
from django.urls import reverse

from core import clock
from core.api_tokens.models import ApiToken
from core.listing import Column, Filters, ListPage, Sort
from core.listing.columns import row_button


class TokenFilters(Filters):
    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label="用途")
    state = django_filters.ChoiceFilter(
        choices=[("usable", "有效"), ("revoked", "已停用"), ("expired", "已过期")], method="by_state", label="状态"
    )

    class Meta:
        model = ApiToken
        fields: list = []

    def by_state(self, rows, name, value):
        if value == "usable":
            return rows.usable()
        if value == "revoked":
            return rows.exclude(revoked_at=None)
        return rows.filter(revoked_at=None, expires_at__lte=clock.real_now())


def _state(token: ApiToken) -> tuple[str, str]:
    if token.is_usable:
        return "有效", "ok"
    return ("已停用" if token.revoked_at else "已过期"), "neutral"


def _revoke(token: ApiToken) -> str:
    if not token.is_usable:
        return ""
    return row_button(reverse("staff:api_tokens:revoke", args=[token.pk]), "停用", token.name, tone="danger")


class TokenList(ListPage):
    url_name = "staff:api_tokens:list"
    title = "接口令牌"
    lead = "其他系统凭令牌访问数据接口。令牌只在签发时显示一次。"
    unit = "个"
    filters = TokenFilters
    template = "core/api_tokens/staff_list.html"
    columns = (
        Column("name", "用途", kind="title"),
        Column("department", "使用单位", value="department.name"),
        Column("prefix", "令牌", value=lambda token: f"{token.prefix}…", kind="code"),
        Column("scopes", "权限", value=lambda token: "、".join(token.scopes)),
        Column("ip_ranges", "来源地址", value=lambda token: "、".join(token.ip_ranges)),
        Column("expires_at", "失效时间", kind="moment"),
        Column("last_used_at", "最近使用", kind="moment"),
        Column("state", "状态", value=_state, kind="badge"),
        Column("revoke", "办理", value=_revoke, permission="api_tokens.revoke", exported=False),
    )
    sorts = (Sort("newest", "最近签发", ("-id",)),)
    empty_title = "还没有接口令牌"
    empty_text = "需要向其他系统提供数据时，由系统管理员签发。"

    def queryset(self, actor):
        rows = ApiToken.objects.select_related("department").annotate(last_used_at=F("use__at"))
        return rows if actor.can("api_tokens.view") else rows.none()
