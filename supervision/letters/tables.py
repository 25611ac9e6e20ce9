"""Letters that the office wrote and those that reached it."""

import django_filters
from django.db.models import Q

from core.departments.models import Department
from core.listing import ChoicesFilter, Column, Filters, ListPage, Sort
from supervision.letters.models import Letter, LetterKind
from supervision.letters.states import EXPORT, LetterState, Way


class LetterFilters(Filters):
    primary = ("q", "kind", "state", "reply")
    q = django_filters.CharFilter(method="named", label="主送单位、事由或文号")
    kind = django_filters.ModelChoiceFilter(queryset=LetterKind.objects.none(), label="文种", empty_label="不限")
    state = ChoicesFilter(choices=LetterState.choices, label="状态")
    reply = django_filters.ChoiceFilter(
        choices=(("waiting", "待回复"), ("overdue", "逾期未回复")), method="by_reply", label="回复", empty_label="不限"
    )
    box = django_filters.ChoiceFilter(
        choices=(("sent", "本单位发出"), ("received", "本单位收到")), method="by_box", label="方向", empty_label="不限"
    )
    addressee = django_filters.ModelChoiceFilter(
        queryset=Department.objects.none(), label="主送单位", empty_label="全部单位"
    )
    served_way = django_filters.ChoiceFilter(choices=Way.choices, label="送达方式", empty_label="不限")
    signed = django_filters.DateFromToRangeFilter(field_name="signed_on", label="签发日期")

    class Meta:
        model = Letter
        fields: list = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        seen = Letter.objects.visible_to(self.actor).order_by()
        offices = Department.objects.filter(pk__in=seen.values("addressee"))
        self.filters["addressee"].queryset = offices.order_by("name")
        self.filters["kind"].queryset = LetterKind.objects.order_by("position")

    def named(self, queryset, name, value):
        return queryset.filter(
            Q(organization__name__icontains=value) | Q(addressee__name__icontains=value) | Q(title__icontains=value)
            | Q(subject__icontains=value) | Q(number__icontains=value)
        )  # fmt: skip

    def by_reply(self, queryset, name, value):
        if value == "overdue":
            return queryset.overdue()
        return queryset.filter(state=LetterState.SERVED, reply_due_on__isnull=False)

    def by_box(self, queryset, name, value):
        column = "department_id" if value == "sent" else "addressee_id"
        return queryset.filter(**{column: self.actor.department_id})


class LetterList(ListPage):
    url_name = "staff:letters:list"
    title = "公文"
    lead = "发给社会组织和单位的正式文书：拟稿、核稿、会签、签发、用印、送达、回复、办结。"
    unit = "件"
    filters = LetterFilters
    template = "supervision/letters/staff_list.html"
    columns = (
        Column("title", "标题", kind="title", url="staff:letters:detail", width=40),
        Column("recipient", "主送", value="recipient.name", width=30),
        Column("kind", "文种", value="kind.title", shown=False),
        Column("number", "文号", phone=False, width=30),
        Column("issuer_name", "署名", shown=False, width=28),
        Column("signed_on", "签发日期", kind="date", sort="signed"),
        Column("served_on", "送达日期", kind="date"),
        Column("served_way", "送达方式", value="get_served_way_display", shown=False),
        Column("reply_due_on", "回复期限", kind="date", sort="due"),
        Column("replied_on", "回复日期", kind="date", shown=False),
        Column("state", "状态", kind="badge"),
        Column("outcome", "办理结果", value="get_outcome_display", shown=False),
        Column("closed_on", "办结日期", kind="date", shown=False),
    )
    sorts = (
        Sort("newest", "最近拟稿", ("-id",)),
        Sort("signed", "签发日期", ("-signed_on", "-id")),
        Sort("due", "回复期限", ("reply_due_on", "id")),
    )
    export_permission, export_url_name = EXPORT, "staff:letters:export"
    empty_title = "没有公文"
    empty_text = "可以从社会组织页面、风险预警或者本页拟稿。"

    def queryset(self, actor):
        return Letter.objects.visible_to(actor).select_related("kind", "department", "organization", "addressee")

    def row_label(self, row) -> str:
        return f"{row.title}（{row.recipient.name}）"
