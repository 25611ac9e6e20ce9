"""The list of party units."""

import datetime

import django_filters
from django import forms

from core import clock
from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel


def state_pair(unit: PartyUnit, day: datetime.date | None = None) -> tuple[str, str]:
    """On `day`, today where none is given."""
    is_dissolved = unit.dissolved_on is not None and unit.dissolved_on <= (day or clock.today())
    return ("已撤销", "neutral") if is_dissolved else ("正常", "ok")


class PartyUnitFilters(Filters):
    primary = ("q", "level", "form", "state")

    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label="名称")
    level = django_filters.ChoiceFilter(choices=UnitLevel.choices, label="层级")
    form = django_filters.ChoiceFilter(choices=UnitForm.choices, label="组建方式")
    state = django_filters.ChoiceFilter(
        choices=[("present", "正常"), ("dissolved", "已撤销")], method="_in_state", label="状态"
    )

    as_of = django_filters.DateFilter(
        method="_on_the_day", label="查看某日", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    class Meta:
        model = PartyUnit
        fields: list = []

    @property
    def day(self) -> datetime.date:
        return self.values.get("as_of") or clock.today()

    def _in_state(self, rows, name, value):
        return rows.on(self.day) if value == "present" else rows.filter(dissolved_on__lte=self.day)

    def _on_the_day(self, rows, name, value):
        """Units that had been set up by that day, the dissolved ones with their mark."""
        return rows.filter(established_on__lte=value)


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
        Column("state", "状态", value=lambda row: state_pair(row, row.shown_on), kind="badge"),
    )
    sorts = (Sort("name", "名称", ("name", "pk")), Sort("established_on", "成立日期", ("-established_on", "-pk")))
    empty_title = "您的范围内还没有党组织"
    empty_text = "党组织由上级党组织批复成立后登记。"

    def queryset(self, actor: Actor):
        return PartyUnit.objects.visible_to(actor).select_related("superior", "organization")

    def prepare(self, rows: list[PartyUnit], filters: PartyUnitFilters) -> None:
        for row in rows:
            row.shown_on = filters.day
