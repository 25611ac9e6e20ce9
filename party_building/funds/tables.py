"""The page of a year, and the lists of grants and of spending."""

import django_filters

from core import clock
from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from party_building.funds import queries
from party_building.funds.models import FundBudget, Grant, Spending
from party_building.funds.states import GrantState, SpendingKind, SpendingState, SubjectKind
from party_building.party_units.models import PartyUnit

TABS = "party_building/funds/staff_list.html"


class YearFilters(Filters):
    primary = ("q", "year")

    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label="党组织名称")
    year = django_filters.NumberFilter(method="_of_year", label="年度", min_value=2000, max_value=2100)

    class Meta:
        model = PartyUnit
        fields: list = []

    @property
    def of(self) -> int:
        return int(self.values.get("year") or clock.today().year)

    def _of_year(self, rows, name, value):
        """Every unit with money of its own is shown; the year says which figures (see `prepare`)."""
        return rows


class YearList(ListPage):
    url_name = "staff:party_funds:list"
    title = "党建经费"
    lead = "各党组织当年的预算、拨付、支出和年末余额（当年为截至目前）。"
    unit = "个"
    template = TABS
    filters = YearFilters
    columns = (
        Column("name", "党组织", kind="title", url="staff:party_funds:unit", sort="name", width=40),
        Column("budget", "预算（元）", value="money.budget", kind="yuan"),
        Column("granted", "拨付（元）", value="money.granted", kind="yuan"),
        Column("spent", "支出（元）", value="money.spent", kind="yuan"),
        Column("balance", "余额（元）", value="money.balance", kind="yuan"),
        Column("superior", "上级党组织", value="superior.name", shown=False, width=28),
    )
    sorts = (Sort("name", "党组织", ("name", "pk")),)
    export_permission, export_url_name = "party_funds.export", "staff:party_funds:export"
    empty_title = "还没有经费记录"
    empty_text = "登记预算或者拨付后，各党组织的收支出现在这里。"

    def queryset(self, actor: Actor):
        return queries.with_money(PartyUnit.objects.visible_to(actor)).select_related("superior")

    def prepare(self, rows: list[PartyUnit], filters: YearFilters) -> None:
        """One query for the page."""
        money = queries.of_units([row.pk for row in rows], filters.of)
        for row in rows:
            row.money = money[row.pk]

    def extra_context(self, request) -> dict:
        text = request.GET.get("year", "")
        year = int(text) if text.isdigit() and 2000 <= int(text) <= 2100 else clock.today().year
        scope = request.actor.scope
        return {
            "year": year,
            "money": queries.of_year(scope, year),
            "budgets": FundBudget.objects.visible_to(request.actor)
            .filter(year=year)
            .select_related("unit", "department"),
        }


class GrantFilters(Filters):
    primary = ("q", "year", "state")

    q = django_filters.CharFilter(field_name="unit__name", lookup_expr="contains", label="收款党组织")
    year = django_filters.NumberFilter(field_name="granted_on__year", label="拨付年度")
    state = django_filters.ChoiceFilter(choices=GrantState.choices, label="状态")
    subject = django_filters.ChoiceFilter(
        field_name="rule__subject_kind", choices=SubjectKind.choices, label="拨付对象"
    )

    class Meta:
        model = Grant
        fields: list = []


class GrantList(ListPage):
    url_name = "staff:party_funds:grants"
    title = "经费拨付"
    lead = "按标准拨付的，同一对象同一期只拨一次；拟拨和拨付由两人办理。"
    unit = "笔"
    template = TABS
    filters = GrantFilters
    columns = (
        Column("purpose", "用途", kind="title", url="staff:party_funds:grant", width=36),
        Column("unit", "收款党组织", value="unit.name", width=36),
        Column("subject", "对象", value=lambda row: row.subject or "", width=30, phone=False),
        Column("grant_yuan", "金额（元）", kind="yuan"),
        Column("prepared_on", "拟拨日期", kind="date", sort="prepared", phone=False),
        Column("granted_on", "拨付日期", kind="date"),
        Column("document", "拨付文号", shown=False, width=30),
        Column("rule", "拨付标准", value=lambda row: row.rule or "", shown=False, width=30),
        Column("period", "所属年度", value=lambda row: row.period or "", shown=False),
        Column("state", "状态", kind="badge"),
    )
    sorts = (Sort("prepared", "拟拨日期", ("-prepared_on", "-id")),)
    export_permission, export_url_name = "party_funds.export", "staff:party_funds:export_grants"
    empty_title = "还没有拨付"
    empty_text = "从“应拨未拨”按标准拟拨，或者手工登记一笔。"

    def queryset(self, actor: Actor):
        return Grant.objects.visible_to(actor).select_related("unit", "rule", "station", "model_site", "organization")


class SpendingFilters(Filters):
    primary = ("q", "year", "kind", "state")

    q = django_filters.CharFilter(field_name="unit__name", lookup_expr="contains", label="党组织名称")
    year = django_filters.NumberFilter(field_name="spent_on__year", label="年度")
    kind = django_filters.ChoiceFilter(choices=SpendingKind.choices, label="类别")
    state = django_filters.ChoiceFilter(choices=SpendingState.choices, label="状态")

    class Meta:
        model = Spending
        fields: list = []


class SpendingList(ListPage):
    url_name = "staff:party_funds:spendings"
    title = "经费支出"
    lead = "由党支部书记或者上级党组织登记；作废的保留记录，不计入支出。"
    unit = "笔"
    template = TABS
    filters = SpendingFilters
    columns = (
        Column("purpose", "事由", kind="title", url="staff:party_funds:spending", width=36),
        Column("unit", "党组织", value="unit.name", width=36),
        Column("kind", "类别", value="get_kind_display"),
        Column("spent_on", "支出日期", kind="date", sort="spent"),
        Column("spent_yuan", "金额（元）", kind="yuan"),
        Column("overrun_reason", "超出余额的说明", shown=False, width=30),
        Column("has_voucher", "有凭证", value=lambda row: "是" if row.voucher_id else "否", shown=False),
        Column("state", "状态", kind="badge"),
    )
    sorts = (Sort("spent", "支出日期", ("-spent_on", "-id")),)
    export_permission, export_url_name = "party_funds.export", "staff:party_funds:export_spendings"
    empty_title = "还没有支出"
    empty_text = "党支部书记登记后出现在这里。"

    def queryset(self, actor: Actor):
        return Spending.objects.visible_to(actor).select_related("unit")
