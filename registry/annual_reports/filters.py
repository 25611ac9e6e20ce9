"""How staff narrow the list of reports. Rows are obligations: one organization, one year, begun or not."""

import django_filters
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from core import clock
from core.departments.models import Department, DepartmentKind, Region, RegionLevel
from core.listing import Filters
from core.obligations.models import ObligationState
from registry.annual_reports import queries
from registry.annual_reports.models import ReportingRegime, ReportObligation
from registry.annual_reports.states import State
from registry.organizations.states import OrgType

STAGES = [
    ("not_started", "未开始"),
    *State.choices,
    (ObligationState.EXEMPT.value, "免报"),
    (ObligationState.WAIVED.value, "不再要求"),
]
FILING = [
    ("owed", "应报"),
    ("filed", "已报（到达登记管理机关）"),
    ("unfiled", "应报未报"),
    ("overdue", "逾期未报（不含初审单位迟延）"),
    ("waiting", "在初审单位"),
    ("late", "逾期后报送"),
    ("direct", "未经初审直接报送"),
]


def _years():
    years = ReportingRegime.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [(year, f"{year} 年度") for year in years]


def _districts(request=None):
    return Region.objects.filter(level=RegionLevel.DISTRICT, parent__code=settings.HOME_CITY_CODE).order_by("code")


def _departments(request=None):
    kinds = (DepartmentKind.GOVERNMENT, DepartmentKind.PARTY_ORGAN, DepartmentKind.CIVIL_AFFAIRS)
    return Department.objects.active().filter(kind__in=kinds).order_by("name")


class ReportFilters(Filters):
    """`on` asks the same questions for an earlier day; without it they are asked for today."""

    primary = ("q", "year", "filing", "stage")

    q = django_filters.CharFilter(field_name="organization__name", lookup_expr="contains", label="名称")
    year = django_filters.ChoiceFilter(choices=_years, label="报告年度", empty_label="全部年度")
    filing = django_filters.ChoiceFilter(choices=FILING, label="报送情况", method="by_filing", empty_label="不限")
    stage = django_filters.ChoiceFilter(choices=STAGES, label="办理状态", method="by_stage", empty_label="不限")
    type = django_filters.ChoiceFilter(
        field_name="organization__org_type", choices=OrgType.choices, label="类型", empty_label="全部类型"
    )
    district = django_filters.ModelChoiceFilter(
        field_name="organization__district", queryset=_districts, label="区县", empty_label="全部区县"
    )
    department = django_filters.ModelChoiceFilter(
        queryset=_departments, label="责任单位", method="by_department", empty_label="全部单位"
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

    def by_stage(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "not_started":
            return rows.filter(report=None, state=ObligationState.OPEN)
        if value in queries.RELEASED:
            return rows.filter(state=value)
        return rows.filter(report__state=value)

    def by_department(self, rows: QuerySet, name: str, value: Department) -> QuerySet:
        own = Q(organization__business_supervisor=value)
        instead = Q(organization__business_supervisor=None, organization__industry_department=value)
        return rows.filter(own | instead)


def with_filing(rows: QuerySet, value: str, day) -> QuerySet:
    """The rows of one of FILING's situations on a day; indicators and the organization list ask here too."""
    if value == "overdue":
        return queries.overdue(rows, day)
    owed = queries.owed(rows, day)
    if value == "filed":
        return queries.filed(owed, day)
    if value == "unfiled":
        return queries.not_filed(owed, day)
    if value == "waiting":
        return queries.at_first_reviewer(owed, day)
    if value == "late":
        return queries.filed(queries.sent_late(owed, day), day)
    if value == "direct":
        return queries.sent_directly(owed, day)
    return owed
