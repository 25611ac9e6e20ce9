"""The list of party units."""

import django_filters

from core import clock
from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel


def state_pair(unit: PartyUnit) -> tuple[str, str]:
    return ("已撤销", "neutral") if unit.is_dissolved else ("正常", "ok")


class PartyUnitFilters(Filters):
    primary = ("q", "level", "form", "state")

    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label="名称")
    level = django_filters.ChoiceFilter(choices=UnitLevel.choices, label="层级")
    form = django_filters.ChoiceFilter(choices=UnitForm.choices, label="组建方式")
    state = django_filters.ChoiceFilter(
        choices=[("present", "正常"), ("dissolved", "已撤销")], method="_in_state", label="状态"
    )

    class Meta:
        model = PartyUnit
        fields: list = []

    def _in_state(self, rows, name, value):
        today = clock.today()
        return rows.on(today) if value == "present" else rows.filter(dissolved_on__lte=today)


class PartyUnitList(ListPage):
    url_name = "staff:party_units:list"
    title = "党组织"
    lead = "社会组织中的党委、党总支和党支部"
    unit = "个"
    template = "party_building/party_units/staff_list.html"
    filters = PartyUnitFilters
    columns = (
        Column("name", "名称", kind="title", url="staff:party_units:detail", sort="name", width=40),
        Column("level", "层级", value="get_level_display"),
        Column("form", "组建方式", value="get_form_display", phone=False),
        Column("superior", "上级党组织", width=28),
        Column("organization", "所在社会组织", width=36),
        Column("established_on", "成立日期", kind="date", sort="established_on", phone=False),
        Column("state", "状态", value=state_pair, kind="badge"),
    )
    sorts = (Sort("name", "名称", ("name", "pk")), Sort("established_on", "成立日期", ("-established_on", "-pk")))
    empty_title = "您的范围内还没有党组织"
    empty_text = "党组织由上级党组织批复成立后登记。"

    def queryset(self, actor: Actor):
        return PartyUnit.objects.visible_to(actor).select_related("superior", "organization")
