"""The list of declared counts."""

import django_filters

from core.listing import Column, Filters, ListPage, Sort
from party_building.party_declarations.models import PartyDeclaration
from party_building.party_declarations.states import DeclarationState
from registry.organizations.names import tidy


class DeclarationFilters(Filters):
    primary = ("q", "state", "year")

    q = django_filters.CharFilter(method="_named", label="社会组织名称")
    state = django_filters.ChoiceFilter(choices=DeclarationState.choices, label="状态")
    year = django_filters.NumberFilter(label="报告年度")

    class Meta:
        model = PartyDeclaration
        fields: list = []

    def _named(self, rows, name, value):
        return rows.filter(organization__name__contains=tidy(value))


class DeclarationList(ListPage):
    url_name = "staff:party_declarations:list"
    title = "年报申报党员情况"
    lead = "社会组织在已接收的年度报告中申报的党员数，与登记数不一致的由党建工作机构核实。"
    template = "party_building/party_declarations/staff_list.html"
    filters = DeclarationFilters
    columns = (
        Column(
            "organization", "社会组织", kind="title", value="organization.name",
            url="staff:party_declarations:detail", width=40,
        ),
        Column("year", "报告年度", kind="text"),
        Column("full_time", "申报：专职党员", kind="number"),
        Column("known_full_time", "登记：专职党员", kind="number"),
        Column("elsewhere", "申报：其他党员", kind="number", phone=False),
        Column("known_elsewhere", "登记：其他党员", kind="number", phone=False),
        Column("taken_in_on", "接收日期", kind="date", sort="taken_in", phone=False),
        Column("state", "状态", kind="badge"),
    )  # fmt: skip
    sorts = (Sort("taken_in", "接收日期", ("-taken_in_on", "-id")),)
    export_permission, export_url_name = "party_counts.export", "staff:party_declarations:export"
    empty_title = "还没有申报"
    empty_text = "年度报告被接收后，其中的党建部分在这里列出。"

    def queryset(self, actor):
        return PartyDeclaration.objects.visible_to(actor).select_related("organization")
