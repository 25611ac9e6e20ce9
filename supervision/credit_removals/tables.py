"""Applications to leave a list."""

import django_filters

from core import clock
from core.listing import ChoicesFilter, Column, Filters, ListPage, Sort
from supervision.credit_removals.models import RemovalRequest
from supervision.credit_removals.states import RemovalState
from supervision.credit_terms.states import CreditList


class RemovalFilters(Filters):
    primary = ("q", "list", "state", "late")
    q = django_filters.CharFilter(field_name="organization__name", lookup_expr="icontains", label="社会组织名称")
    list = django_filters.ChoiceFilter(
        choices=CreditList.choices, field_name="entry__list", label="名录", empty_label="不限"
    )
    state = ChoicesFilter(choices=RemovalState.choices, label="状态")
    late = django_filters.ChoiceFilter(
        choices=(("yes", "逾期未移出"),), method="only_late", label="期限", empty_label="不限"
    )
    applied = django_filters.DateFromToRangeFilter(field_name="applied_on", label="申请日期")

    class Meta:
        model = RemovalRequest
        fields: list = []

    def only_late(self, rows, name, value):
        return rows.late(clock.today())


class RemovalList(ListPage):
    url_name = "staff:credit_removals:list"
    title = "移出申请"
    lead = "社会组织申请或者依职权提出；核实通过后在规定工作日内移出。"
    unit = "件"
    filters = RemovalFilters
    columns = (
        Column("organization", "社会组织", kind="title", value="organization.name", url="staff:credit_removals:detail",
               width=40),
        Column("list", "名录", value="entry.get_list_display"),
        Column("applied_on", "申请日期", kind="date", sort="applied"),
        Column("verify_due_on", "核实期限", kind="date", phone=False),
        Column("remove_due_on", "移出期限", kind="date", sort="due"),
        Column("state", "状态", kind="badge"),
        Column("is_own_motion", "依职权办理", value=lambda one: "是" if one.is_own_motion else "否", shown=False),
        Column("decided_on", "决定日期", kind="date", shown=False),
    )  # fmt: skip
    sorts = (
        Sort("applied", "申请日期", ("-applied_on", "-id")),
        Sort("due", "移出期限", ("remove_due_on", "id")),
    )
    empty_title = "您的范围内没有移出申请"
    empty_text = "社会组织在“信用”中申请，或者在列入记录中登记。"

    def queryset(self, actor):
        links = ("organization__supervising_authority", "entry__ground", "entry__organization")
        return RemovalRequest.objects.visible_to(actor).select_related(*links)
