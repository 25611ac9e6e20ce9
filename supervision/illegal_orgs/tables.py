"""Leads of the authority. Names stand here for the offices that check them; nowhere else before a decision."""

import django_filters

from core import clock
from core.departments.models import Department
from core.listing import ChoicesFilter, Column, Filters, ListPage, Sort
from supervision.illegal_orgs.models import Lead
from supervision.illegal_orgs.states import EXPORT, LeadOrigin, LeadState


class LeadFilters(Filters):
    primary = ("q", "state", "origin", "late")
    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label="所称名称")
    state = ChoicesFilter(choices=LeadState.choices, label="状态")
    origin = django_filters.ChoiceFilter(choices=LeadOrigin.choices, label="来源", empty_label="不限")
    late = django_filters.ChoiceFilter(
        choices=(("yes", "已到期"),), method="only_late", label="期限", empty_label="不限"
    )
    authority = django_filters.ModelChoiceFilter(
        field_name="department", queryset=Department.objects.none(), label="主管机关", empty_label="全部机关"
    )
    received = django_filters.DateFromToRangeFilter(field_name="received_on", label="收到日期")

    class Meta:
        model = Lead
        fields: list = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        seen = Lead.objects.visible_to(self.actor).order_by().values("department")
        self.filters["authority"].queryset = Department.objects.filter(pk__in=seen).order_by("region__code", "name")

    def only_late(self, rows, name, value):
        return rows.overdue(clock.today())


class LeadList(ListPage):
    url_name = "staff:illegal_orgs:list"
    title = "线索核查"
    lead = "查不到只是线索，不是结论。由行为发生地的区县民政部门核查；作出决定前不对外公开名称。"
    unit = "条"
    template = "supervision/illegal_orgs/staff_list.html"
    filters = LeadFilters
    columns = (
        Column("number", "编号", kind="title", url="staff:illegal_orgs:detail"),
        Column("name", "所称名称", width=36),
        Column("region", "行为发生地", value="region.name"),
        Column("authority", "主管机关", value="department.name", width=28),
        Column("origin", "来源", value="get_origin_display"),
        Column("state", "状态", kind="badge"),
        Column("received_on", "收到日期", kind="date", sort="newest"),
        Column("due", "期限", value="due_on", kind="date"),
        Column("opened_on", "立案日期", kind="date", shown=False),
        Column("ended_on", "办结日期", kind="date", shown=False),
    )
    sorts = (
        Sort("newest", "最近收到", ("-id",)),
        Sort("due", "核查期限", ("check_due_on", "id")),
    )
    export_permission, export_url_name = EXPORT, "staff:illegal_orgs:export"
    empty_title = "没有线索"
    empty_text = "来自网格报送、群众提供和工作中发现的线索显示在这里。"

    def queryset(self, actor):
        return Lead.objects.visible_to(actor).select_related("region", "department")
