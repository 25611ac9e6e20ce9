"""The batches of lists that were read."""

import django_filters

from core.listing import Column, Filters, ListPage, Sort
from registry.imports import queries
from registry.imports.forms import UploadForm
from registry.imports.kind import kinds, open_to
from registry.imports.models import ImportBatch
from registry.imports.states import BatchState


class BatchFilters(Filters):
    q = django_filters.CharFilter(field_name="file__name", lookup_expr="icontains", label="文件名")
    kind = django_filters.ChoiceFilter(choices=lambda: [(k.key, k.label) for k in kinds().values()], label="名单种类")
    state = django_filters.ChoiceFilter(choices=BatchState.choices, label="状态")
    uploaded = django_filters.DateFromToRangeFilter(field_name="uploaded_at", label="上传日期")

    class Meta:
        model = ImportBatch
        fields: list = []


class BatchList(ListPage):
    """`form` is the upload form that was refused, where one was."""

    url_name = "staff:imports:list"
    title = "名单导入"
    lead = "把外来名单读进平台：先看清每一行的问题，再导入；导入后可以整批撤回。"
    unit = "批"
    filters = BatchFilters
    template = "registry/imports/staff_list.html"
    columns = (
        Column("file", "文件", value="file.name", kind="title", url="staff:imports:detail"),
        Column("kind", "种类", value=lambda row: kinds()[row.kind].label),
        Column("department", "部门", value="department.name"),
        Column("row_count", "行数", kind="number"),
        Column("uploaded_by", "上传人", value="uploaded_by.name"),
        Column("uploaded_at", "上传时间", kind="moment"),
        Column("state", "状态", kind="badge"),
    )
    sorts = (Sort("newest", "最近上传", ("-id",)),)
    empty_title = "还没有导入过名单"
    empty_text = "上传一份名单，系统会逐行检查，不会直接写入。"
    form: UploadForm | None = None

    def queryset(self, actor):
        return ImportBatch.objects.visible_to(actor).select_related("file", "department", "uploaded_by")

    def extra_context(self, request) -> dict:
        brought = open_to(request.actor)
        return {
            "form": self.form or UploadForm(kinds=brought),
            "brought": brought,
            "gaps": queries.open_gaps(request.actor) if request.actor.can("organizations.view") else None,
        }
