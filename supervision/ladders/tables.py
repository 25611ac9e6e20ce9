"""Ladders of the organizations in scope."""

import django_filters

from core.listing import ChoicesFilter, Column, Filters, ListPage, Sort
from supervision.ladders.models import Ladder
from supervision.ladders.states import FactKind, LadderState


class LadderFilters(Filters):
    primary = ("q", "kind", "state")
    q = django_filters.CharFilter(field_name="organization__name", lookup_expr="icontains", label="社会组织名称")
    kind = ChoicesFilter(choices=FactKind.choices, label="事由")
    state = ChoicesFilter(choices=LadderState.choices, label="状态")
    began = django_filters.DateFromToRangeFilter(field_name="began_on", label="开始日期")

    class Meta:
        model = Ladder
        fields: list = []


class LadderList(ListPage):
    url_name = "staff:ladders:list"
    title = "处置进程"
    lead = "同一事由的信用和处罚两条轨道：已经做了什么、下一步是什么、为什么还不能做。情形消除的自行终止。"
    unit = "件"
    filters = LadderFilters
    columns = (
        Column(
            "organization", "社会组织", kind="title", value="organization.name", url="staff:ladders:detail", width=40
        ),
        Column("kind", "事由", value="get_kind_display"),
        Column("began_on", "开始日期", kind="date", sort="began"),
        Column("standing", "信用状况", value="organization.get_standing_display"),
        Column("state", "状态", kind="badge"),
        Column("stopped_on", "终止日期", kind="date", shown=False),
    )
    sorts = (Sort("began", "开始日期", ("-began_on", "-id")),)
    empty_title = "您的范围内没有处置进程"
    empty_text = "夜间检查发现相应情形，或者提出列入建议后自动开始。"

    def queryset(self, actor):
        return Ladder.objects.visible_to(actor).select_related("organization__supervising_authority")
