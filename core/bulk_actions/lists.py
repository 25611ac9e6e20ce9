"""The runs, and the rows of one run."""

import django_filters

from core.bulk_actions.models import BulkRow, BulkRun
from core.bulk_actions.states import Outcome, RunState
from core.listing import Column, Filters, ListPage, Sort


class RunFilters(Filters):
    state = django_filters.ChoiceFilter(choices=RunState.choices, label="状态")

    class Meta:
        model = BulkRun
        fields: list = []


class RunList(ListPage):
    url_name = "staff:bulk:list"
    title = "批量办理"
    lead = "成批办理的记录。每一条的结果都可以查到。"
    unit = "次"
    filters = RunFilters
    columns = (
        Column("title", "事项", kind="title", url="staff:bulk:detail"),
        Column("state", "状态", kind="badge"),
        Column("requested_by", "发起人", value="requested_by.name"),
        Column("requested_at", "发起时间", kind="moment"),
        Column("acted_by", "办理人", value="acted_by.name"),
        Column("finished_at", "办理时间", kind="moment"),
    )
    sorts = (Sort("newest", "最近", ("-id",)),)
    empty_title = "还没有批量办理"
    empty_text = "在清单里勾选多条记录后，可以成批办理。"

    def queryset(self, actor):
        return BulkRun.objects.visible_to(actor).select_related("requested_by", "acted_by")


class RowFilters(Filters):
    outcome = django_filters.ChoiceFilter(
        choices=[("pending", Outcome.PENDING.label), *[one for one in Outcome.choices if one[0]]],
        method="by_outcome",
        label="结果",
    )

    class Meta:
        model = BulkRow
        fields: list = []

    def by_outcome(self, rows, name, value):
        return rows.filter(outcome="" if value == "pending" else value)


class RowList(ListPage):
    """Made with `run`: the key of one run."""

    run: int
    title = "每一条的结果"
    filters = RowFilters
    template = "core/bulk_actions/staff_detail.html"
    columns = (
        Column("label", "对象", kind="title"),
        Column("outcome", "结果", value="outcome_pair", kind="badge"),
        Column("message", "说明"),
    )
    sorts = (Sort("order", "顺序", ("id",)),)
    empty_title = "没有记录"

    def queryset(self, actor):
        runs = BulkRun.objects.visible_to(actor).filter(pk=self.run)
        return BulkRow.objects.filter(run__in=runs)
