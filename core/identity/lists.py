"""Accounts, and the requests to take a second factor away."""

import django_filters
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.html import format_html

from core.identity import keys
from core.identity.models import MfaReset, User
from core.identity.states import MfaResetState
from core.listing import Column, Filters, ListPage, Sort
from core.workflow.models import TransitionLog


class AccountFilters(Filters):
    q = django_filters.CharFilter(method="by_text", label="姓名或用户名")
    state = django_filters.ChoiceFilter(
        choices=[("active", "在用"), ("locked", "已停用")], method="by_state", label="状态"
    )
    factor = django_filters.BooleanFilter(field_name="has_second_factor", label="已启用双因素")

    class Meta:
        model = User
        fields: list = []

    def by_text(self, rows, name, value):
        return rows.matching(value)

    def by_state(self, rows, name, value):
        return rows.filter(is_active=value == "active")


def _state(user: User) -> tuple[str, str]:
    return ("在用", "ok") if user.is_active else ("已停用", "danger")


def _factor(user) -> tuple[str, str]:
    return ("已启用", "ok") if user.has_second_factor else ("未启用", "neutral")


class AccountList(ListPage):
    url_name = "staff:accounts:list"
    title = "账号"
    lead = "一人一号。能看什么、能办什么由岗位决定。"
    unit = "个"
    filters = AccountFilters
    template = "core/identity/staff_list.html"
    columns = (
        Column("name", "姓名", kind="title", url="staff:accounts:detail", sort="name"),
        Column("username", "用户名", sort="username"),
        Column("state", "状态", value=_state, kind="badge"),
        Column("factor", "双因素", value=_factor, kind="badge"),
        Column("last_login", "最近登录", kind="moment", phone=False),
        Column("date_joined", "建立时间", kind="moment", shown=False),
    )
    sorts = (Sort("name", "姓名", ("name", "id")), Sort("username", "用户名", ("username",)))
    empty_title = "还没有账号"

    def queryset(self, actor):
        own = Authenticator.objects.filter(user=OuterRef("pk"), type__in=keys.KINDS)
        rows = User.objects.annotate(has_second_factor=Exists(own))
        return rows if actor.can("accounts.view") else rows.none()

    def extra_context(self, request) -> dict:
        return {"waiting": MfaReset.objects.filter(state=MfaResetState.REQUESTED).count()}


class ResetFilters(Filters):
    state = django_filters.ChoiceFilter(choices=MfaResetState.choices, label="状态")

    class Meta:
        model = MfaReset
        fields: list = []


def _account(reset: MfaReset) -> str:
    return f"{reset.user.name}（{reset.user.username}）"


def _account_url(reset: MfaReset) -> str:
    return reverse("staff:accounts:detail", args=[reset.user_id])


def _next_step(reset: MfaReset) -> str:
    if reset.state != MfaResetState.REQUESTED:
        return ""
    return format_html('<a href="{}#resets">去复核</a>', _account_url(reset))


class ResetList(ListPage):
    url_name = "staff:accounts:resets:list"
    title = "双因素重置"
    lead = "一人申请，另一人复核。复核前请核实是本人。"
    unit = "份"
    filters = ResetFilters
    columns = (
        Column("user", "账号", value=_account, kind="title", url=_account_url),
        Column("reason", "原因"),
        Column("requester", "申请人"),
        Column("requested_at", "申请时间", kind="moment"),
        Column("state", "状态", kind="badge"),
        Column("next", "办理", value=_next_step, exported=False),
    )
    sorts = (Sort("newest", "最近", ("-id",)),)
    empty_title = "没有重置申请"
    empty_text = "在账号页面提出申请后，会出现在这里。"

    def queryset(self, actor):
        asked = TransitionLog.objects.filter(
            object_type=MfaReset._meta.label, object_id=OuterRef("pk"), name="request"
        ).order_by("pk")
        rows = MfaReset.objects.select_related("user").annotate(requester=Subquery(asked.values("user__name")[:1]))
        return rows if actor.can("accounts.view") else rows.none()
