"""The list of brands."""

import django_filters
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from core import clock
from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from party_building.brands.models import Authorisation, Brand, Misuse


def state_pair(brand: Brand) -> tuple[str, str]:
    return ("已停用", "neutral") if brand.is_ended else ("启用", "ok")


class BrandFilters(Filters):
    primary = ("q", "state", "misuse")

    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label="名称")
    state = django_filters.ChoiceFilter(choices=[("used", "启用"), ("ended", "已停用")], method="_state", label="状态")
    misuse = django_filters.ChoiceFilter(
        choices=[("open", "有未处理的")], method="_with_misuse", label="使用不规范记录"
    )

    class Meta:
        model = Brand
        fields: list = []

    def _state(self, rows, name, value):
        today = clock.today()
        return rows.on(today) if value == "used" else rows.filter(ended_on__lte=today)

    def _with_misuse(self, rows, name, value):
        return rows.filter(pk__in=Misuse.objects.filter(handled_on=None).values("brand"))


def _counted(rows):
    counts = rows.filter(brand=OuterRef("pk")).order_by().values("brand").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counts), 0)


class BrandList(ListPage):
    url_name = "staff:brands:list"
    title = "党建品牌"
    lead = "品牌的使用手册、文件、授权使用单位，以及使用不规范的记录。"
    unit = "个"
    template = "party_building/brands/staff_list.html"
    filters = BrandFilters
    columns = (
        Column("name", "名称", kind="title", url="staff:brands:detail", sort="name", width=36),
        Column("slogan", "释义", width=40, phone=False),
        Column("department", "主管党组织", value="department.name", width=28),
        Column("users", "授权使用（家）", kind="number"),
        Column("open_misuses", "不规范待处理（件）", kind="number", phone=False),
        Column("started_on", "启用日期", kind="date", phone=False),
        Column("state", "状态", value=state_pair, kind="badge"),
        Column("document", "批准文件", shown=False, width=36),
        Column("scope_text", "使用范围", shown=False, width=48),
        Column("scenes_text", "使用场景", shown=False, width=48),
        Column("method_text", "使用方法", shown=False, width=48),
        Column("ended_on", "停用日期", kind="date", shown=False),
    )
    sorts = (Sort("name", "名称", ("name", "id")),)
    export_permission, export_url_name = "brands.export", "staff:brands:export"
    empty_title = "您的范围内还没有党建品牌"
    empty_text = "由主管的党组织按批准文件登记。"
    empty_action = ("staff:brands:create", "登记党建品牌", "brands.edit")

    def queryset(self, actor: Actor):
        rows = Brand.objects.visible_to(actor).select_related("department")
        return rows.annotate(
            users=_counted(Authorisation.objects.on(clock.today())),
            open_misuses=_counted(Misuse.objects.filter(handled_on=None)),
        )
