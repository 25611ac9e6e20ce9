"""What the line offers to its branches."""

import django_filters

from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from party_building.teaching_materials.models import TeachingMaterial
from party_building.teaching_materials.states import MaterialKind


class MaterialFilters(Filters):
    primary = ("q", "kind", "topic")
    q = django_filters.CharFilter(field_name="title", lookup_expr="contains", label="名称")
    kind = django_filters.ChoiceFilter(choices=MaterialKind.choices, label="类别")
    topic = django_filters.CharFilter(lookup_expr="contains", label="主题")

    class Meta:
        model = TeachingMaterial
        fields: list = []


class MaterialList(ListPage):
    url_name = "staff:teaching_materials:list"
    title = "教学资料"
    lead = "供党支部书记下载使用的模板、课程和视频。"
    unit = "件"
    template = "party_building/teaching_materials/staff_list.html"
    filters = MaterialFilters
    columns = (
        Column("title", "名称", kind="title", url="staff:teaching_materials:detail", width=44),
        Column("topic", "主题", sort="topic"),
        Column("kind", "类别", value="get_kind_display"),
        Column("department", "提供单位", value="department.name", phone=False, width=28),
        Column("offered_on", "上架日期", kind="date", phone=False),
    )
    sorts = (Sort("topic", "主题", ("topic", "title", "id")),)
    empty_title = "还没有教学资料"
    empty_text = "由党建工作机构上架。"
    empty_action = ("staff:teaching_materials:create", "上架资料", "teaching_materials.edit")

    def queryset(self, actor: Actor):
        return TeachingMaterial.objects.visible_to(actor).offered().select_related("department")
