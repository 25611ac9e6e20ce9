"""The authority's list of hand-over requests."""

import django_filters

from core.listing import Column, Filters, ListPage, Sort
from registry.handovers.models import RepresentativeChange
from registry.handovers.states import ChangeState


class ChangeFilters(Filters):
    primary = ("q", "state")
    q = django_filters.CharFilter(field_name="organization__name", lookup_expr="icontains", label="社会组织名称")
    state = django_filters.ChoiceFilter(choices=ChangeState.choices, empty_label="不限", label="状态")
    requested = django_filters.DateFromToRangeFilter(field_name="requested_at", label="申请日期")

    class Meta:
        model = RepresentativeChange
        fields: list = []


class ChangeList(ListPage):
    url_name = "staff:handovers:list"
    title = "法定代表人账号交接"
    lead = "原法定代表人不能交接账号的，凭证明材料由经办登记、另一人复核。"
    unit = "件"
    filters = ChangeFilters
    template = "registry/handovers/staff_list.html"
    columns = (
        Column("organization", "社会组织", value="organization.name", kind="title", url="staff:handovers:detail"),
        Column("new_name", "现法定代表人", value="new_name"),
        Column("document_no", "依据文件", value="document_no"),
        Column("requested_at", "申请时间", kind="moment", sort="requested"),
        Column("state", "状态", kind="badge"),
    )
    sorts = (Sort("requested", "申请时间", ("-requested_at", "-id")),)
    empty_title = "还没有交接申请"
    empty_text = "社会组织带证明材料来办理时，点“登记申请”。"
    empty_action = ("staff:handovers:create", "登记申请", "handovers.request")

    def queryset(self, actor):
        return RepresentativeChange.objects.visible_to(actor).select_related("organization")
