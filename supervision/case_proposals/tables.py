"""Proposals to open a case."""

import django_filters

from core.listing import ChoicesFilter, Column, Filters, ListPage, Sort
from registry.organizations.names import tidy
from supervision.case_proposals.models import CaseProposal
from supervision.case_proposals.states import ProposalState


class ProposalFilters(Filters):
    primary = ("q", "state")
    q = django_filters.CharFilter(method="_named", label="社会组织或案由")
    state = ChoicesFilter(choices=ProposalState.choices, label="状态")
    proposed = django_filters.DateFromToRangeFilter(field_name="proposed_on", label="提出日期")

    class Meta:
        model = CaseProposal
        fields: list = []

    def _named(self, rows, name, value):
        word = tidy(value)
        return rows.filter(organization__name__contains=word) | rows.filter(title__contains=word)


class ProposalList(ListPage):
    url_name = "staff:case_proposals:list"
    title = "立案建议"
    lead = "由经办人附证据提出，另一人决定是否立案。立案建议不是处罚，也不对外公开。"
    unit = "件"
    filters = ProposalFilters
    columns = (
        Column("title", "案由", kind="title", url="staff:case_proposals:detail", width=40),
        Column("organization", "社会组织", value="organization.name", width=36),
        Column("proposed_on", "提出日期", kind="date", sort="proposed"),
        Column("decided_on", "决定日期", kind="date", phone=False),
        Column("state", "状态", kind="badge"),
        Column("basis", "涉及条款", shown=False, width=40),
    )
    sorts = (Sort("proposed", "提出日期", ("-proposed_on", "-id")),)
    export_permission, export_url_name = "case_proposals.export", "staff:case_proposals:export"
    empty_title = "您的范围内没有立案建议"
    empty_text = "在社会组织页面的“信用管理”或者预警中提出。"

    def queryset(self, actor):
        return CaseProposal.objects.visible_to(actor).select_related("organization__supervising_authority")
