"""The list of incubation bases."""

import django_filters
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from core import clock
from core.listing import Column, Filters, ListPage, Sort
from registry.incubation_bases.models import Incubation, IncubationBase
from registry.incubation_bases.states import BaseLevel


class BaseFilters(Filters):
    primary = ("q", "level", "state")
    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label="名称")
    level = django_filters.ChoiceFilter(choices=BaseLevel.choices, label="级别")
    state = django_filters.ChoiceFilter(
        choices=[("standing", "启用"), ("closed", "已停用")], method="_in_state", label="状态"
    )

    class Meta:
        model = IncubationBase
        fields: list = []

    def _in_state(self, rows, name, value):
        standing = rows.standing()
        return standing if value == "standing" else rows.exclude(pk__in=standing.values("pk"))


def _state(row: IncubationBase) -> tuple[str, str]:
    return ("已停用", "neutral") if row.is_closed else ("启用", "ok")


class BaseList(ListPage):
    url_name = "staff:incubation_bases:list"
    title = "孵化基地"
    lead = "为社区社会组织和初创社会组织提供场地和服务的基地，以及入驻情况。"
    unit = "个"
    template = "registry/incubation_bases/staff_list.html"
    filters = BaseFilters
    columns = (
        Column("name", "名称", kind="title", url="staff:incubation_bases:detail", sort="name", width=36),
        Column("level", "级别", value="get_level_display"),
        Column("district", "区县", value="district.name"),
        Column("street", "镇街", value="street.name", phone=False),
        Column("operator", "运营单位", value="operator_words", width=32, phone=False),
        Column("area", "面积（平方米）", value="area_sqm", kind="number", phone=False),
        Column("capacity", "可入驻数", kind="number", phone=False),
        Column("stays", "在驻", kind="number"),
        Column("ever", "累计孵化", kind="number"),
        Column("opened_on", "启用日期", kind="date", sort="opened_on", phone=False),
        Column("state", "状态", value=_state, kind="badge"),
    )
    sorts = (Sort("name", "名称", ("name", "id")), Sort("opened_on", "启用日期", ("-opened_on", "-id")))
    empty_title = "还没有孵化基地"
    empty_text = "由市、区县民政部门登记。"
    empty_action = ("staff:incubation_bases:create", "登记孵化基地", "incubation_bases.edit")

    def queryset(self, actor):
        today = clock.today()
        of_base = Incubation.objects.filter(base=OuterRef("pk")).order_by().values("base")
        now = Q(valid_to=None) | Q(valid_to__gte=today)
        counts = of_base.annotate(n=Count("pk")).values("n")
        rows = IncubationBase.objects.visible_to(actor).select_related("district", "street", "operator")
        return rows.annotate(
            stays=Coalesce(Subquery(counts.filter(now, valid_from__lte=today)), 0), ever=Coalesce(Subquery(counts), 0)
        )
