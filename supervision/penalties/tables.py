"""The ledger of penalties."""

import django_filters

from core.listing import ChoicesFilter, Column, Filters, ListPage, Sort
from registry.organizations.names import tidy
from supervision.penalties.models import Penalty
from supervision.penalties.states import PenaltyKind, PenaltyState


class PenaltyFilters(Filters):
    primary = ("q", "kind", "state")
    q = django_filters.CharFilter(method="_named", label="社会组织、文号或机关")
    kind = ChoicesFilter(choices=PenaltyKind.choices, method="_of_kind", label="处罚种类")
    state = ChoicesFilter(choices=PenaltyState.choices, label="状态")
    decided = django_filters.DateFromToRangeFilter(field_name="decided_on", label="处罚决定日期")

    class Meta:
        model = Penalty
        fields: list = []

    def _named(self, rows, name, value):
        word = tidy(value)
        found = rows.filter(organization__name__contains=word) | rows.filter(number__contains=word)
        return found | rows.filter(authority_name__contains=word)

    def _of_kind(self, rows, name, value):
        return rows.filter(pk__in=Penalty.objects.filter(items__kind__in=value).values("pk")) if value else rows


class PenaltyList(ListPage):
    url_name = "staff:penalties:list"
    title = "行政处罚"
    lead = "各机关对社会组织作出的行政处罚，一人录入、另一人复核后生效。本台账只登记，不作出处罚。"
    unit = "件"
    filters = PenaltyFilters
    columns = (
        Column("number", "决定书文号", kind="title", url="staff:penalties:detail", width=36),
        Column("organization", "社会组织", value="organization.name", width=36),
        Column("kinds", "处罚种类", value="kind_words", width=36),
        Column("authority_name", "处罚机关", width=28),
        Column("decided_on", "处罚决定日期", kind="date", sort="decided"),
        Column("effective_on", "生效日期", kind="date", phone=False),
        Column("state", "状态", kind="badge"),
        Column("is_published", "处罚机关已公开", value=lambda one: "是" if one.is_published else "否", shown=False),
        Column("basis", "处罚依据", shown=False, width=40),
    )
    sorts = (Sort("decided", "处罚决定日期", ("-decided_on", "-id")),)
    export_permission, export_url_name = "penalties.export", "staff:penalties:export"
    empty_title = "您的范围内没有行政处罚"
    empty_text = "在社会组织页面的“信用管理”中录入。"

    def queryset(self, actor):
        rows = Penalty.objects.visible_to(actor).select_related("organization__supervising_authority")
        return rows.prefetch_related("items")
