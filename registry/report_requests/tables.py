"""The list of requests for staff."""

import django_filters

from core.listing import Column, Filters, ListPage, Sort
from registry.organizations.names import tidy
from registry.report_requests.models import ReportRequest
from registry.report_requests.states import RequestKind, RequestState

STATES = [("open", "办理中"), *RequestState.choices]


class RequestFilters(Filters):
    primary = ("q", "kind", "state")

    q = django_filters.CharFilter(method="_named", label="社会组织名称")
    kind = django_filters.ChoiceFilter(choices=RequestKind.choices, label="事项", empty_label="全部事项")
    state = django_filters.ChoiceFilter(choices=STATES, method="_standing", label="状态", empty_label="不限")
    year = django_filters.NumberFilter(field_name="obligation__year", label="报告年度")

    class Meta:
        model = ReportRequest
        fields: list = []

    def _named(self, rows, name, value):
        return rows.filter(organization__name__contains=tidy(value))

    def _standing(self, rows, name, value):
        return rows.open() if value == "open" else rows.filter(state=value)


class RequestList(ListPage):
    url_name = "staff:report_requests:list"
    title = "年报申请"
    lead = "延期、免予报送、异议和更正申请。"
    unit = "件"
    filters = RequestFilters
    columns = (
        Column(
            "organization", "社会组织", value="organization.name", kind="title", url="staff:report_requests:detail",
            width=36,
        ),
        Column("kind", "事项", value=lambda row: row.get_kind_display(), sub=lambda row: f"{row.obligation.year}年度"),
        Column("filed_on", "申请日期", kind="date", sort="filed"),
        Column("waits_until", "办理期限", kind="date"),
        Column("consent", "主管单位意见", value=lambda row: row.get_consent_display(), phone=False, width=16),
        Column("state", "状态", value=lambda row: (row.get_state_display(), row.state_tone), kind="badge"),
        Column("decided_on", "决定日期", kind="date", shown=False),
        Column("document", "决定文号", shown=False, width=24),
    )  # fmt: skip
    sorts = (Sort("filed", "申请日期", ("-filed_on", "-id")),)
    export_permission, export_url_name = "annual_reports.export", "staff:report_requests:export"
    empty_title = "还没有年报申请"
    empty_text = "社会组织在“年度报告—申请”中提出的延期、免报、异议和更正申请会在这里列出。"

    def queryset(self, actor):
        return ReportRequest.objects.visible_to(actor).select_related(
            "organization__supervising_authority", "obligation", "department"
        )
