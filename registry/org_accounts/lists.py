"""Seats in organizations and the codes that made them."""

import django_filters
from django.urls import reverse

from core import clock
from core.listing import Column, Filters, ListPage, Sort
from core.listing.columns import row_button
from core.pages.templatetags.portal import moment, tone_of
from registry.org_accounts.models import ATTEMPTS, ActivationCode, OrganizationSeat
from registry.org_accounts.states import OrgRole, OrgSeatState


class _OfOrganization(Filters):
    q = django_filters.CharFilter(field_name="organization__name", lookup_expr="icontains", label="社会组织名称")
    role = django_filters.ChoiceFilter(choices=OrgRole.choices, label="岗位")


class OrgSeatFilters(_OfOrganization):
    state = django_filters.ChoiceFilter(choices=OrgSeatState.choices, label="状态")

    class Meta:
        model = OrganizationSeat
        fields: list = []


def _seat_state(seat: OrganizationSeat) -> tuple[str, str]:
    return ("已到期", "neutral") if seat.is_over else (seat.get_state_display(), tone_of(seat))


class OrgSeatList(ListPage):
    url_name = "staff:org_accounts:list"
    title = "组织账号"
    lead = "社会组织的填报人、法定代表人等由激活码加入。"
    unit = "个"
    filters = OrgSeatFilters
    template = "registry/org_accounts/staff_list.html"
    columns = (
        Column("organization", "社会组织", value="organization.name", kind="title", url="staff:org_accounts:detail"),
        Column("user", "姓名", value="user.name"),
        Column("username", "用户名", value="user.username"),
        Column("role", "岗位", value="get_role_display"),
        Column("valid_from", "起始", kind="date", phone=False),
        Column("valid_to", "终止", kind="date", shown=False),
        Column("state", "状态", value=_seat_state, kind="badge"),
    )
    sorts = (Sort("newest", "最近加入", ("-id",)),)
    empty_title = "还没有组织账号"
    empty_text = "向社会组织签发激活码后，对方启用的账号会出现在这里。"

    def queryset(self, actor):
        return OrganizationSeat.objects.visible_to(actor).select_related("user", "organization")


class CodeFilters(_OfOrganization):
    state = django_filters.ChoiceFilter(
        choices=[("usable", "未使用"), ("used", "已使用"), ("withdrawn", "已作废"), ("dead", "已过期或失效")],
        method="by_state",
        label="状态",
    )

    class Meta:
        model = ActivationCode
        fields: list = []

    def by_state(self, rows, name, value):
        if value == "usable":
            return rows.usable()
        if value == "used":
            return rows.exclude(used_at=None)
        if value == "withdrawn":
            return rows.exclude(withdrawn_at=None)
        open_rows = rows.filter(used_at=None, withdrawn_at=None)
        return open_rows.filter(expires_at__lte=clock.now()) | open_rows.filter(attempts__gte=ATTEMPTS)


def _issued(code: ActivationCode) -> str:
    return f"{code.issued_by.name if code.issued_by else ''} {moment(code.issued_at)}".strip()


def _state(code: ActivationCode) -> tuple[str, str]:
    if code.used_at:
        return f"{code.word}（{code.used_by.name}）", "ok"
    return code.word, "info" if code.is_usable else "neutral"


def _withdraw(code: ActivationCode) -> str:
    if not code.is_usable:
        return ""
    return row_button(reverse("staff:org_accounts:withdraw", args=[code.pk]), "作废", code.organization.name)


class CodeList(ListPage):
    url_name = "staff:org_accounts:codes"
    title = "激活码"
    lead = "激活码只在签发时显示一次，这里只留前四位。"
    unit = "个"
    filters = CodeFilters
    template = "registry/org_accounts/staff_list.html"
    columns = (
        Column("organization", "社会组织", value="organization.name", kind="title"),
        Column("role", "岗位", value="get_role_display"),
        Column("code", "激活码", value=lambda code: f"{code.prefix}-****-****", kind="code"),
        Column("issued", "签发", value=_issued),
        Column("expires_at", "失效时间", kind="moment"),
        Column("state", "状态", value=_state, kind="badge"),
        Column("withdraw", "办理", value=_withdraw, permission="org_accounts.issue", exported=False),
    )
    sorts = (Sort("newest", "最近签发", ("-id",)),)
    empty_title = "还没有签发过激活码"
    empty_text = "点“签发激活码”为社会组织开通账号。"

    def queryset(self, actor):
        rows = ActivationCode.objects.visible_to(actor)
        return rows.select_related("organization", "issued_by", "used_by")
