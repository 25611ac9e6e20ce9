"""Credit records of the organizations in scope."""

import django_filters

from core import clock
from core.listing import BulkAction, ChoicesFilter, Column, Filters, ListPage, Sort
from registry.organizations.names import tidy
from supervision.credit_records import actions
from supervision.credit_records.models import CreditRecord
from supervision.credit_records.states import ENTER, RecordKind, RecordState


class RecordFilters(Filters):
    primary = ("q", "kind", "state", "late")
    q = django_filters.CharFilter(method="_named", label="社会组织或内容")
    kind = ChoicesFilter(choices=RecordKind.choices, label="类别")
    state = ChoicesFilter(choices=RecordState.choices, label="状态")
    late = django_filters.ChoiceFilter(
        choices=(("yes", "逾期未归集"),), method="only_late", label="归集", empty_label="不限"
    )
    formed = django_filters.DateFromToRangeFilter(field_name="formed_on", label="形成日期")

    class Meta:
        model = CreditRecord
        fields: list = []

    def _named(self, rows, name, value):
        word = tidy(value)
        return rows.filter(organization__name__contains=word) | rows.filter(title__contains=word)

    def only_late(self, rows, name, value):
        return rows.late(clock.today())


class RecordList(ListPage):
    url_name = "staff:credit_records:list"
    title = "信用信息"
    lead = "处罚、列入、移出、表彰和违诺各形成一条，在规定工作日内归集；是否对外公开分别标明。"
    unit = "条"
    filters = RecordFilters
    template = "supervision/credit_records/staff_list.html"
    columns = (
        Column("title", "内容", kind="title", url="staff:credit_records:detail", width=44),
        Column("organization", "社会组织", value="organization.name", width=36),
        Column("kind", "类别", value="get_kind_display"),
        Column("formed_on", "形成日期", kind="date", sort="formed"),
        Column("due_on", "归集期限", kind="date", sort="due", phone=False),
        Column("state", "状态", kind="badge"),
        Column("is_public", "对外公开", value=lambda one: "公开" if one.is_public else "不公开", phone=False),
        Column("entered_on", "归集日期", kind="date", shown=False),
        Column("authority_name", "作出机关", shown=False, width=28),
        Column("document", "文书", shown=False, width=30),
    )
    sorts = (
        Sort("formed", "形成日期", ("-formed_on", "-id")),
        Sort("due", "归集期限", ("due_on", "id")),
    )
    bulk = (BulkAction("enter", "归集", ENTER, actions.enter, actions.check_enter),)
    export_permission, export_url_name = "credit_records.export", "staff:credit_records:export"
    empty_title = "您的范围内没有信用信息"
    empty_text = "处罚确认、列入或移出名录后自动形成；表彰奖励在社会组织页面登记。"

    def queryset(self, actor):
        return CreditRecord.objects.visible_to(actor).select_related("organization__supervising_authority")
