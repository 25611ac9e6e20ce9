"""The list of duties."""

import django_filters
from django.urls import reverse

from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from party_building.party_duties.models import PartyDuty
from party_building.party_duties.states import PartyDutyKind


def _url(duty: PartyDuty) -> str:
    if duty.unit_id:
        return reverse("staff:party_units:detail", args=[duty.unit_id])
    return reverse("staff:organizations:detail", args=[duty.organization_id])


class PartyDutyFilters(Filters):
    primary = ("kind", "state")

    kind = django_filters.ChoiceFilter(choices=PartyDutyKind.choices, label="职责")
    state = django_filters.ChoiceFilter(
        choices=[("open", "未解除"), ("overdue", "已超期"), ("ended", "已解除")], method="_in_state", label="状态"
    )

    class Meta:
        model = PartyDuty
        fields: list = []

    def _in_state(self, rows, name, value):
        if value == "ended":
            return rows.filter(ended_on__isnull=False)
        return rows.open() if value == "open" else rows.overdue()


class PartyDutyList(ListPage):
    url_name = "staff:party_duties:list"
    title = "党建职责"
    lead = "规定要求的组建、选派、设立班子和拆分，随事实自动产生和解除"
    unit = "项"
    template = "party_building/party_duties/staff_list.html"
    filters = PartyDutyFilters
    columns = (
        Column("subject", "对象", value=lambda row: row.subject.name, kind="title", url=_url, width=40),
        Column("kind", "职责", value="get_kind_display", width=24),
        Column("reason", "依据", width=40),
        Column("since", "产生日期", kind="date", sort="since"),
        Column("due_on", "期限", kind="date", sort="due_on"),
        Column("ended_on", "解除日期", kind="date", phone=False),
        Column("ended_by", "解除原因", shown=False, width=30),
    )
    sorts = (
        Sort("due_on", "期限", ("due_on", "pk")),
        Sort("since", "产生日期", ("-since", "-pk")),
    )
    empty_title = "没有党建职责"
    empty_text = "规定要求的职责会随党员情况、覆盖关系和指导员选派自动产生。"

    def queryset(self, actor: Actor):
        return PartyDuty.objects.visible_to(actor).select_related("organization", "unit")
