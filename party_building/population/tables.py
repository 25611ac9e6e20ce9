"""The list of party units outside the register."""

import datetime

import django_filters
from django import forms
from django.db.models import OuterRef, Subquery

from core import clock
from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from party_building.party_units.models import PartyUnit
from party_building.population import queries
from party_building.population.models import OutsideSituation
from party_building.population.states import Trade


class PopulationFilters(Filters):
    primary = ("q", "trade", "as_of")

    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label="党组织名称")
    trade = django_filters.ChoiceFilter(choices=Trade.choices, method="_of_trade", label="行业")
    as_of = django_filters.DateFilter(
        method="_on_the_day", label="统计日", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    class Meta:
        model = PartyUnit
        fields: list = []

    @property
    def day(self) -> datetime.date:
        return self.values.get("as_of") or clock.today()

    def _of_trade(self, rows, name, value):
        facts = OutsideSituation.objects.on(self.day).filter(trade=value)
        return rows.filter(pk__in=facts.values("unit"))

    def _on_the_day(self, rows, name, value):
        return rows.on(value)


class PopulationList(ListPage):
    url_name = "staff:population:list"
    title = "口径外党组织"
    lead = "律师事务所等不由民政部门登记的单位的党组织，单独统计，不计入社会组织的任何数字和覆盖率。"
    unit = "个"
    template = "party_building/population/staff_list.html"
    filters = PopulationFilters
    columns = (
        Column("name", "党组织", kind="title", url="staff:population:detail", sort="name", width=40),
        Column("host_name", "所在单位", width=36),
        Column("trade", "行业", value=lambda row: Trade(row.trade).label if row.trade else ""),
        Column("level", "层级", value="get_level_display", phone=False),
        Column("superior", "上级党组织", value="superior.name", width=28, phone=False),
        Column("formal", "正式党员", kind="number"),
        Column("probationary", "预备党员", kind="number", phone=False),
        Column("established_on", "成立日期", kind="date", phone=False),
    )
    sorts = (Sort("name", "名称", ("name", "pk")),)
    export_permission, export_url_name = "population.export", "staff:population:export"
    empty_title = "您的范围内没有口径外党组织"
    empty_text = "成立党组织时选择“不由民政部门登记”的，在这里单独列出。"

    def queryset(self, actor: Actor):
        rows = queries.outside(PartyUnit.objects.visible_to(actor)).select_related("superior")
        return _described(rows, clock.today())

    def prepare(self, rows: list[PartyUnit], filters: PopulationFilters) -> None:
        """On a past day each unit as it was then. One query."""
        if filters.day == clock.today():
            return
        then = {fact.unit_id: fact for fact in OutsideSituation.objects.on(filters.day).filter(unit__in=rows)}
        for row in rows:
            fact = then.get(row.pk)
            for name in _SHOWN:
                setattr(row, name, getattr(fact, name) if fact else None)

    def notices(self, drawn) -> list[dict]:
        said = queries.figures(drawn.filters.qs, drawn.filters.day)
        text = (
            f"截至 {drawn.filters.day:%Y-%m-%d}：党组织 {said['units']} 个，所在单位 {said['hosts']} 家，正式党员 "
            f"{said['formal']} 名，预备党员 {said['probationary']} 名，入党积极分子 {said['activists']} 名。"
        )
        return [{"tone": "info", "text": text, "url": "", "label": ""}]


_SHOWN = ("host_name", "trade", "formal", "probationary")


def _described(rows, day: datetime.date):
    facts = OutsideSituation.objects.on(day).filter(unit=OuterRef("pk"))
    return rows.annotate(**{name: Subquery(facts.values(name)[:1]) for name in _SHOWN})
