"""A list page of offices, as an app would declare one, and its routes."""

import django_filters
from django.urls import include, path
from django.views.decorators.http import require_POST

from config import urls as portal
from core import exports
from core.access import guards
from core.departments.models import Department, DepartmentKind
from core.listing import Column, Filters, ListPage, Sort


class OfficeFilters(Filters):
    primary = ("q", "kind")

    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label="名称")
    kind = django_filters.MultipleChoiceFilter(choices=DepartmentKind.choices, label="类别")
    founded = django_filters.DateFromToRangeFilter(field_name="valid_from", label="成立日期")

    class Meta:
        model = Department
        fields: list = []


class Offices(ListPage):
    title = "部门"
    unit = "个"
    filters = OfficeFilters
    columns = (
        Column("name", "名称", kind="title", url=lambda row: f"/offices/{row.pk}/", sort="name"),
        Column("kind", "类别", value="get_kind_display"),
        Column("valid_from", "成立日期", kind="date", sort="founded"),
        Column("phone", "电话", permission="seats.view"),
        Column("pk", "编号", shown=False),
    )
    sorts = (
        Sort("name", "名称", ("name",)),
        Sort("founded", "成立日期", ("valid_from",)),
        Sort("kind", "类别", ("kind", "-name")),
        Sort("region", "区划", ("region__name", "valid_from", "-id")),
    )
    empty_title = "还没有部门"
    export_permission = "organizations.export"
    export_url_name = "offices-export"

    def queryset(self, actor):
        return Department.objects.select_related("region").filter(name__startswith="表")


@guards.staff("organizations.view")
def index(request):
    return Offices().respond(request)


@require_POST
@guards.staff("organizations.export")
def export(request):
    return exports.export(Offices(), request)


urlpatterns = [
    path("offices/", index, name="offices"),
    path("offices/export/", export, name="offices-export"),
    path("", include(portal)),
]
handler403 = portal.handler403
