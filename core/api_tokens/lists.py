"""The tokens of other systems."""

import datetime

import django_filters
from django.conf import settings

from core import clock
from core.api_tokens.models import ApiToken
from core.listing import Column, Filters, ListPage, Sort
from core.pages import permission_words
from core.pages.templatetags.portal import badge, moment, tone_of

SITUATIONS = (
    ("active", "有效"),
    ("waiting", "待批准"),
    ("expiring", "即将失效"),
    ("unused", "长期未用"),
    ("ended", "已失效"),
)


class TokenFilters(Filters):
    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label="用途")
    show = django_filters.ChoiceFilter(choices=SITUATIONS, method="in_situation", label="状态")

    class Meta:
        model = ApiToken
        fields: list = []

    def in_situation(self, rows, name, value):
        if value == "expiring":
            return rows.expiring(settings.API_TOKENS["warn_days"])
        if value == "unused":
            return rows.unused(settings.API_TOKENS["unused_days"])
        return {"active": rows.usable, "waiting": rows.waiting, "ended": rows.ended}[value]()


def marked(row: ApiToken) -> ApiToken:
    """What pages say of a token besides its state."""
    row.last_use = getattr(row, "use", None)
    row.rights = [permission_words.words(code) for code in row.scopes]
    since = clock.real_now() - datetime.timedelta(days=settings.API_TOKENS["unused_days"])
    row.is_unused = row.is_unused_since(since, row.last_use)
    row.is_expiring = row.is_usable and row.days_left < settings.API_TOKENS["warn_days"]
    return row


def _rights(token: ApiToken) -> str:
    return "、".join(token.rights)


def _expiring(token: ApiToken) -> str:
    return badge("即将失效", "warning") if token.is_expiring else ""


def _last_use(token: ApiToken) -> str:
    return moment(token.last_use.at) if token.last_use else "从未使用"


def _unused(token: ApiToken) -> str:
    return badge("长期未用", "warning") if token.is_unused else ""


class TokenList(ListPage):
    url_name = "staff:api_tokens:list"
    title = "接口令牌"
    lead = "其他系统凭令牌读取数据。范围为全部社会组织的，由系统管理员签发、安全管理员批准。"
    unit = "个"
    filters = TokenFilters
    template = "core/api_tokens/staff_list.html"
    columns = (
        Column("name", "用途", kind="title", url="staff:api_tokens:detail"),
        Column("department", "使用单位", value="department.name"),
        Column("prefix", "令牌", value=lambda token: f"{token.prefix}…", kind="code", shown=False),
        Column("scopes", "权限", value=_rights, phone=False),
        Column("reach", "数据范围"),
        Column("ip_ranges", "来源地址", value=lambda token: "、".join(token.ip_ranges), shown=False),
        Column("expires_at", "失效时间", kind="moment", sub=_expiring),
        Column("last_use", "最近使用", value=_last_use, sub=_unused),
        Column("state", "状态", value=lambda token: (token.state.label, tone_of(token)), kind="badge"),
    )
    sorts = (Sort("newest", "最近签发", ("-id",)),)
    empty_title = "还没有接口令牌"
    empty_text = "需要向其他系统提供数据时，由系统管理员签发。"

    def queryset(self, actor):
        rows = ApiToken.objects.select_related("department", "region", "use")
        return rows if actor.can("api_tokens.view") else rows.none()

    def prepare(self, rows, filters):
        for row in rows:
            marked(row)
