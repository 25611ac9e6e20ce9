"""Ledgers, their rows, the duties that follow from them, and the words of departments."""

import django_filters
from django import forms
from django.urls import reverse

from core import clock
from core.departments.models import Department
from core.listing import BulkAction, ChoicesFilter, Column, Filters, ListPage, Sort
from core.listing.bulk import BulkForm
from registry.responsibilities import actions, duties
from registry.responsibilities.learning import floor
from registry.responsibilities.models import CommitteeDuty, DepartmentTrade, LedgerRow, ResponsibilityLedger
from registry.responsibilities.states import COMPARISON_TONES, DISPUTED, Comparison, LedgerState, RowState


def rows_url(ledger: int, **filters) -> str:
    more = "".join(f"&{key}={value}" for key, value in filters.items())
    return f"{reverse('staff:responsibilities:rows')}?ledger={ledger}{more}"


class LedgerFilters(Filters):
    primary = ("q", "state")
    q = django_filters.CharFilter(field_name="title", lookup_expr="icontains", label="台账名称")
    state = ChoicesFilter(choices=LedgerState.choices, label="状态")

    class Meta:
        model = ResponsibilityLedger
        fields: list = []


class LedgerList(ListPage):
    url_name = "staff:responsibilities:list"
    title = "责任台账"
    lead = "比对业务主管单位，确定行业管理部门和党建责任单位；部门确认，争议裁定，两个机关联合签发。"
    unit = "本"
    filters = LedgerFilters
    template = "registry/responsibilities/staff_list.html"
    columns = (
        Column("title", "台账", kind="title", url="staff:responsibilities:detail"),
        Column("department", "制定机关", value="department.name"),
        Column("partner", "会签机关", value="partner.name", phone=False),
        Column("total", "组织", kind="number", url=lambda row: rows_url(row.pk)),
        Column("settled", "已确定", kind="number", url=lambda row: rows_url(row.pk, state="accepted&state=decided")),
        Column("state", "状态", kind="badge"),
        Column("document_no", "文号"),
        Column("effective_on", "生效日期", kind="date", sort="effective"),
    )
    sorts = (Sort("newest", "最近建立", ("-id",)), Sort("effective", "生效日期", ("-effective_on", "-id")))
    empty_title = "还没有责任台账"
    empty_text = "建立台账后，系统列出本机关管理的全部社会组织，并提出归口建议。"

    def queryset(self, actor):
        rows = ResponsibilityLedger.objects.visible_to(actor)
        return rows.select_related("department", "partner").with_counts()


class RowFilters(Filters):
    primary = ("q", "state", "comparison")
    q = django_filters.CharFilter(field_name="organization__name", lookup_expr="icontains", label="社会组织")
    ledger = django_filters.ModelChoiceFilter(
        queryset=ResponsibilityLedger.objects.none(), label="台账", empty_label="全部台账"
    )
    state = ChoicesFilter(choices=RowState.choices, label="状态")
    comparison = ChoicesFilter(choices=Comparison.choices, label="批复比对")
    answering = django_filters.ModelChoiceFilter(
        queryset=Department.objects.none(), label="责任部门", empty_label="全部部门"
    )
    sure = django_filters.ChoiceFilter(
        choices=(("yes", "有把握"), ("no", "无把握")), method="by_confidence", empty_label="不限", label="归口建议"
    )

    class Meta:
        model = LedgerRow
        fields: list = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        seen = LedgerRow.objects.visible_to(self.actor).order_by()
        self.filters["ledger"].queryset = ResponsibilityLedger.objects.visible_to(self.actor).order_by("-pk")
        offices = Department.objects.filter(pk__in=seen.values("answering"))
        self.filters["answering"].queryset = offices.order_by("name")

    def by_confidence(self, queryset, name, value):
        least = floor()
        return queryset.filter(confidence__gte=least) if value == "yes" else queryset.filter(confidence__lt=least)


class ContestBulkForm(BulkForm):
    comment = forms.CharField(
        label="异议理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="同一理由记入每一项；理由不同的请逐项提出。",
    )  # fmt: skip


def _first(row: LedgerRow):
    """What is proposed, in words: the department once it is set, else the likeliest with its share."""
    if row.responsible:
        return row.responsible.short_name or row.responsible.name
    sure = (row.confidence or 0) >= floor()
    return f"建议 {row.first_name}（{row.confidence:.0%}）" if sure and row.first_name else "无把握"


def _why(row: LedgerRow) -> str:
    return "；".join(row.proposals[0]["reasons"][:2]) if row.proposals and not row.responsible else ""


class LedgerRows(ListPage):
    url_name = "staff:responsibilities:rows"
    title = "归口事项"
    unit = "家"
    filters = RowFilters
    template = "registry/responsibilities/staff_rows.html"
    columns = (
        Column("organization", "社会组织", value="organization.name", kind="title", url="staff:responsibilities:row",
               sort="name", sub="ledger.title"),
        Column("ledger", "台账", value="ledger.title", shown=False),
        Column("code", "统一社会信用代码", value="organization.uscc", kind="code", shown=False),
        Column("supervisor", "业务主管单位", value="supervisor.name", phone=False),
        Column("comparison", "批复比对", kind="badge",
               value=lambda row: (row.get_comparison_display(), COMPARISON_TONES[row.comparison])),
        Column("approval_unit", "批复单位", shown=False),
        Column("approval_document", "批复文号", shown=False),
        Column("responsible", "责任部门", value=_first, sub=_why, width=28),
        Column("industry_department", "行业管理部门", value="industry_department.name", shown=False),
        Column("party_department", "党建责任单位", value="party_department.name", phone=False),
        Column("answering", "答复单位", value="answering.name", shown=False),
        Column("state", "状态", kind="badge"),
        Column("answer_by", "答复期限", kind="date", shown=False),
        Column("grounds", "异议理由", shown=False),
        Column("decision", "裁定理由", shown=False),
    )  # fmt: skip
    sorts = (
        Sort("doubt", "无把握的在前", ("confidence", "id")),
        Sort("name", "名称", ("organization__pinyin", "id")),
    )
    bulk = (
        BulkAction(
            "confirm", "按建议确认归口", "ledgers.edit", actions.confirm_first, actions.check_confirm_first,
            doubt=lambda row: -(row.confidence or 0), doubt_text="把握最小的排在前面",
            explained="只采用系统有把握的第一建议；无把握的请打开逐项选择。",
        ),
        BulkAction("send", "送部门确认", "ledgers.edit", actions.send, actions.check_send),
        BulkAction("accept", "接受", "ledgers.answer", actions.accept, actions.check_accept),
        BulkAction("contest", "提出异议", "ledgers.answer", actions.contest, actions.check_contest,
                   form=ContestBulkForm),
    )  # fmt: skip
    export_permission, export_url_name = "ledgers.export", "staff:responsibilities:export"
    empty_title = "没有归口事项"
    empty_text = "台账征求意见时，归口贵单位的社会组织会出现在这里。"

    def queryset(self, actor):
        return LedgerRow.objects.visible_to(actor).with_links()

    def prepare(self, rows, filters):
        first = {row.proposals[0]["department"] for row in rows if row.proposals}
        names = {one.pk: one.short_name or one.name for one in Department.objects.filter(pk__in=first)}
        for row in rows:
            row.first_name = names.get(row.proposals[0]["department"], "") if row.proposals else ""


class DutyFilters(Filters):
    primary = ("q", "standing")
    q = django_filters.CharFilter(field_name="department__name", lookup_expr="icontains", label="部门")
    standing = django_filters.ChoiceFilter(
        choices=(("open", "在履行期"), ("late", "已过期限"), ("ended", "已解除")), method="by_standing",
        empty_label="不限", label="情况",
    )  # fmt: skip

    class Meta:
        model = CommitteeDuty
        fields: list = []

    def by_standing(self, queryset, name, value):
        late = {"ended_on": None, "due_on__lt": clock.today()}
        if value == "ended":
            return queryset.exclude(ended_on=None)
        return queryset.filter(**late) if value == "late" else queryset.filter(ended_on=None)


def _how(duty: CommitteeDuty):
    if duty.ended_on:
        return ("已解除", "neutral")
    if duty.fulfilment:
        return ("已设立", "ok")
    return ("已过期限", "danger") if duty.due_on < clock.today() else ("待设立", "warning")


class DutyList(ListPage):
    url_name = "staff:responsibilities:duties"
    title = "行业党委职责"
    lead = "负责的社会组织达到标准的部门，应在期限内设立行业党委。"
    unit = "个部门"
    filters = DutyFilters
    template = "registry/responsibilities/staff_duties.html"
    columns = (
        Column("department", "部门", value="department.name", kind="title",
               url=lambda duty: reverse("staff:responsibilities:department", args=[duty.department_id])),
        Column("office", "监督管理机关", value="office.name", phone=False),
        Column("organizations", "社会组织", kind="number"),
        Column("threshold", "标准（含）", kind="number", phone=False),
        Column("reached_on", "达到日期", kind="date"),
        Column("due_on", "设立期限", kind="date", sort="due"),
        Column("how", "情况", kind="badge", value=_how, sub="fulfilment"),
    )  # fmt: skip
    sorts = (Sort("due", "设立期限", ("due_on", "id")),)
    empty_title = "没有达到标准的部门"
    empty_text = "部门负责的社会组织达到标准时，会自动出现在这里。"

    def queryset(self, actor):
        return CommitteeDuty.objects.visible_to(actor).select_related("department", "office")

    def prepare(self, rows, filters):
        found = duties.fulfilled([row.department_id for row in rows], clock.today())
        for row in rows:
            row.fulfilment = found.get(row.department_id, "")


class TradeFilters(Filters):
    primary = ("q", "department")
    q = django_filters.CharFilter(field_name="word", lookup_expr="icontains", label="业务词")
    department = django_filters.ModelChoiceFilter(
        queryset=Department.objects.none(), label="部门", empty_label="全部部门"
    )

    class Meta:
        model = DepartmentTrade
        fields: list = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        offices = Department.objects.filter(pk__in=DepartmentTrade.objects.order_by().values("department"))
        self.filters["department"].queryset = offices.order_by("name")


class TradeList(ListPage):
    url_name = "staff:responsibilities:trades"
    title = "部门业务词"
    lead = "归口建议按这些词识别组织的业务。改动只影响以后的建议，不影响已确认的归口。"
    unit = "个词"
    filters = TradeFilters
    template = "registry/responsibilities/staff_trades.html"
    columns = (
        Column("word", "业务词", kind="title", url="staff:responsibilities:end_trade"),
        Column("department", "部门", value="department.name"),
        Column("weight", "权重", kind="number"),
        Column("valid_from", "起始日期", kind="date"),
        Column("valid_to", "终止日期", kind="date"),
    )
    sorts = (Sort("department", "部门", ("department_id", "word", "id")), Sort("word", "业务词", ("word", "id")))
    empty_title = "还没有业务词"
    empty_text = "为各部门加上业务词，归口建议会更准。"

    def queryset(self, actor):
        return DepartmentTrade.objects.select_related("department")


def disputed_url(ledger: int) -> str:
    return rows_url(ledger, state="&state=".join(DISPUTED))
