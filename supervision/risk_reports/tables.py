"""The list of reports: what lies with whom until when. Who reported stands in no list and in no export."""

import django_filters

from core import clock
from core.departments.models import Region, RegionLevel
from core.listing import ChoicesFilter, Column, Filters, ListPage, Sort
from supervision.risk_reports import queries
from supervision.risk_reports.models import RiskKind, RiskReport
from supervision.risk_reports.states import EXPORT, About, Colour, ReportState, Urgency

YES = (("yes", "是"),)
LEVEL_CHOICES = [(level.value, level.label) for level in RegionLevel if 1 <= level <= 3]


class RiskReportFilters(Filters):
    primary = ("q", "state", "urgency", "level", "late")
    q = django_filters.CharFilter(method="worded", label="情况或组织名称")
    state = ChoicesFilter(choices=ReportState.choices, label="状态")
    urgency = django_filters.ChoiceFilter(choices=Urgency.choices, label="缓急", empty_label="不限")
    level = django_filters.ChoiceFilter(choices=LEVEL_CHOICES, label="所在层级", empty_label="不限")
    late = django_filters.ChoiceFilter(choices=YES, method="only_late", label="已到期", empty_label="不限")
    mine = django_filters.ChoiceFilter(choices=YES, method="only_mine", label="本人报送", empty_label="不限")
    desk = django_filters.ChoiceFilter(choices=YES, method="on_desk", label="本单位待办", empty_label="不限")
    severity = ChoicesFilter(choices=Colour.choices, label="等级")
    kind = django_filters.ModelChoiceFilter(queryset=RiskKind.objects.all(), label="类别", empty_label="全部类别")
    about = django_filters.ChoiceFilter(choices=About.choices, label="涉及组织", empty_label="不限")
    district = django_filters.ModelChoiceFilter(queryset=Region.objects.none(), label="区县", empty_label="全部区县")
    received = django_filters.DateFromToRangeFilter(method="received_in", label="收到日期")

    class Meta:
        model = RiskReport
        fields: list = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        seen = RiskReport.objects.visible_to(self.actor).order_by().values("district")
        self.filters["district"].queryset = Region.objects.filter(
            level=RegionLevel.DISTRICT, pk__in=seen
        ).order_by("code")  # fmt: skip

    def worded(self, rows, name, value):
        return (
            rows.filter(what__icontains=value)
            | rows.filter(body_name__icontains=value)
            | rows.filter(organization__name__icontains=value)
        )

    def only_late(self, rows, name, value):
        return rows.overdue(clock.now())

    def only_mine(self, rows, name, value):
        return rows.filter(reporter=self.actor.user_id or 0)

    def on_desk(self, rows, name, value):
        return rows.open().filter(office=self.actor.department_id or 0)

    def received_in(self, rows, name, value):
        if value.start is not None:
            rows = rows.filter(received_at__gte=clock.start_of(value.start.date()))
        return rows if value.stop is None else rows.filter(received_at__lt=clock.end_of(value.stop.date()))


def _place(row: RiskReport) -> str:
    return "".join(part.name for part in (row.street, row.community) if part) or row.region.name


def _severity(row: RiskReport) -> tuple[str, str] | None:
    return (row.get_severity_display(), row.severity_tone) if row.severity else None


def _urgency(row: RiskReport) -> tuple[str, str] | None:
    return ("紧急", "danger") if row.urgency == Urgency.URGENT else None


def _due(row: RiskReport) -> str:
    return f"{row.due_at.astimezone(clock.SHANGHAI):%m-%d %H:%M}" if row.due_at else ""


class RiskReportList(ListPage):
    url_name = "staff:risk_reports:list"
    title = "风险报送"
    lead = "网格员和村居报送，镇街、区县、市逐级研判；到期未办的自动上移一级。"
    unit = "条"
    template = "supervision/risk_reports/staff_list.html"
    filters = RiskReportFilters
    columns = (
        Column("number", "编号", kind="title", url="staff:risk_reports:detail"),
        Column("body", "涉及组织", value="body_words", width=30),
        Column("kind", "类别", value="kind.label"),
        Column("urgency", "缓急", value=_urgency, kind="badge"),
        Column("severity", "等级", value=_severity, kind="badge"),
        Column("place", "地点", value=_place),
        Column("office", "办理单位", value="office.name", width=28),
        Column("state", "状态", kind="badge"),
        Column("due", "办理期限", value=_due, sort="due"),
        Column("received_at", "收到时间", kind="moment", sort="newest", phone=False),
        Column("level", "所在层级", value="get_level_display", shown=False),
        Column("district", "区县", value="district.name", shown=False),
        Column("outcome", "办理结果", shown=False, width=40),
        Column("closed_at", "办结时间", kind="moment", shown=False),
    )
    sorts = (
        Sort("newest", "最近收到", ("-id",)),
        Sort("due", "办理期限", ("due_at", "id")),
    )
    export_permission, export_url_name = EXPORT, "staff:risk_reports:export"
    empty_title = "没有风险报送"
    empty_text = "网格员和村居干部在手机上报送后，显示在这里。"

    def queryset(self, actor):
        return RiskReport.objects.visible_to(actor).select_related(*queries.LINKS, "region")
