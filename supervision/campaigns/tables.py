"""The campaigns a seat sees, and the targets of one."""

import datetime

import django_filters
from django import forms
from django.db.models import Q

from core import clock
from core.departments.models import Department, Region
from core.listing import BulkAction, ChoicesFilter, Column, Filters, ListPage, Sort
from supervision.campaigns import queries
from supervision.campaigns.actions import targets
from supervision.campaigns.forms import BulkSignOffForm
from supervision.campaigns.models import Campaign, CampaignKind, CampaignTarget
from supervision.campaigns.states import EDIT, EXPORT, HANDLE, SIGN_OFF, CampaignState, TargetState

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
PARTS = (("all", "核定对象"), ("counted", "应完成"), ("done", "已完成"), ("rest", "未完成"), ("struck", "已核减"))
SELF_CHECK = (("waiting", "待提交"), ("sent", "已提交"))


class CampaignFilters(Filters):
    primary = ("q", "kind", "state")
    q = django_filters.CharFilter(field_name="title", lookup_expr="icontains", label="名称")
    kind = django_filters.ModelChoiceFilter(queryset=CampaignKind.objects.all(), label="类别", empty_label="不限")
    state = ChoicesFilter(choices=CampaignState.choices, label="状态")
    starts = django_filters.DateFromToRangeFilter(field_name="starts_on", label="开始日期")

    class Meta:
        model = Campaign
        fields: list = []


class CampaignList(ListPage):
    url_name = "staff:campaigns:list"
    title = "专项行动"
    lead = "对象名单按截止日核定后不再变动，逐家销号；核减须有文件。"
    unit = "项"
    filters = CampaignFilters
    template = "supervision/campaigns/staff_list.html"
    columns = (
        Column("title", "名称", kind="title", url="staff:campaigns:detail", width=40),
        Column("kind", "类别", value="kind.name"),
        Column("department", "牵头单位", value="department.name", width=28),
        Column("document", "批准文件", phone=False, width=36),
        Column("starts_on", "开始日期", kind="date", sort="starts"),
        Column("ends_on", "结束日期", kind="date"),
        Column("original_count", "核定对象", kind="number", phone=False),
        Column("state", "状态", kind="badge"),
        Column("archived_on", "归档日期", kind="date", shown=False),
    )
    sorts = (Sort("starts", "开始日期", ("-starts_on", "-id")),)
    export_permission, export_url_name = EXPORT, "staff:campaigns:export"
    empty_title = "没有专项行动"
    empty_text = "有批准文件后，由牵头单位拟定、核定名单并启动。"
    empty_action = ("staff:campaigns:create", "拟定专项行动", EDIT)

    def queryset(self, actor):
        return Campaign.objects.visible_to(actor).select_related("kind", "department")


class TargetFilters(Filters):
    """`part` with `on` are the rows behind a number of the progress, on its day."""

    primary = ("q", "campaign", "state", "part")
    campaign = django_filters.ModelChoiceFilter(queryset=Campaign.objects.none(), label="专项行动", empty_label="全部")
    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label="名称")
    state = ChoicesFilter(choices=TargetState.choices, label="状态")
    part = django_filters.ChoiceFilter(choices=PARTS, method="of_part", label="进度", empty_label="不限")
    check = django_filters.ChoiceFilter(choices=SELF_CHECK, method="with_check", label="自查表", empty_label="不限")
    district = django_filters.ModelChoiceFilter(queryset=Region.objects.none(), label="区县", empty_label="不限")
    responsible = django_filters.ModelChoiceFilter(
        queryset=Department.objects.none(), label="责任部门", empty_label="不限"
    )
    authority = django_filters.ModelChoiceFilter(
        queryset=Department.objects.none(), label="监督管理机关", empty_label="不限"
    )
    on = django_filters.DateFilter(method="later", label="统计日", widget=DAY)

    class Meta:
        model = CampaignTarget
        fields: list = []

    def __init__(self, data=None, queryset=None, **options):
        super().__init__(data, queryset, **options)
        self.filters["campaign"].queryset = Campaign.objects.visible_to(self.actor).order_by("-starts_on", "-pk")
        for name, model in (("district", Region), ("responsible", Department), ("authority", Department)):
            ids = queryset.order_by().values(name)
            self.filters[name].queryset = model.objects.filter(pk__in=ids).order_by("pk")

    @property
    def day(self) -> datetime.date:
        return self.values.get("on") or clock.today()

    def of_part(self, rows, name, value):
        day = self.day
        if value == "struck":
            return rows.struck_on_or_before(day)
        if value == "all":
            return rows
        rows = rows.counted_on(day)
        done = rows.done_on(day)
        if value == "rest":
            return rows.exclude(pk__in=done.values("pk"))
        return done if value == "done" else rows

    def with_check(self, rows, name, value):
        waiting = queries.waiting_for_self_check(rows)
        return waiting if value == "waiting" else rows.filter(~Q(pk__in=waiting.values("pk")), ~Q(self_check=None))

    def later(self, rows, name, value):
        return rows


def _check_pair(target: CampaignTarget) -> tuple[str, str] | None:
    if not target.campaign.asks:
        return None
    check = getattr(target, "self_check", None)
    if check is None:
        return ("逾期未交", "danger") if target.is_late else ("未填写", "neutral")
    return check.get_state_display(), check.state_tone


REMIND = BulkAction("remind", "催办自查表", HANDLE, targets.remind, targets.check_remind)
SIGN = BulkAction(
    "sign_off", "批量销号", HANDLE, targets.sign_off_listed, targets.check_listed, form=BulkSignOffForm,
    confirm_permission=SIGN_OFF, doubt=lambda row: (getattr(row, "self_check", None) is None, -row.number),
    doubt_text="没有自查表的排在前面",
)  # fmt: skip


class TargetList(ListPage):
    url_name = "staff:campaigns:targets"
    title = "专项行动对象"
    lead = "名单截止日的登记情况不再变动；各对象由其监督管理机关办理。"
    unit = "家"
    filters = TargetFilters
    columns = (
        Column("name", "名称", kind="title", url="staff:campaigns:target", width=36),
        Column("number", "序号", kind="number", sort="number", phone=False),
        Column("campaign", "专项行动", value="campaign.title", shown=False, width=36),
        Column("uscc", "统一社会信用代码", value=lambda row: row.facts.get("uscc", ""), kind="code", shown=False),
        Column("district", "区县", value="district.name"),
        Column("responsible", "责任部门", value="responsible.name", phone=False, width=28),
        Column("authority", "监督管理机关", value="authority.name", shown=False, width=28),
        Column("check", "自查表", value=_check_pair, kind="badge"),
        Column("state", "状态", kind="badge"),
        Column("outcome", "处理结果", value="outcome.label"),
        Column("struck_on", "核减日期", kind="date", shown=False),
        Column("strike_document", "核减依据", shown=False, width=36),
        Column("reminded_on", "最近催办", kind="date", shown=False),
    )
    sorts = (Sort("number", "序号", ("campaign_id", "number", "id")),)
    export_permission, export_url_name = EXPORT, "staff:campaigns:export_targets"
    empty_title = "没有对象"
    empty_text = "名单在提请核定时按条件生成。"
    bulk = (REMIND, SIGN)

    def queryset(self, actor):
        return CampaignTarget.objects.visible_to(actor).select_related(
            "campaign", "district", "responsible", "authority", "outcome", "self_check",
            "organization__supervising_authority",
        )  # fmt: skip
