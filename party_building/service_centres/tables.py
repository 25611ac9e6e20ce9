"""The list of centres."""

import django_filters
from django.db.models import Count, DecimalField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from core import clock
from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from party_building.service_centres.models import CentreFacility, ServiceCentre
from party_building.service_centres.states import CentreLevel


def state_pair(centre: ServiceCentre) -> tuple[str, str]:
    return ("已停用", "neutral") if centre.is_closed else ("启用", "ok")


class CentreFilters(Filters):
    primary = ("q", "level", "state")

    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label="名称")
    level = django_filters.ChoiceFilter(choices=CentreLevel.choices, label="级别")
    state = django_filters.ChoiceFilter(
        choices=[("open", "启用"), ("closed", "已停用")], method="_in_state", label="状态"
    )
    facility = django_filters.CharFilter(method="_with_facility", label="设施")

    class Meta:
        model = ServiceCentre
        fields: list = []

    def _in_state(self, rows, name, value):
        today = clock.today()
        return rows.on(today) if value == "open" else rows.filter(closed_on__lte=today)

    def _with_facility(self, rows, name, value):
        return rows.filter(pk__in=_in_use().filter(name__contains=value).values("centre"))


def _in_use():
    today = clock.today()
    return CentreFacility.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today), valid_from__lte=today)


class CentreList(ListPage):
    url_name = "staff:service_centres:list"
    title = "党群服务中心"
    lead = "市、区县、镇街三级党群服务中心，以及设在中心的综合支部。"
    unit = "个"
    template = "party_building/service_centres/staff_list.html"
    filters = CentreFilters
    columns = (
        Column("name", "名称", kind="title", url="staff:service_centres:detail", sort="name", width=40),
        Column("level", "级别", value="get_level_display"),
        Column("region", "所在区划", value="region.name"),
        Column("unit", "综合支部", value=lambda row: row.unit.name if row.unit else "", width=36),
        Column("area_sqm", "面积（平方米）", kind="number", phone=False),
        Column("in_use", "在用设施（项）", kind="number", phone=False),
        Column("opening_hours", "开放时间", width=28),
        Column("opened_on", "启用日期", kind="date", sort="opened_on", phone=False),
        Column("state", "状态", value=state_pair, kind="badge"),
        Column("department", "主管党组织", value="department.name", shown=False, width=28),
        Column("address", "地址", shown=False, width=36),
        Column("phone", "办公电话", shown=False),
        Column("closed_on", "停用日期", kind="date", shown=False),
    )
    sorts = (Sort("name", "名称", ("name", "id")), Sort("opened_on", "启用日期", ("-opened_on", "-id")))
    export_permission, export_url_name = "service_centres.export", "staff:service_centres:export"
    empty_title = "您的范围内还没有党群服务中心"
    empty_text = "由主管的党组织登记。"
    empty_action = ("staff:service_centres:create", "登记党群服务中心", "service_centres.edit")

    def queryset(self, actor: Actor):
        counted = _in_use().filter(centre=OuterRef("pk")).order_by().values("centre").annotate(n=Count("pk"))
        rows = ServiceCentre.objects.visible_to(actor).select_related("department", "region", "unit")
        return rows.annotate(in_use=Coalesce(Subquery(counted.values("n")), 0))

    def notices(self, drawn) -> list[dict]:
        """Numbers of the centres in use among those the filters find."""
        standing = drawn.filters.qs.on(clock.today())
        said = standing.aggregate(
            centres=Count("pk"), units=Count("unit"), area=Coalesce(Sum("area_sqm"), 0, output_field=DecimalField())
        )
        text = f"启用 {said['centres']} 个，合计 {said['area']:,} 平方米；其中 {said['units']} 个设有综合支部。"
        return [{"tone": "info", "text": text, "url": "", "label": ""}]
