"""The list of requests."""

import django_filters

from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from party_building.unit_requests.models import UnitRequest
from party_building.unit_requests.states import OPEN, ConsentState, RequestKind, RequestState

STATES = [("open", "未办结"), *RequestState.choices]
CONSENTS = [(value, label) for value, label in ConsentState.choices if value]


class RequestFilters(Filters):
    primary = ("q", "kind", "state", "consent")

    q = django_filters.CharFilter(method="_named", label="党组织名称")
    kind = django_filters.ChoiceFilter(choices=RequestKind.choices, label="请示事项")
    state = django_filters.ChoiceFilter(choices=STATES, method="_in_state", label="状态")
    consent = django_filters.ChoiceFilter(choices=CONSENTS, label="属地意见")
    plan = django_filters.CharFilter(field_name="plan", lookup_expr="contains", label="组建方案")

    class Meta:
        model = UnitRequest
        fields: list = []

    def _named(self, rows, name, value):
        return rows.filter(name__contains=value) | rows.filter(unit__name__contains=value)

    def _in_state(self, rows, name, value):
        return rows.filter(state__in=OPEN) if value == "open" else rows.filter(state=value)


class RequestList(ListPage):
    url_name = "staff:unit_requests:list"
    title = "党组织请示批复"
    lead = "成立、撤销、拆分、合并、改隶、换届和延期，由上级党组织批复"
    unit = "件"
    template = "party_building/unit_requests/staff_list.html"
    filters = RequestFilters
    columns = (
        Column("subject", "事项", kind="title", url="staff:unit_requests:detail", width=40),
        Column("kind", "类别", value="get_kind_display", phone=False),
        Column("from", "请示单位", value="from_name", width=28),
        Column("superior", "批复党组织", width=28),
        Column("effective_on", "生效日期", kind="date", sort="effective"),
        Column("consent", "属地意见", value=lambda row: row.consent_pair if row.consent else None, kind="badge"),
        Column("state", "状态", kind="badge"),
        Column("document_no", "批复文号", shown=False),
        Column("plan", "组建方案", shown=False),
    )
    sorts = (
        Sort("latest", "最近的", ("-created_at", "-pk")),
        Sort("effective", "生效日期", ("-effective_on", "-pk")),
    )
    empty_title = "还没有请示"
    empty_text = "点“起草请示”，或者从党组织页面发起撤销、换届等请示。"

    def queryset(self, actor: Actor):
        rows = UnitRequest.objects.visible_to(actor)
        return rows.select_related("superior", "drafter", "organization", "unit", "consent_office")
