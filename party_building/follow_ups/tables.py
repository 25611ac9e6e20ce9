"""Letters and talks of the line; for an addressee those that have reached it."""

import django_filters

from core.departments.models import Department
from core.listing import ChoicesFilter, Column, Filters, ListPage, Sort
from party_building.follow_ups.models import FollowUp
from party_building.follow_ups.states import EXPORT, FollowUpKind, FollowUpState


class FollowUpFilters(Filters):
    primary = ("q", "kind", "state", "overdue")
    q = django_filters.CharFilter(field_name="subject", lookup_expr="icontains", label="事由")
    kind = django_filters.ChoiceFilter(choices=FollowUpKind.choices, label="类别", empty_label="不限")
    state = ChoicesFilter(choices=FollowUpState.choices, label="状态")
    overdue = django_filters.ChoiceFilter(
        choices=(("yes", "逾期未回复"),), method="only_overdue", label="回复", empty_label="不限"
    )
    addressee = django_filters.ModelChoiceFilter(
        queryset=Department.objects.none(), label="主送单位", empty_label="全部单位"
    )
    signed = django_filters.DateFromToRangeFilter(field_name="signed_on", label="签发日期")

    class Meta:
        model = FollowUp
        fields: list = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        seen = FollowUp.objects.visible_to(self.actor).order_by().values("addressee")
        self.filters["addressee"].queryset = Department.objects.filter(pk__in=seen).order_by("name")

    def only_overdue(self, queryset, name, value):
        return queryset.overdue()


class FollowUpList(ListPage):
    url_name = "staff:follow_ups:list"
    title = "通报督办约谈"
    lead = "由党建工作机构拟稿、核稿、签发；主送单位回复后办结。工作通报反映进展，不是通报批评。"
    unit = "件"
    filters = FollowUpFilters
    template = "party_building/follow_ups/staff_list.html"
    columns = (
        Column("subject", "事由", kind="title", url="staff:follow_ups:detail", width=40),
        Column("kind", "类别", value="get_kind_display"),
        Column("number", "文号", phone=False, width=30),
        Column("addressee", "主送单位", value="addressee.name", width=28),
        Column("issuer_name", "署名", shown=False, width=28),
        Column("signed_on", "签发日期", kind="date", sort="signed"),
        Column("served_on", "送达日期", kind="date", shown=False),
        Column("reply_due_on", "回复期限", kind="date", sort="due"),
        Column("state", "状态", kind="badge"),
        Column("talk_on", "约谈日期", kind="date", shown=False),
        Column("closed_on", "办结日期", kind="date", shown=False),
    )
    sorts = (
        Sort("newest", "最近拟稿", ("-id",)),
        Sort("signed", "签发日期", ("-signed_on", "-id")),
        Sort("due", "回复期限", ("reply_due_on", "id")),
    )
    export_permission, export_url_name = EXPORT, "staff:follow_ups:export"
    empty_title = "没有通报、督办函或约谈"
    empty_text = "可以从清账销号事项页面发起，也可以直接拟稿。"

    def queryset(self, actor):
        return FollowUp.objects.visible_to(actor).select_related("department", "addressee")
