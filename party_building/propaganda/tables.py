"""The archive, latest first: searched and exported, never summed up by unit."""

import django_filters

from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from party_building.propaganda.models import PropagandaItem


class PropagandaFilters(Filters):
    primary = ("q", "published")
    q = django_filters.CharFilter(field_name="title", lookup_expr="contains", label="标题")
    outlet = django_filters.CharFilter(lookup_expr="contains", label="媒体或平台")
    unit = django_filters.CharFilter(field_name="unit__name", lookup_expr="contains", label="党组织名称")
    published = django_filters.DateFromToRangeFilter(field_name="published_on", label="发布日期")

    class Meta:
        model = PropagandaItem
        fields: list = []


class PropagandaList(ListPage):
    url_name = "staff:propaganda:list"
    title = "宣传报道"
    lead = "各党支部的宣传报道存档，供查找和引用，不计数、不排名。"
    unit = "篇"
    template = "party_building/propaganda/staff_list.html"
    filters = PropagandaFilters
    columns = (
        Column("title", "标题", kind="title", url="staff:propaganda:detail", width=44),
        Column("outlet", "媒体或平台", width=24),
        Column("published_on", "发布日期", kind="date", sort="published_on"),
        Column("unit", "党组织", value="unit.name", width=32),
        Column("link", "链接", shown=False, width=40),
    )
    sorts = (Sort("published_on", "发布日期", ("-published_on", "-id")),)
    export_permission, export_url_name = "propaganda.export", "staff:propaganda:export"
    empty_title = "还没有存档的宣传报道"
    empty_text = "由党支部书记或上级党组织存档。"
    empty_action = ("staff:propaganda:create", "存档报道", "propaganda.edit")

    def queryset(self, actor: Actor):
        return PropagandaItem.objects.visible_to(actor).standing().select_related("unit")
