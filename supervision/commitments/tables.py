"""Signed commitments of the organizations in scope, and the texts of an office."""

import django_filters

from core.listing import ChoicesFilter, Column, Filters, ListPage, Sort
from registry.organizations.names import tidy
from supervision.commitments.models import Commitment, CommitmentText
from supervision.commitments.states import CommitmentState, TextState


class CommitmentFilters(Filters):
    primary = ("q", "state")
    q = django_filters.CharFilter(method="_named", label="社会组织或承诺事项")
    state = ChoicesFilter(choices=CommitmentState.choices, label="状态")
    signed = django_filters.DateFromToRangeFilter(field_name="signed_on", label="签署日期")

    class Meta:
        model = Commitment
        fields: list = []

    def _named(self, rows, name, value):
        word = tidy(value)
        return rows.filter(organization__name__contains=word) | rows.filter(text__title__contains=word)


class CommitmentList(ListPage):
    url_name = "staff:commitments:list"
    title = "信用承诺"
    lead = "社会组织自愿在线签署；未签署不影响办理任何事项。"
    unit = "份"
    filters = CommitmentFilters
    template = "supervision/commitments/staff_list.html"
    columns = (
        Column("text", "承诺书", kind="title", url="staff:commitments:detail", width=40),
        Column("organization", "社会组织", value="organization.name", width=36),
        Column("signed_on", "签署日期", kind="date", sort="signed"),
        Column("signer_name", "签署人", phone=False),
        Column("state", "状态", kind="badge"),
        Column("breached_on", "认定日期", kind="date", shown=False),
    )
    sorts = (Sort("signed", "签署日期", ("-signed_on", "-id")),)
    empty_title = "您的范围内没有签署的信用承诺"
    empty_text = "承诺书启用后，社会组织在“信用”中签署。"

    def queryset(self, actor):
        return Commitment.objects.visible_to(actor).select_related("organization__supervising_authority", "text")


class TextFilters(Filters):
    primary = ("q", "state")
    q = django_filters.CharFilter(field_name="title", lookup_expr="icontains", label="承诺事项")
    state = ChoicesFilter(choices=TextState.choices, label="状态")

    class Meta:
        model = CommitmentText
        fields: list = []


class TextList(ListPage):
    url_name = "staff:commitments:texts"
    title = "承诺书"
    lead = "一人起草、另一人启用；启用后不再修改，新的内容另起一版。"
    unit = "份"
    filters = TextFilters
    template = "supervision/commitments/staff_texts.html"
    columns = (
        Column("title", "承诺事项", kind="title", url="staff:commitments:text", width=40),
        Column("number", "版次", kind="number"),
        Column("scope", "适用范围", width=36),
        Column("valid_from", "启用日期", kind="date"),
        Column("valid_to", "停用日期", kind="date", phone=False),
        Column("state", "状态", kind="badge"),
        Column("department", "使用单位", value="department.name", shown=False, width=28),
    )
    sorts = (Sort("newest", "最近起草", ("-id",)),)
    empty_title = "本单位还没有承诺书"
    empty_text = "起草后由另一人启用。"

    def queryset(self, actor):
        return CommitmentText.objects.visible_to(actor).select_related("department")
