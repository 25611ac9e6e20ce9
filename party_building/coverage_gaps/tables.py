"""The uncovered of the line one by one, and counted by what they need, who answers and where they are."""

from dataclasses import dataclass
from urllib.parse import urlencode

import django_filters
from django.db.models import Count
from django.urls import reverse

from core import clock
from core.access.actor import Actor
from core.departments.models import Department, Region, RegionLevel
from core.listing import Column, Filters, ListPage, Sort
from party_building.coverage_gaps.queries import gaps
from party_building.coverage_gaps.states import EXPORT, Situation
from registry.organizations.models import Organization


class GapFilters(Filters):
    primary = ("q", "situation", "answers", "district")
    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label="名称")
    situation = django_filters.ChoiceFilter(choices=Situation.choices, label="情形", empty_label="不限")
    answers = django_filters.ModelChoiceFilter(
        queryset=lambda request: Department.objects.active().order_by("name"), method="answered_by", label="责任单位",
        empty_label="不限",
    )  # fmt: skip
    district = django_filters.ModelChoiceFilter(
        queryset=lambda request: Region.objects.of_home().current().filter(level=RegionLevel.DISTRICT),
        label="区县", empty_label="不限", null_label="未明确",
    )  # fmt: skip

    class Meta:
        model = Organization
        fields: list = []

    def answered_by(self, queryset, name, value):
        return queryset.filter(answers_id=value.pk)


def _answers(row):
    return row.business_supervisor or row.industry_department or row.party_superior


class GapList(ListPage):
    url_name = "staff:coverage_gaps:rows"
    title = "待覆盖的社会组织"
    lead = "既未单独组建、也未加入联合党组织的社会组织；没有正式党员的，已有在任指导员即不列入。"
    unit = "家"
    filters = GapFilters
    template = "party_building/coverage_gaps/staff_rows.html"
    columns = (
        Column("name", "名称", kind="title", url="staff:organizations:detail", width=40),
        Column("situation", "情形", value=lambda row: Situation(row.situation).label),
        Column("formal", "专职正式党员", kind="number", permission="party_counts.view"),
        Column("answers", "责任单位", value=_answers),
        Column("party_superior", "上级党组织", shown=False, width=28),
        Column("district", "区县"),
        Column("street", "镇街", phone=False),
    )
    sorts = (Sort("name", "名称", ("pinyin", "id")), Sort("formal", "党员数", ("-formal", "id")))
    export_permission, export_url_name = EXPORT, "staff:coverage_gaps:export"
    empty_title = "没有待覆盖的社会组织"
    empty_text = "您的范围内都已覆盖，或者已选派指导员。"

    def queryset(self, actor: Actor):
        links = ("business_supervisor", "industry_department", "party_superior", "district", "street")
        return gaps(actor.scope, clock.today()).select_related(*links)


@dataclass(frozen=True)
class Group:
    name: str
    number: int
    url: str


def rows_url(**filters) -> str:
    address = reverse("staff:coverage_gaps:rows")
    return f"{address}?{urlencode(filters)}" if filters else address


def groups(actor: Actor) -> dict[str, list[Group]]:
    """Today's uncovered by situation, responsible unit and district; every number opens its rows. Five queries."""
    found = gaps(actor.scope, clock.today())
    situations = _counts(found, "situation")
    offices, regions = _counts(found, "answers_id"), _counts(found, "district_id")
    office_names = dict(Department.objects.filter(pk__in=[pk for pk in offices if pk]).values_list("pk", "name"))
    region_names = dict(Region.objects.filter(pk__in=[pk for pk in regions if pk]).values_list("pk", "name"))
    return {
        "situations": [Group(one.label, situations.get(one, 0), rows_url(situation=one.value)) for one in Situation],
        "offices": _named(offices, office_names, "answers"),
        "districts": _named(regions, region_names, "district"),
    }


def _counts(rows, column: str) -> dict:
    return dict(rows.order_by().values_list(column).annotate(n=Count("pk")))


def _named(counted: dict, names: dict, filter_name: str) -> list[Group]:
    """In the order of names: no ranking."""
    known = sorted((names[pk], pk) for pk in counted if pk)
    found = [Group(name, counted[pk], rows_url(**{filter_name: pk})) for name, pk in known]
    unknown = [Group("未明确", counted[None], rows_url(**{filter_name: "null"}))] if counted.get(None) else []
    return found + unknown
