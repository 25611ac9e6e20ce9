"""How staff narrow the list of reports. Rows are obligations: one organization, one year, begun or not."""

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from django.utils.functional import cached_property

from core import clock
from core.departments.models import Department, DepartmentKind, Region, RegionLevel
from core.indicators.grouping import with_unit
from core.listing import Filters
from core.obligations.models import ObligationState
from registry.annual_reports import queries
from registry.annual_reports.filing_situations import filing_choices, with_filing
from registry.annual_reports.models import ReportingRegime, ReportObligation
from registry.annual_reports.states import ConclusionValue, State
from registry.organizations.states import OrgType

UNITS = {"district": "district", "department": "responsible", "authority": "supervising"}  # filter → unit of figures
STAGES = [
    ("not_started", "未开始"),
    *State.choices,
    (ObligationState.EXEMPT.value, "免报"),
    (ObligationState.WAIVED.value, "不再要求"),
]


def _years():
    years = ReportingRegime.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [(year, f"{year} 年度") for year in years]


def _districts(request=None):
    return Region.objects.filter(level=RegionLevel.DISTRICT, parent__code=settings.HOME_CITY_CODE).order_by("code")


def _departments(request=None):
    kinds = (DepartmentKind.GOVERNMENT, DepartmentKind.PARTY_ORGAN, DepartmentKind.CIVIL_AFFAIRS)
    return Department.objects.filter(kind__in=kinds).order_by("name")


def _authorities(request=None):
    return Department.objects.filter(kind=DepartmentKind.CIVIL_AFFAIRS).order_by("name")


class ReportFilters(Filters):
    """`on` asks the same questions for an earlier day; without it they are asked for today."""

    primary = ("q", "year", "filing", "stage")

    q = django_filters.CharFilter(field_name="organization__name", lookup_expr="contains", label="名称")
    year = django_filters.ChoiceFilter(choices=_years, label="报告年度", empty_label="全部年度")
    filing = django_filters.ChoiceFilter(
        choices=filing_choices, label="报送情况", method="by_filing", empty_label="不限"
    )
    stage = django_filters.ChoiceFilter(choices=STAGES, label="办理状态", method="by_stage", empty_label="不限")
    type = django_filters.ChoiceFilter(
        field_name="organization__org_type", choices=OrgType.choices, label="类型", empty_label="全部类型"
    )
    district = django_filters.ModelChoiceFilter(
        queryset=_districts,
        label="区县",
        method="by_unit",
        empty_label="全部区县",
        null_label="未归集",
        null_value="none",
    )
    department = django_filters.ModelChoiceFilter(
        queryset=_departments, label="责任单位", method="by_unit", empty_label="全部单位", null_label="没有责任单位",
        null_value="none",
    )  # fmt: skip
    authority = django_filters.ModelChoiceFilter(
        queryset=_authorities, label="监督管理机关", method="by_unit", empty_label="全部机关", null_label="未归集",
        null_value="none",
    )  # fmt: skip
    conclusion = django_filters.ChoiceFilter(
        choices=ConclusionValue.choices, label="年检结论", method="by_conclusion", empty_label="不限"
    )
    on = django_filters.DateFilter(label="截至日期", method="by_day")

    class Meta:
        model = ReportObligation
        fields: list = []

    @cached_property
    def day(self):
        return self.values.get("on") or clock.today()

    def by_day(self, rows: QuerySet, name: str, value) -> QuerySet:
        """The day bends the other filters and takes no row away by itself."""
        return rows

    def by_filing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return with_filing(rows, value, self.day)

    def by_conclusion(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return queries.concluded(rows, self.day, value)

    def by_stage(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "not_started":
            return rows.filter(report=None, state=ObligationState.OPEN)
        if value in queries.RELEASED:
            return rows.filter(state=value)
        return rows.filter(report__state=value)

    def by_unit(self, rows: QuerySet, name: str, value) -> QuerySet:
        """To which unit an organization belonged on the day, as the statistics count it."""
        unit = value.pk if hasattr(value, "pk") else None
        return with_unit(rows, UNITS[name], self.day).filter(figure_unit_id=unit)
