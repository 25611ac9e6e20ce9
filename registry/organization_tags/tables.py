"""The office's tags, and what the organization list lets it do with them to many rows."""

from urllib.parse import urlencode

import django_filters
from django.db.models import Count, Q
from django.urls import reverse

from core.listing import BulkAction, Column, Filters, ListPage, Sort
from registry.organization_tags import actions
from registry.organization_tags.forms import BulkTagForm
from registry.organization_tags.models import Tag
from registry.organizations.models import Organization

PUT = BulkAction(
    "tag", "加标签", actions.PERMISSION, actions.put, actions.check_use, form=BulkTagForm, undo=actions.take,
    undo_takes_params=True, explained="标签只有本单位看得到，不对外公开，也不影响社会组织的任何记录。",
)  # fmt: skip
TAKE = BulkAction(
    "untag", "去标签", actions.PERMISSION, actions.take, actions.check_use, form=BulkTagForm, undo=actions.put,
    undo_takes_params=True,
)  # fmt: skip


class TagFilters(Filters):
    state = django_filters.ChoiceFilter(
        choices=[("in_use", "在用"), ("retired", "已停用")], method="by_state", label="状态"
    )

    class Meta:
        model = Tag
        fields: list = []

    def by_state(self, rows, name, value):
        return rows.filter(retired_on__isnull=value == "in_use")


def _organizations(tag: Tag) -> str:
    return f"{reverse('staff:organizations:list')}?{urlencode({'tag': tag.pk})}" if tag.retired_on is None else ""


class TagList(ListPage):
    url_name = "staff:organization_tags:list"
    title = "组织标签"
    lead = "本单位给社会组织加的工作标签。只有本单位看得到，不对外公开。"
    unit = "个"
    filters = TagFilters
    template = "registry/organization_tags/staff_list.html"
    columns = (
        Column("label", "标签", kind="title", url="staff:organization_tags:detail", sort="label"),
        Column("pair", "显示", value="pair", kind="badge", phone=False),
        Column("uses_count", "社会组织", kind="number", url=_organizations),
        Column("created_by", "建立人", value="created_by.name"),
        Column("retired_on", "停用日期", kind="date"),
    )
    sorts = (Sort("label", "标签", ("label", "id")),)
    empty_title = "本单位还没有标签"
    empty_text = "新建一个标签，例如“待走访”“重点联系”，然后在组织名录里勾选社会组织，批量加上。"

    def queryset(self, actor):
        seen = Q(uses__organization__in=Organization.objects.visible_to(actor))
        return (
            Tag.objects.visible_to(actor).select_related("created_by").annotate(uses_count=Count("uses", filter=seen))
        )
