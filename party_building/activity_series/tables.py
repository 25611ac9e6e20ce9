"""The list of themed series, with what each came to."""

import django_filters
from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from core import clock
from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from party_building.activity_series.models import ActivitySeries, SeriesItem, SeriesPart


class SeriesFilters(Filters):
    primary = ("q", "state")
    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label="名称")
    state = django_filters.ChoiceFilter(
        choices=[("running", "进行中"), ("over", "已结束"), ("ahead", "未开始")], method="_in_state", label="状态"
    )
    starts = django_filters.DateFromToRangeFilter(field_name="starts_on", label="开始日期")

    class Meta:
        model = ActivitySeries
        fields: list = []

    def _in_state(self, rows, name, value):
        today = clock.today()
        found = {
            "running": Q(starts_on__lte=today, ends_on__gte=today),
            "over": Q(ends_on__lt=today),
            "ahead": Q(starts_on__gt=today),
        }
        return rows.filter(found[value])


def state_pair(series: ActivitySeries) -> tuple[str, str]:
    if series.is_running:
        return "进行中", "info"
    return ("未开始", "neutral") if series.starts_on > clock.today() else ("已结束", "neutral")


class SeriesList(ListPage):
    url_name = "staff:activity_series:list"
    title = "主题活动"
    lead = "成系列的主题活动：场、家、人次分别统计。"
    unit = "项"
    template = "party_building/activity_series/staff_list.html"
    filters = SeriesFilters
    columns = (
        Column("name", "名称", kind="title", url="staff:activity_series:detail", width=40),
        Column("department", "组织单位", value="department.name", width=28, phone=False),
        Column("starts_on", "开始日期", kind="date", sort="starts_on"),
        Column("ends_on", "结束日期", kind="date", phone=False),
        Column("event_count", "场", kind="number"),
        Column("hosts", "主办承办（家）", kind="number"),
        Column("unit_count", "参与（家）", kind="number"),
        Column("people", "人次", kind="number"),
        Column("state", "状态", value=state_pair, kind="badge"),
    )
    sorts = (Sort("starts_on", "开始日期", ("-starts_on", "-id")),)
    export_permission, export_url_name = "activity_series.export", "staff:activity_series:export"
    empty_title = "还没有主题活动"
    empty_text = "由上级党组织新建，再登记各场活动。"
    empty_action = ("staff:activity_series:create", "新建主题活动", "activity_series.edit")

    def queryset(self, actor: Actor):
        items = SeriesItem.objects.filter(series=OuterRef("pk"), withdrawn_at=None).order_by().values("series")
        parts = SeriesPart.objects.filter(item__series=OuterRef("pk"), item__withdrawn_at=None).order_by()
        parts = parts.values("item__series")
        hosts = parts.filter(is_host=True)
        return (
            ActivitySeries.objects.visible_to(actor)
            .select_related("department")
            .annotate(
                event_count=Coalesce(Subquery(items.annotate(n=Count("pk")).values("n")), 0),
                people=Coalesce(Subquery(items.annotate(n=Sum("attendances")).values("n")), 0),
                hosts=Coalesce(Subquery(hosts.annotate(n=Count("unit", distinct=True)).values("n")), 0),
                unit_count=Coalesce(Subquery(parts.annotate(n=Count("unit", distinct=True)).values("n")), 0),
            )
        )
