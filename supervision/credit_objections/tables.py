"""Objections to listings and to credit records."""

import django_filters

from core.listing import ChoicesFilter, Column, Filters, ListPage, Sort
from supervision.credit_objections.models import CreditObjection
from supervision.credit_objections.states import ObjectionState


class ObjectionFilters(Filters):
    primary = ("q", "state")
    q = django_filters.CharFilter(field_name="organization__name", lookup_expr="icontains", label="社会组织名称")
    state = ChoicesFilter(choices=ObjectionState.choices, label="状态")
    raised = django_filters.DateFromToRangeFilter(field_name="raised_on", label="提出日期")

    class Meta:
        model = CreditObjection
        fields: list = []


class ObjectionList(ListPage):
    url_name = "staff:credit_objections:list"
    title = "信用异议"
    lead = "一人审查、另一人决定；异议成立的，撤销列入或者撤回信用信息，各处同时更正。"
    unit = "件"
    filters = ObjectionFilters
    columns = (
        Column("organization", "社会组织", kind="title", value="organization.name",
               url="staff:credit_objections:detail", width=40),
        Column("subject", "针对", value=lambda one: str(one.subject), width=40),
        Column("raised_on", "提出日期", kind="date", sort="raised"),
        Column("due_on", "处理期限", kind="date", sort="due"),
        Column("state", "状态", kind="badge"),
        Column("is_own_motion", "依职权更正", value=lambda one: "是" if one.is_own_motion else "否", shown=False),
        Column("decided_on", "决定日期", kind="date", shown=False),
    )  # fmt: skip
    sorts = (
        Sort("raised", "提出日期", ("-raised_on", "-id")),
        Sort("due", "处理期限", ("due_on", "id")),
    )
    empty_title = "您的范围内没有信用异议"
    empty_text = "社会组织在“信用”中提出，或者在列入记录中登记。"

    def queryset(self, actor):
        links = ("organization__supervising_authority", "entry__ground", "record")
        return CreditObjection.objects.visible_to(actor).select_related(*links)
