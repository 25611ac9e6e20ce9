import django_filters

from core.listing import Column, Filters, ListPage, Sort
from core.reorganizations.models import Reorganization
from core.reorganizations.states import Kind, ReorganizationState


class ReorganizationFilters(Filters):
    primary = ("q", "kind", "state")
    q = django_filters.CharFilter(field_name="title", lookup_expr="contains", label="名称")
    kind = django_filters.ChoiceFilter(choices=Kind.choices, label="事项")
    state = django_filters.ChoiceFilter(choices=ReorganizationState.choices, label="状态")
    effective = django_filters.DateFromToRangeFilter(field_name="effective_on", label="生效日期")

    class Meta:
        model = Reorganization
        fields: list = []


class ReorganizationList(ListPage):
    url_name = "staff:reorganizations:list"
    title = "机构和区划调整"
    lead = "撤销、合并、更名：系统管理员提出，市民政局登记负责人复核，到生效日办理，以前的日期仍按当时的设置。"
    unit = "件"
    template = "core/reorganizations/staff_list.html"
    filters = ReorganizationFilters
    columns = (
        Column("title", "内容", kind="title", url="staff:reorganizations:detail", width=48),
        Column("kind", "事项", value="get_kind_display"),
        Column("effective_on", "生效日期", kind="date"),
        Column("document", "依据文件", width=28, phone=False),
        Column("state", "状态", kind="badge"),
        Column("proposed_at", "提出时间", kind="moment", sort="proposed", phone=False),
    )
    sorts = (Sort("proposed", "提出时间", ("-proposed_at", "-id")),)
    empty_title = "还没有机构和区划调整"
    empty_text = "依据撤并、更名文件提出，另一人复核后按生效日办理。"

    def queryset(self, actor):
        rows = Reorganization.objects.all()
        return rows if actor.can("reorganizations.view") else rows.none()
