import django_filters

from core.listing import ChoicesFilter, Column, Filters, ListPage, Sort
from supervision.talks.models import SupervisoryTalk
from supervision.talks.states import EXPORT, TalkState


class TalkFilters(Filters):
    primary = ("q", "state", "held")
    q = django_filters.CharFilter(field_name="organization__name", lookup_expr="icontains", label="社会组织")
    state = ChoicesFilter(choices=TalkState.choices, label="状态")
    held = django_filters.DateFromToRangeFilter(field_name="held_on", label="约谈日期")

    class Meta:
        model = SupervisoryTalk
        fields: list = []


class TalkList(ListPage):
    url_name = "staff:talks:list"
    title = "约谈"
    lead = "与社会组织负责人的约谈：通知书、两名以上工作人员、签字笔录、后续事项。"
    unit = "次"
    filters = TalkFilters
    template = "supervision/talks/staff_list.html"
    columns = (
        Column(
            "organization", "社会组织", value="organization.name", kind="title", url="staff:talks:detail", width=36
        ),
        Column("subject", "事由", width=36),
        Column("planned_at", "约谈时间", kind="moment", sort="planned"),
        Column("held_on", "约谈日期", kind="date"),
        Column("follow_up_due_on", "后续期限", kind="date", phone=False),
        Column("state", "状态", kind="badge"),
        Column("department", "约谈单位", value="department.name", shown=False, width=28),
        Column("closed_on", "办结日期", kind="date", shown=False),
    )
    sorts = (
        Sort("newest", "最近安排", ("-id",)),
        Sort("planned", "约谈时间", ("-planned_at", "-id")),
    )
    export_permission, export_url_name = EXPORT, "staff:talks:export"
    empty_title = "没有约谈"
    empty_text = "可以从风险预警页面发起，也可以直接安排。"

    def queryset(self, actor):
        return SupervisoryTalk.objects.visible_to(actor).select_related("organization", "department")
