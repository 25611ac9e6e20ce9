"""The matrix as a list: one organization a row, one column for each of the six."""

import datetime

import django_filters
from django import forms
from django.db.models import Q
from django.urls import reverse

from core import clock
from core.access.actor import Actor
from core.departments.models import Department, DepartmentKind, Region, RegionLevel
from core.listing import Column, Filters, ListPage, Sort
from party_building.six_syncs import queries
from party_building.six_syncs.states import TONES, SyncState
from registry.organizations.models import Organization
from registry.organizations.names import tidy
from registry.organizations.states import OrgType


def _codes(*, is_open: bool = True):
    return [(one.code, one.title) for one in queries.columns() if one.source is not None or not is_open]


class SyncFilters(Filters):
    primary = ("q", "due", "done", "org_type")

    q = django_filters.CharFilter(method="_named", label="社会组织名称")
    due = django_filters.ChoiceFilter(choices=_codes, method="_due", label="未同步")
    done = django_filters.ChoiceFilter(choices=_codes, method="_done", label="已同步")
    unknown = django_filters.ChoiceFilter(choices=_codes, method="_unknown", label="无记录")
    org_type = django_filters.ChoiceFilter(choices=OrgType.choices, method="_where", label="组织类型")
    district = django_filters.ModelChoiceFilter(
        queryset=lambda request: Region.objects.current().of_home().filter(level=RegionLevel.DISTRICT),
        method="_where", label="区县",
    )  # fmt: skip
    industry = django_filters.ModelChoiceFilter(
        queryset=lambda request: Department.objects.active().of_kind(DepartmentKind.GOVERNMENT),
        method="_responsible", label="责任部门",
    )  # fmt: skip
    party = django_filters.ModelChoiceFilter(
        queryset=lambda request: Department.objects.active().of_kind(DepartmentKind.PARTY_ORGAN),
        method="_party", label="党建责任单位",
    )  # fmt: skip
    as_of = django_filters.DateFilter(
        method="_as_it_is", label="查看某日", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    class Meta:
        model = Organization
        fields: list = []

    @property
    def day(self) -> datetime.date:
        return min(self.values.get("as_of") or clock.today(), clock.today())

    def filter_queryset(self, queryset):
        return super().filter_queryset(queries.with_states(queryset.as_of(self.day).active(), self.day))

    def _named(self, rows, name, value):
        return rows.filter(name__contains=tidy(value))

    def _as_it_is(self, rows, name, value):
        return rows

    def _where(self, rows, name, value):
        return rows.where(**{name: value})

    def _responsible(self, rows, name, value):
        supervisor, industry = rows.column("business_supervisor"), rows.column("industry_department")
        return rows.filter(Q(**{supervisor: value}) | Q(**{f"{supervisor}__isnull": True, industry: value}))

    def _party(self, rows, name, value):
        return rows.where(party_superior=value)

    def _due(self, rows, name, value):
        return rows.filter(**{f"sync_{value}": SyncState.DUE})

    def _done(self, rows, name, value):
        return rows.filter(**{f"sync_{value}": SyncState.DONE})

    def _unknown(self, rows, name, value):
        return rows.filter(**{f"sync_{value}": SyncState.UNKNOWN})


def pair(value: str) -> tuple[str, str]:
    state = SyncState(value)
    return state.label, TONES[state]


def _column(code: str, title: str) -> Column:
    def address(row: Organization) -> str:
        day = f"?as_of={row.shown_on:%Y-%m-%d}" if row.shown_on != clock.today() else ""
        return f"{reverse('staff:six_syncs:of_organization', args=[row.pk])}{day}#sync-{code}"

    return Column(
        code, title, value=lambda row: pair(getattr(row, f"sync_{code}")), kind="badge", url=address, width=12
    )


class SyncList(ListPage):
    url_name = "staff:six_syncs:list"
    title = "六个同步"
    lead = "党的建设与登记、章程、年报、评估、检查、培训同步的情况；点开一格查看依据。"
    unit = "家"
    template = "party_building/six_syncs/staff_list.html"
    filters = SyncFilters
    columns = (
        Column("name", "社会组织", kind="title", url="staff:six_syncs:of_organization", sort="name", width=40),
        *(_column(code, title) for code, title in _codes(is_open=False)),
        Column("party_superior", "党建责任单位", value="party_superior.name", shown=False, width=28),
    )
    sorts = (Sort("name", "名称", ("pinyin", "id")),)
    export_permission, export_url_name = "six_syncs.export", "staff:six_syncs:export"
    empty_title = "您的范围内还没有社会组织"

    def queryset(self, actor: Actor):
        return Organization.objects.visible_to(actor).select_related("party_superior")

    def prepare(self, rows: list, filters: SyncFilters) -> None:
        for row in rows:
            row.shown_on = filters.day

    def extra_context(self, request) -> dict:
        filters = self.filtered(request.actor, request.GET)
        kept = request.GET.copy()
        for key in ("due", "done", "unknown", "at", "sort", "view"):
            kept.pop(key, None)
        return {"counts": queries.counts(filters.qs), "kept": kept.urlencode()}
