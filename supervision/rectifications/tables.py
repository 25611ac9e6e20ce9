import django_filters

from core import clock
from core.listing import ChoicesFilter, Column, Filters, ListPage, Sort
from supervision.rectifications.models import RectificationOrder
from supervision.rectifications.states import EXPORT, OrderState, Source


class OrderFilters(Filters):
    primary = ("q", "state", "due", "source")
    q = django_filters.CharFilter(field_name="organization__name", lookup_expr="icontains", label="社会组织")
    state = ChoicesFilter(choices=OrderState.choices, label="状态")
    due = django_filters.ChoiceFilter(
        choices=(("overdue", "逾期未完成"), ("running", "期限内")), method="by_due", label="期限", empty_label="不限"
    )
    source = django_filters.ChoiceFilter(choices=Source.choices, label="来源", empty_label="不限")
    ordered = django_filters.DateFromToRangeFilter(field_name="ordered_on", label="签发日期")

    class Meta:
        model = RectificationOrder
        fields: list = []

    def by_due(self, queryset, name, value):
        today = clock.today()
        if value == "overdue":
            return queryset.overdue(today)
        return queryset.standing(today).filter(due_on__gte=today)


class OrderList(ListPage):
    url_name = "staff:rectifications:list"
    title = "责令整改"
    lead = "责令整改通知书送达后起算期限；社会组织报送整改情况，由登记管理机关核实。年检整改在年报审查中办理。"
    unit = "件"
    filters = OrderFilters
    template = "supervision/rectifications/staff_list.html"
    columns = (
        Column("organization", "社会组织", value="organization.name", kind="title", url="staff:rectifications:detail",
               width=36),
        Column("number", "文号", value="letter.number", phone=False, width=30),
        Column("source", "来源", value="get_source_display"),
        Column("ordered_on", "签发日期", kind="date", sort="ordered"),
        Column("served_on", "送达日期", kind="date", shown=False),
        Column("due_on", "整改截止", kind="date", sort="due"),
        Column("state", "状态", kind="badge"),
        Column("verified_on", "核实通过日期", kind="date", shown=False),
        Column("ground", "违规事实", shown=False, width=60),
    )  # fmt: skip
    sorts = (
        Sort("newest", "最近拟定", ("-id",)),
        Sort("due", "整改截止", ("due_on", "id")),
        Sort("ordered", "签发日期", ("-ordered_on", "-id")),
    )
    export_permission, export_url_name = EXPORT, "staff:rectifications:export"
    empty_title = "没有责令整改"
    empty_text = "可以从风险预警页面发起，也可以直接拟定。"

    def queryset(self, actor):
        return RectificationOrder.objects.visible_to(actor).select_related("organization", "letter")
