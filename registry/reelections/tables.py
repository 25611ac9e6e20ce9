"""The list of chains for the offices."""

import django_filters

from core import clock
from core.access.actor import Actor
from core.departments.models import Department
from core.listing import ChoicesFilter, Column, Filters, ListPage, Sort
from registry.organizations.states import OrgType
from registry.reelections.models import Reelection, ReelectionOpinion
from registry.reelections.states import (
    EXPORT,
    RUNNING,
    WAITS_FOR_AUTHORITY,
    WAITS_FOR_ORGANIZATION,
    OpinionState,
    ReelectionKind,
    ReelectionState,
    Side,
)

WAITING = (
    ("organization", "社会组织"),
    ("department", "业务主管单位（行业管理部门）"),
    ("party", "党建工作机构"),
    ("authority", "登记管理机关"),
)
SITUATIONS = (("running", "正在办理"), ("overdue", "本步已超期"), ("closed", "已办结或终止"))


class ReelectionFilters(Filters):
    primary = ("q", "kind", "situation", "waits_for")
    q = django_filters.CharFilter(field_name="organization__name", lookup_expr="icontains", label="社会组织名称")
    kind = django_filters.ChoiceFilter(choices=ReelectionKind.choices, label="事项", empty_label="不限")
    situation = django_filters.ChoiceFilter(
        choices=SITUATIONS, method="in_situation", label="办理情况", empty_label="不限"
    )
    waits_for = django_filters.ChoiceFilter(choices=WAITING, method="waiting_for", label="等待", empty_label="不限")
    state = ChoicesFilter(choices=ReelectionState.choices, label="状态")
    org_type = django_filters.ChoiceFilter(
        field_name="organization__org_type", choices=OrgType.choices, label="组织类型", empty_label="不限"
    )
    department = django_filters.ModelChoiceFilter(
        queryset=Department.objects.none(), method="asked_department", label="征求意见单位", empty_label="全部单位"
    )
    opened = django_filters.DateFromToRangeFilter(field_name="opened_on", label="开始日期")

    class Meta:
        model = Reelection
        fields: list = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        seen = Reelection.objects.visible_to(self.actor).order_by().values("pk")
        asked = ReelectionOpinion.objects.filter(reelection__in=seen).order_by().values("department")
        self.filters["department"].queryset = Department.objects.filter(pk__in=asked).order_by("name")

    def in_situation(self, rows, name, value):
        if value == "overdue":
            return rows.overdue(clock.today())
        return rows.running() if value == "running" else rows.exclude(state__in=RUNNING)

    def waiting_for(self, rows, name, value):
        states = {"organization": WAITS_FOR_ORGANIZATION, "authority": WAITS_FOR_AUTHORITY}.get(value)
        if states:
            return rows.filter(state__in=states)
        side = Side.PARTY if value == "party" else Side.DEPARTMENT
        waiting = ReelectionOpinion.objects.filter(side=side, state=OpinionState.WAITING)
        return rows.filter(state=ReelectionState.OPINIONS, pk__in=waiting.values("reelection"))

    def asked_department(self, rows, name, value):
        return rows.filter(pk__in=ReelectionOpinion.objects.filter(department=value).values("reelection"))


class ReelectionList(ListPage):
    url_name = "staff:reelections:list"
    title = "换届办理"
    lead = "换届、届中调整和延期换届：从候选人名单、征求意见、审核到会议结果、变更备案，各步有各自的期限。"
    unit = "件"
    template = "registry/reelections/staff_list.html"
    filters = ReelectionFilters
    columns = (
        Column(
            "organization",
            "社会组织",
            value="organization.name",
            kind="title",
            url="staff:reelections:detail",
            width=36,
        ),
        Column("kind", "事项", value="get_kind_display"),
        Column("state", "状态", kind="badge"),
        Column("due_on", "本步期限", kind="date", sort="due"),
        Column("opened_on", "开始日期", kind="date", sort="opened", phone=False),
        Column("submitted_on", "报送日期", kind="date", phone=False),
        Column("round", "第几次报送", kind="number", shown=False),
        Column("meeting_on", "会议日期", kind="date", shown=False),
        Column("letter_number", "审核意见书（批复）", shown=False, width=28),
        Column("closed_on", "办结日期", kind="date", shown=False),
        Column("authority", "监督管理机关", value="organization.supervising_authority", shown=False, width=28),
    )
    sorts = (
        Sort("opened", "最近开始", ("-opened_on", "-id")),
        Sort("due", "本步期限", ("due_on", "id")),
    )
    export_permission, export_url_name = EXPORT, "staff:reelections:export"
    empty_title = "还没有换届办理事项"
    empty_text = "由社会组织发起，也可以从“将要届满”“届满未换届”预警或者组织页面发起。"

    def queryset(self, actor: Actor):
        return Reelection.objects.visible_to(actor).select_related("organization__supervising_authority")
