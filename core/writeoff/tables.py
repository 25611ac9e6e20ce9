"""Write-off lists, and their rows across all lists."""

from urllib.parse import urlencode

import django_filters
from django import forms
from django.urls import reverse

from core import clock
from core.departments.models import Department
from core.listing import BulkAction, ChoicesFilter, Column, Filters, ListPage, Sort
from core.listing.bulk import BulkForm
from core.writeoff import actions
from core.writeoff.models import WriteOffList, WriteOffRow
from core.writeoff.states import UNDONE, RowState

COUNTED = [state for state in RowState.values if state != RowState.STRUCK]


def rows_url(book_pk: int, **filters) -> str:
    """Without filters: all that count, which struck rows do not."""
    more = urlencode(filters or {"state": COUNTED}, doseq=True)
    return f"{reverse('staff:writeoff:rows')}?list={book_pk}&{more}"


def _opens(**filters):
    """Every number opens the rows it counts."""
    return lambda book: rows_url(book.pk, **filters)


class ListFilters(Filters):
    primary = ("q",)
    q = django_filters.CharFilter(field_name="title", lookup_expr="icontains", label="台账名称")
    due = django_filters.DateFromToRangeFilter(field_name="due_on", label="完成期限")

    class Meta:
        model = WriteOffList
        fields: list = []


class WriteOffLists(ListPage):
    url_name = "staff:writeoff:list"
    title = "清账销号"
    lead = "问题逐项列账，办结一项、由另一单位确认销号一项；核减须有依据并由第二人批准。"
    unit = "本"
    filters = ListFilters
    template = "core/writeoff/staff_list.html"
    columns = (
        Column("title", "台账", kind="title", url="staff:writeoff:detail"),
        Column("department", "牵头单位", value="department.name"),
        Column("total", "总数", kind="number", url=_opens()),
        Column("closed", "已销号", kind="number", url=_opens(state=RowState.CONFIRMED)),
        Column("overdue", "逾期", kind="number", url=_opens(overdue="yes")),
        Column("due_on", "完成期限", kind="date", sort="due"),
    )
    sorts = (Sort("newest", "最近建立", ("-id",)), Sort("due", "完成期限", ("due_on", "id")))
    empty_title = "还没有清账销号台账"
    empty_text = "建立台账后逐项列入问题，或由系统按数据核对自动列入。"

    def queryset(self, actor):
        return WriteOffList.objects.visible_to(actor).select_related("department").with_counts()


class RowFilters(Filters):
    primary = ("q", "state", "overdue")
    q = django_filters.CharFilter(field_name="subject", lookup_expr="icontains", label="对象")
    state = ChoicesFilter(choices=RowState.choices, label="状态")
    overdue = django_filters.ChoiceFilter(
        choices=(("yes", "已逾期"), ("no", "未逾期")), method="only_overdue", empty_label="不限", label="期限"
    )
    list = django_filters.ModelChoiceFilter(
        field_name="write_off_list", queryset=WriteOffList.objects.none(), label="台账", empty_label="全部台账"
    )
    responsible = django_filters.ModelChoiceFilter(
        queryset=Department.objects.none(), label="责任单位", empty_label="全部单位"
    )
    due = django_filters.DateFromToRangeFilter(field_name="due_on", label="完成期限")
    closed = django_filters.DateFromToRangeFilter(field_name="closed_on", label="销号日期")

    class Meta:
        model = WriteOffRow
        fields: list = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        seen = WriteOffRow.objects.visible_to(self.actor)
        self.filters["list"].queryset = WriteOffList.objects.visible_to(self.actor).order_by("-pk")
        self.filters["responsible"].queryset = Department.objects.filter(
            pk__in=seen.order_by().values("responsible")
        ).order_by("name")

    def only_overdue(self, queryset, name, value):
        late = {"state__in": UNDONE, "due_on__lt": clock.today()}
        return queryset.filter(**late) if value == "yes" else queryset.exclude(**late)


class EvidenceForm(BulkForm):
    comment = forms.CharField(
        label="办理情况（佐证说明）", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明做了什么、何时完成、依据哪份文件；附件请在单项页面上传。",
    )  # fmt: skip


class WriteOffRows(ListPage):
    url_name = "staff:writeoff:rows"
    title = "清账销号事项"
    unit = "项"
    filters = RowFilters
    columns = (
        Column("subject", "对象", kind="title", url="staff:writeoff:row", sub="problem"),
        Column("list", "台账", value="write_off_list.title", phone=False),
        Column("number", "序号", kind="number", phone=False),
        Column("responsible", "责任单位", value="responsible.name"),
        Column("person", "责任人", shown=False),
        Column("measure", "整改措施", shown=False),
        Column("state", "状态", kind="badge"),
        Column("due_on", "完成期限", kind="date", sort="due"),
        Column("closed_on", "销号日期", kind="date", shown=False),
        Column("strike_document", "核减依据", shown=False),
        Column("problem", "问题", shown=False, width=40),
    )
    sorts = (
        Sort("due", "完成期限", ("due_on", "id")),
        Sort("number", "台账与序号", ("write_off_list_id", "number", "id")),
    )
    bulk = (
        BulkAction(
            "apply", "申请销号", "writeoff.finish", actions.apply, actions.check_apply, form=EvidenceForm,
            explained="同一说明记入每一项。有附件的请逐项申请。",
        ),
        BulkAction(
            "confirm", "确认销号", "writeoff.confirm", actions.confirm, actions.check_confirm,
            explained="确认后即为已销号；申请单位自己的事项会被列为不适用。",
        ),
    )  # fmt: skip
    export_permission, export_url_name = "writeoff.export", "staff:writeoff:export"
    empty_title = "没有清账销号事项"
    empty_text = "列入台账、与贵单位有关的事项会出现在这里。"

    def queryset(self, actor):
        rows = WriteOffRow.objects.visible_to(actor)
        return rows.select_related(
            "write_off_list__department", "write_off_list__second_department", "responsible", "applied_department"
        )
