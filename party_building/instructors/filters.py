"""What the lists of instructors are searched by."""

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q

from core import clock
from core.departments.models import Region, RegionLevel
from core.listing import Filters
from party_building.instructors import queries
from party_building.instructors.models import Dispatch, Instructor, Visit
from party_building.instructors.states import DispatchBasis, InstructorKind, VisitKind
from registry.organizations.models import Organization
from registry.organizations.queries import matching_names
from registry.organizations.states import OrgType

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def named(typed: str, prefix: str = "person__") -> Q:
    """By part of the name, or by the letters it is spelled with."""
    text = "".join(typed.split())
    if not text.isascii():
        return Q(**{f"{prefix}name__contains": text})
    low = text.lower()
    return Q(**{f"{prefix}initials__startswith": low}) | Q(**{f"{prefix}pinyin__startswith": low})


def districts() -> list[tuple[int, str]]:
    here = Region.objects.current().filter(level=RegionLevel.DISTRICT, parent__code=settings.HOME_CITY_CODE)
    return list(here.order_by("code").values_list("pk", "name"))


class InstructorFilters(Filters):
    primary = ("q", "kind", "state", "load")
    q = django_filters.CharFilter(method="_named", label="姓名或选派单位")
    kind = django_filters.ChoiceFilter(choices=InstructorKind.choices, label="类别")
    state = django_filters.ChoiceFilter(
        choices=[("present", "在队"), ("left", "已离队")], method="_in_state", label="状态"
    )
    load = django_filters.ChoiceFilter(
        choices=[("over", "超出上限"), ("full", "已满"), ("free", "可再派"), ("none", "未联系组织")],
        method="_loaded",
        label="联系情况",
    )
    district = django_filters.ChoiceFilter(choices=(), method="_living_in", label="常驻区县")

    class Meta:
        model = Instructor
        fields: list = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.filters["district"].extra["choices"] = districts()

    def _named(self, rows, name, value):
        return rows.filter(
            named(value)
            | Q(council_unit__name__contains=value)
            | Q(sending_department__name__contains=value)
            | Q(sending_name__contains=value)
        )

    def _in_state(self, rows, name, value):
        present = Instructor.objects.on(clock.today()).values("pk")
        return rows.filter(pk__in=present) if value == "present" else rows.exclude(pk__in=present)

    def _loaded(self, rows, name, value):
        conditions = {
            "over": Q(load__gt=F("cap")),
            "full": Q(load=F("cap")),
            "free": Q(load__lt=F("cap")),
            "none": Q(load=0),
        }
        return rows.filter(conditions[value])

    def _living_in(self, rows, name, value):
        return rows.filter(Q(home=value) | Q(home__parent=value))


class DispatchFilters(Filters):
    primary = ("q", "basis", "state", "visited")
    q = django_filters.CharFilter(method="_named", label="社会组织或指导员")
    basis = django_filters.ChoiceFilter(choices=DispatchBasis.choices, label="选派方式")
    state = django_filters.ChoiceFilter(
        choices=[("present", "联系中"), ("ended", "已结束")], method="_in_state", label="状态"
    )
    visited = django_filters.ChoiceFilter(choices=[("missing", "上季度未走访")], method="_visited", label="走访")
    double = django_filters.ChoiceFilter(choices=[("yes", "双派")], method="_double", label="是否双派")
    instructor = django_filters.NumberFilter(field_name="instructor", label="指导员编号", min_value=1)

    class Meta:
        model = Dispatch
        fields: list = []

    def _named(self, rows, name, value):
        of_name = matching_names(value).values("organization")
        return rows.filter(named(value, "instructor__person__") | Q(organization__in=of_name))

    def _in_state(self, rows, name, value):
        present = Dispatch.objects.on(clock.today()).values("pk")
        return rows.filter(pk__in=present) if value == "present" else rows.exclude(pk__in=present)

    def _visited(self, rows, name, value):
        return queries.unvisited(rows, clock.today())

    def _double(self, rows, name, value):
        today = clock.today()
        other = (
            Dispatch.objects.on(today).filter(organization=OuterRef("organization")).exclude(basis=OuterRef("basis"))
        )
        return rows.filter(Exists(other), pk__in=Dispatch.objects.on(today).values("pk"))


class UncoveredFilters(Filters):
    primary = ("q", "before", "district")
    q = django_filters.CharFilter(method="_named", label="名称")
    before = django_filters.ChoiceFilter(
        choices=[("fell_open", "原指导员离队、选派结束"), ("never", "从未选派")], method="_before", label="原因"
    )
    district = django_filters.ChoiceFilter(field_name="district", choices=(), label="区县")
    org_type = django_filters.ChoiceFilter(choices=OrgType.choices, label="组织类型")

    class Meta:
        model = Organization
        fields: list = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.filters["district"].extra["choices"] = districts()

    def _named(self, rows, name, value):
        return rows.filter(pk__in=matching_names(value).values("organization"))

    def _before(self, rows, name, value):
        before = Exists(Dispatch.objects.filter(organization=OuterRef("pk"), valid_to__lt=clock.today()))
        return rows.filter(before) if value == "fell_open" else rows.filter(~before)


class VisitFilters(Filters):
    primary = ("q", "kind", "on")
    q = django_filters.CharFilter(method="_named", label="社会组织或指导员")
    kind = django_filters.ChoiceFilter(choices=VisitKind.choices, label="类别")
    on = django_filters.DateFromToRangeFilter(field_name="visited_on", label="日期")

    class Meta:
        model = Visit
        fields: list = []

    def _named(self, rows, name, value):
        of_name = matching_names(value).values("organization")
        return rows.filter(named(value, "instructor__person__") | Q(organization__in=of_name))
