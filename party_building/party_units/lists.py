"""The list of party units."""

import datetime

import django_filters
from django import forms

from core import clock
from core.access.actor import Actor
from core.departments.models import Department, Region
from core.listing import Column, Filters, ListPage, Sort
from party_building.party_units import queries
from party_building.party_units.models import CoverageLink, PartyUnit
from party_building.party_units.queries import LACKS
from party_building.party_units.states import UnitForm, UnitKind, UnitLevel


def state_pair(unit: PartyUnit, day: datetime.date | None = None) -> tuple[str, str]:
    """On `day`, today where none is given."""
    is_dissolved = unit.dissolved_on is not None and unit.dissolved_on <= (day or clock.today())
    return ("已撤销", "neutral") if is_dissolved else ("正常", "ok")


def _superiors(actor: Actor):
    seen = PartyUnit.objects.visible_to(actor).order_by().values("superior").distinct()
    return Department.objects.filter(pk__in=seen).order_by("name")


def _parents(actor: Actor):
    seen = PartyUnit.objects.visible_to(actor).exclude(parent=None).order_by().values("parent").distinct()
    return PartyUnit.objects.filter(pk__in=seen).order_by("name")


def _places(actor: Actor):
    seen = PartyUnit.objects.visible_to(actor).order_by().values("service_region").distinct()
    return Region.objects.filter(pk__in=seen).order_by("code")


def _streets(actor: Actor):
    """Where the covered organizations sit."""
    covered = CoverageLink.objects.filter(unit__in=PartyUnit.objects.visible_to(actor).values("pk"))
    return Region.objects.filter(pk__in=covered.values("organization__street")).order_by("code")


class PartyUnitFilters(Filters):
    primary = ("q", "kind", "level", "state")

    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label="名称")
    kind = django_filters.ChoiceFilter(choices=UnitKind.choices, label="类别")
    level = django_filters.ChoiceFilter(choices=UnitLevel.choices, label="层级")
    form = django_filters.ChoiceFilter(choices=UnitForm.choices, label="组建方式")
    state = django_filters.ChoiceFilter(
        choices=[("present", "正常"), ("dissolved", "已撤销")], method="_in_state", label="状态"
    )
    superior = django_filters.ModelChoiceFilter(label="上级党组织", queryset=Department.objects.none())
    parent = django_filters.ModelChoiceFilter(label="所属党组织", queryset=PartyUnit.objects.none())
    service_region = django_filters.ModelChoiceFilter(label="服务地", queryset=Region.objects.none())
    street = django_filters.ModelChoiceFilter(
        label="覆盖组织所在镇街", queryset=Region.objects.none(), method="_covers_in"
    )
    lacks = django_filters.ChoiceFilter(choices=LACKS, method="_lacking", label="需办理")

    as_of = django_filters.DateFilter(
        method="_on_the_day", label="查看某日", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    class Meta:
        model = PartyUnit
        fields: list = []

    def __init__(self, data=None, queryset=None, **options):
        super().__init__(data, queryset, **options)
        offered = {"superior": _superiors, "parent": _parents, "service_region": _places, "street": _streets}
        for name, rows in offered.items():
            self.filters[name].field.queryset = rows(self.actor)

    @property
    def day(self) -> datetime.date:
        return self.values.get("as_of") or clock.today()

    def _in_state(self, rows, name, value):
        return rows.on(self.day) if value == "present" else rows.filter(dissolved_on__lte=self.day)

    def _covers_in(self, rows, name, value):
        here = CoverageLink.objects.on(self.day).filter(organization__street=value)
        return rows.filter(pk__in=here.values("unit"))

    def _lacking(self, rows, name, value):
        return queries.lacking(rows.on(self.day), value, self.day)

    def _on_the_day(self, rows, name, value):
        """Units that had been set up by that day, the dissolved ones with their mark."""
        return rows.filter(established_on__lte=value)


class PartyUnitList(ListPage):
    url_name = "staff:party_units:list"
    title = "党组织"
    lead = "两新工委、综合党委、行业党委、街镇党组织和社会组织党组织"
    unit = "个"
    template = "party_building/party_units/staff_list.html"
    filters = PartyUnitFilters
    columns = (
        Column("name", "名称", kind="title", url="staff:party_units:detail", sort="name", width=40),
        Column("level", "层级", value="get_level_display"),
        Column("kind", "类别", value="get_kind_display", shown=False),
        Column("form", "组建方式", value="get_form_display", phone=False),
        Column("superior", "上级党组织", width=28),
        Column("parent", "所属党组织", shown=False, width=28),
        Column("organization", "所在社会组织", width=36),
        Column("service_region", "服务地", shown=False),
        Column("established_on", "成立日期", kind="date", sort="established_on", phone=False),
        Column("state", "状态", value=lambda row: state_pair(row, row.shown_on), kind="badge"),
    )
    sorts = (Sort("name", "名称", ("name", "pk")), Sort("established_on", "成立日期", ("-established_on", "-pk")))
    empty_title = "您的范围内还没有党组织"
    empty_text = "党组织由上级党组织批复成立后登记。"

    def queryset(self, actor: Actor):
        return PartyUnit.objects.visible_to(actor).select_related(
            "superior", "parent", "organization", "service_region"
        )

    def prepare(self, rows: list[PartyUnit], filters: PartyUnitFilters) -> None:
        for row in rows:
            row.shown_on = filters.day
