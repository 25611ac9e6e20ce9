"""The list of agreements, and the word for where one stands today."""

import django_filters
from django import forms
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from core import clock
from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from party_building.co_building.models import Agreement, AgreementItem
from party_building.co_building.states import AgreementState

STATES = [
    ("draft", "草稿"),
    ("in_force", "履行中"),
    ("running_out", "待续签或终止"),
    ("ended", "已终止"),
    ("discarded", "已作废"),
]


def state_pair(agreement: Agreement) -> tuple[str, str]:
    """Read with `with_renewal`."""
    today = clock.today()
    if agreement.state != AgreementState.SIGNED:
        return agreement.get_state_display(), "neutral"
    if agreement.valid_from > today:
        return "未生效", "info"
    if agreement.is_renewed:
        return "已续签", "ok"
    if agreement.valid_to < today:
        return "已到期", "danger"
    is_soon = (agreement.valid_to - today).days <= agreement.remind_days
    return ("即将到期", "warning") if is_soon else ("履行中", "ok")


class AgreementFilters(Filters):
    primary = ("q", "state")

    q = django_filters.CharFilter(method="_named", label="协议、党组织或共建单位")
    state = django_filters.ChoiceFilter(choices=STATES, method="_in_state", label="状态")
    signed = django_filters.DateFromToRangeFilter(field_name="signed_on", label="签订日期")
    ends = django_filters.DateFromToRangeFilter(field_name="valid_to", label="终止日期")
    as_of = django_filters.DateFilter(
        method="_on_the_day",
        label="某日有效",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    class Meta:
        model = Agreement
        fields: list = []

    def _named(self, rows, name, value):
        return rows.filter(Q(title__contains=value) | Q(unit__name__contains=value) | Q(partner_name__contains=value))

    def _in_state(self, rows, name, value):
        today = clock.today()
        if value == "in_force":
            return rows.on(today)
        if value == "running_out":
            return rows.running_out(today)
        return rows.filter(state=value)

    def _on_the_day(self, rows, name, value):
        return rows.on(value)


class AgreementList(ListPage):
    url_name = "staff:co_building:list"
    title = "共建协议"
    lead = "社会组织党组织与机关、社区、企业等单位签订的共建协议和落实情况。"
    unit = "份"
    template = "party_building/co_building/staff_list.html"
    filters = AgreementFilters
    columns = (
        Column("title", "协议名称", kind="title", url="staff:co_building:detail", width=40),
        Column("unit", "社会组织党组织", value="unit.name", width=36),
        Column("partner_name", "共建单位", width=32),
        Column("valid_from", "起始日期", kind="date", phone=False),
        Column("valid_to", "终止日期", kind="date", sort="valid_to"),
        Column("done", "已落实事项", value=lambda row: f"{row.fulfilled}／{row.promised}"),
        Column("state", "状态", value=state_pair, kind="badge"),
        Column("signed_on", "签订日期", kind="date", sort="signed_on", phone=False),
        Column("superior", "上级党组织", value="unit.superior.name", shown=False, width=28),
        Column("ended_on", "终止生效日期", kind="date", shown=False),
        Column("ended_reason", "终止原因", shown=False, width=32),
    )
    sorts = (
        Sort("valid_to", "终止日期", ("-valid_to", "-id")),
        Sort("signed_on", "签订日期", ("-signed_on", "-id")),
    )
    export_permission, export_url_name = "co_building.export", "staff:co_building:export"
    empty_title = "您的范围内还没有共建协议"
    empty_text = "由党组织的上级登记，签订后生效。"
    empty_action = ("staff:co_building:create", "起草共建协议", "co_building.edit")

    def queryset(self, actor: Actor):
        rows = Agreement.objects.visible_to(actor).select_related("unit__superior").with_renewal()
        items = AgreementItem.objects.with_done(clock.today()).filter(agreement=OuterRef("pk")).order_by()
        counted = items.values("agreement").annotate(n=Count("pk")).values("n")
        fulfilled = items.filter(done__gte=F("times")).values("agreement").annotate(n=Count("pk")).values("n")
        return rows.annotate(promised=Coalesce(Subquery(counted), 0), fulfilled=Coalesce(Subquery(fulfilled), 0))

    def notices(self, drawn) -> list[dict]:
        waiting = self.queryset(drawn.actor).running_out(clock.today()).count()
        if not waiting:
            return []
        text = f"有 {waiting} 份协议即将到期或已到期，请续签或终止。"
        return [{"tone": "warning", "text": text, "url": "?state=running_out", "label": "查看"}]
