"""The lists of stations and of what was held at them."""

import datetime

import django_filters
from django import forms
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from core import clock
from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from party_building.stations.models import ActivityBody, PartyStation, StationActivity, StationArrangement
from party_building.stations.states import ActivityKind

STATES = [("open", "设立"), ("closed", "已撤销")]


def state_pair(station: PartyStation) -> tuple[str, str]:
    is_closed = station.is_closed_on(getattr(station, "shown_on", None) or clock.today())
    return ("已撤销", "neutral") if is_closed else ("设立", "ok")


class StationFilters(Filters):
    primary = ("q", "state")

    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label="名称")
    state = django_filters.ChoiceFilter(choices=STATES, method="_in_state", label="状态")
    opened = django_filters.DateFromToRangeFilter(field_name="opened_on", label="设立日期")
    as_of = django_filters.DateFilter(
        method="_on_the_day", label="查看某日", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    class Meta:
        model = PartyStation
        fields: list = []

    @property
    def day(self) -> datetime.date:
        return self.values.get("as_of") or clock.today()

    def _in_state(self, rows, name, value):
        return rows.on(self.day) if value == "open" else rows.filter(closed_on__lte=self.day)

    def _on_the_day(self, rows, name, value):
        """Those that had been opened by then; `prepare` shows them as they were."""
        return rows.filter(opened_on__lte=value)


class StationList(ListPage):
    url_name = "staff:stations:list"
    title = "党建工作站"
    lead = "党建工作站的设立、服务区域、依托单位和开展的活动。"
    unit = "个"
    template = "party_building/stations/staff_list.html"
    filters = StationFilters
    columns = (
        Column("name", "名称", kind="title", url="staff:stations:detail", sort="name", width=40),
        Column("territory", "服务区域", value="territory"),
        Column("host", "依托单位", value="host_words", width=36),
        Column("department", "上级党组织", value="department.name", width=28, phone=False),
        Column("region", "所在区划", value="region.name", phone=False),
        Column("opened_on", "设立日期", kind="date", sort="opened_on"),
        Column("closed_on", "撤销日期", kind="date", shown=False),
        Column("year_activities", "本年活动（场）", kind="number"),
        Column("state", "状态", value=state_pair, kind="badge"),
        Column("staff_count", "工作人员数", kind="number", shown=False),
        Column("address", "地址", shown=False, width=36),
        Column("contact", "联系人", shown=False),
        Column("phone", "办公电话", shown=False),
        Column("document", "设立文书", shown=False, width=28),
    )
    sorts = (Sort("name", "名称", ("name", "id")), Sort("opened_on", "设立日期", ("-opened_on", "-id")))
    export_permission, export_url_name = "stations.export", "staff:stations:export"
    empty_title = "您的范围内还没有党建工作站"
    empty_text = "由上级党组织设立后登记。"
    empty_action = ("staff:stations:create", "登记党建工作站", "stations.edit")

    def queryset(self, actor: Actor):
        today = clock.today()
        held = StationActivity.objects.between(today.replace(month=1, day=1), today).filter(station=OuterRef("pk"))
        counted = held.order_by().values("station").annotate(n=Count("pk")).values("n")
        links = ("department", "region", "territory", "host_organization", "host_department")
        rows = PartyStation.objects.visible_to(actor).select_related(*links)
        return rows.annotate(year_activities=Coalesce(Subquery(counted), 0))

    def prepare(self, rows: list[PartyStation], filters: StationFilters) -> None:
        """On a past day each station with the arrangement of then. One query."""
        if filters.day == clock.today():
            return
        facts = StationArrangement.objects.on(filters.day).filter(station__in=rows)
        facts = facts.select_related("territory", "host_organization", "host_department")
        then = {fact.station_id: fact for fact in facts}
        for row in rows:
            row.shown_on = filters.day
            fact = then.get(row.pk)
            for name in StationArrangement.value_fields if fact else ():
                setattr(row, name, getattr(fact, name))


class ActivityFilters(Filters):
    primary = ("q", "kind", "held")

    q = django_filters.CharFilter(field_name="title", lookup_expr="contains", label="主题")
    kind = django_filters.ChoiceFilter(choices=ActivityKind.choices, label="类别")
    held = django_filters.DateFromToRangeFilter(field_name="held_on", label="日期")
    station = django_filters.ModelChoiceFilter(queryset=lambda request: PartyStation.objects.none(), label="工作站")
    organization = django_filters.CharFilter(method="_attended", label="参加的社会组织")

    class Meta:
        model = StationActivity
        fields: list = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "station" in self.form.fields:
            self.form.fields["station"].queryset = PartyStation.objects.visible_to(self.actor).order_by("name", "pk")

    def _attended(self, rows, name, value):
        there = ActivityBody.objects.filter(organization__name__contains=value).values("activity")
        return rows.filter(pk__in=there)


class ActivityList(ListPage):
    url_name = "staff:stations:activities"
    title = "工作站活动"
    lead = "场次、家数、家次和人次分别统计，不相互换算。"
    unit = "场"
    template = "party_building/stations/staff_list.html"
    filters = ActivityFilters
    columns = (
        Column("title", "主题", kind="title", url="staff:stations:activity", width=40),
        Column("kind", "类别", value="get_kind_display"),
        Column("held_on", "日期", kind="date", sort="held_on"),
        Column("station", "工作站", value="station.name", width=36),
        Column("attendances", "到场单位（家次）", value=lambda row: row.named + row.other_bodies, kind="number"),
        Column("people", "参加人次", kind="number"),
        Column("note", "说明", shown=False, width=36),
    )
    sorts = (Sort("held_on", "日期", ("-held_on", "-id")),)
    export_permission, export_url_name = "stations.export", "staff:stations:export_activities"
    empty_title = "还没有活动记录"
    empty_text = "在工作站的页面上登记，一场一条。"

    def queryset(self, actor: Actor):
        seats = ActivityBody.objects.filter(activity=OuterRef("pk")).order_by().values("activity")
        named = Coalesce(Subquery(seats.annotate(n=Count("pk")).values("n")), 0)
        rows = StationActivity.objects.visible_to(actor).standing().select_related("station__department")
        return rows.annotate(named=named)

    def notices(self, drawn) -> list[dict]:
        """What the rows come to, whatever the filters."""
        return [{"tone": "info", "text": words_of(drawn.filters.qs.figures()), "url": "", "label": ""}]


def words_of(figures: dict[str, int]) -> str:
    return (
        f"共 {figures['activities']} 场；列名的社会组织 {figures['bodies']} 家（同一家只计一次），"
        f"到场单位 {figures['attendances']} 家次；参加 {figures['people']} 人次。"
    )
