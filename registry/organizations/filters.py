"""The one set of filters of the register: list, export and API ask with it."""

import datetime
import re

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet

from core import clock
from core.access.actor import Actor
from core.access.scope import NOTHING, ScopeKind
from core.departments.models import Department, DepartmentKind, Region, RegionLevel
from core.listing import Filters
from registry.organizations import completeness, queries
from registry.organizations.models import Organization
from registry.organizations.situations import Situation, all_situations
from registry.organizations.states import OrgType, RegistrationLevel, Standing, Status, SupervisionMode

KINDS = (
    ("is_industry_association", "行业协会商会"),
    ("is_nonlocal_chamber", "异地商会"),
    ("is_charity", "慈善组织"),
    ("has_public_fundraising", "公开募捐资格"),
    ("is_hub", "枢纽型"),
    ("is_federation", "社区社会组织联合会"),
)
CLAUSES = [("yes", "已入章"), ("no", "未入章"), ("none", "未录入章程")]
CLAUSE_COLUMNS = {"party_clause": "has_party_clause", "core_values": "has_core_values_clause"}
DUE = [("over", "已过载明日期"), ("30", "30 日内到期"), ("60", "60 日内到期"), ("90", "90 日内到期")]
ANSWERING = (DepartmentKind.GOVERNMENT, DepartmentKind.CIVIL_AFFAIRS, DepartmentKind.APPROVAL_BUREAU)
PLACES = {"city": RegionLevel.CITY, "district": RegionLevel.DISTRICT, "street": RegionLevel.TOWNSHIP}
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class _OnTheDay:
    """A filter by a projected column, on whichever day the queryset reads."""

    def filter(self, rows, value):
        if value in (None, "", [], ()):
            return rows
        return rows.where(**{self.field_name: value})


class Choice(_OnTheDay, django_filters.ChoiceFilter):
    pass


class Link(Choice):
    """One of the regions or offices that the seat may choose from; the choices are filled once for all links."""

    def __init__(self, column: str, label: str, *kinds: str):
        super().__init__(column, label=label, choices=())
        self.kinds = kinds


class OrganizationFilters(Filters):
    """`as_of` is read by the page (it decides which columns hold); it stands here for its chip and its input."""

    primary = ("q", "org_type", "status", "district")

    q = django_filters.CharFilter(method="_later", label="名称、曾用名、代码、拼音或首字母")
    org_type = Choice("org_type", choices=OrgType.choices, label="类型")
    status = Choice("status", choices=[("active", "存续（正常、整改、停止活动）"), *Status.choices], label="状态")
    district = Link("district_id", "区县")
    street = Link("street_id", "镇街")
    city = Link("city_id", "市")
    standing = Choice("standing", choices=Standing.choices, label="信用状况")
    level = Choice("registration_level", choices=RegistrationLevel.choices, label="登记级别")
    mode = Choice("supervision_mode", choices=SupervisionMode.choices, label="管理方式")
    kind = django_filters.ChoiceFilter(choices=KINDS, method="_of_kind", label="属性")
    supervising = Link("supervising_authority_id", "监督管理机关", DepartmentKind.CIVIL_AFFAIRS)
    registering = Link(
        "registering_authority_id", "登记管理机关", DepartmentKind.CIVIL_AFFAIRS, DepartmentKind.APPROVAL_BUREAU
    )
    business = Link("business_supervisor_id", "业务主管单位", *ANSWERING)
    industry = Link("industry_department_id", "行业管理部门", *ANSWERING)
    party = Link("party_superior_id", "党建责任单位", DepartmentKind.PARTY_ORGAN)
    party_clause = django_filters.ChoiceFilter(choices=CLAUSES, method="_with_clause", label="党建入章")
    core_values = django_filters.ChoiceFilter(choices=CLAUSES, method="_with_clause", label="核心价值观入章")
    certificate = django_filters.ChoiceFilter(choices=DUE, method="_certificate_due", label="证书到期")
    gap = django_filters.ChoiceFilter(choices=completeness.choices, method="_with_gap", label="待补信息（四清）")
    registered_year = django_filters.NumberFilter(
        field_name="registered_on",
        lookup_expr="year",
        label="成立年份",
        min_value=1949,
        max_value=2100,
        decimal_places=0,
    )
    as_of = django_filters.DateFilter(method="_later", label="查看某日", widget=DAY)

    class Meta:
        model = Organization
        fields: list = []

    def __init__(self, data=None, queryset=None, *, actor: Actor, is_exact: bool = False, **options):
        super().__init__(data, queryset, actor=actor, is_exact=is_exact, **options)
        self.exact: QuerySet | None = None
        self.filters["status"].filter = self._with_status
        self._offer_regions()
        self._offer_offices()
        for situation in all_situations():
            if not (situation.by_seat and actor.is_api_side):
                self.filters[situation.key] = self._lent(situation)

    # ---- what the seat may choose from

    def _offer_regions(self) -> None:
        """Streets only inside a chosen district, nothing beside the seat's own territory. One query, and none where
        rows are acted upon and no region is asked for."""
        if self.is_exact and not any(self.data.get(name) for name in PLACES):
            for name in PLACES:
                del self.filters[name]
            return
        own = self.actor.scope if self.actor.scope.kind == ScopeKind.TERRITORY else NOTHING
        district = own.ids[0] if own.level == RegionLevel.DISTRICT else _number(self.data.get("district"))
        city = _number(self.data.get("city"))
        districts = Q(parent=city) if city else Q(parent__code=settings.HOME_CITY_CODE)
        wanted = Q(level=RegionLevel.CITY) | (Q(level=RegionLevel.DISTRICT) & districts)
        wanted |= Q(level=RegionLevel.TOWNSHIP, parent=district)
        rows = Region.objects.current(self.day).filter(wanted).order_by("code")
        self.regions = list(rows.values_list("pk", "name", "level", named=True))
        for name, level in PLACES.items():
            choices = [(one.pk, one.name) for one in self.regions if one.level == level]
            if choices and level > (own.level or 0):
                self.filters[name].extra["choices"] = choices
            else:
                del self.filters[name]

    def _offer_offices(self) -> None:
        """One query for all kinds of offices; none where rows are acted upon and no office is asked for."""
        links = {name: one for name, one in self.filters.items() if isinstance(one, Link) and one.kinds}
        if self.is_exact and not any(self.data.get(name) for name in links):
            for name in links:
                del self.filters[name]
            return
        offices = Department.objects.of_kind(*ANSWERING, DepartmentKind.PARTY_ORGAN)
        offices = list(offices.order_by("region__level", "name").values_list("pk", "name", "kind", named=True))
        for one in links.values():
            one.extra["choices"] = [(office.pk, office.name) for office in offices if office.kind in one.kinds]

    def _lent(self, situation: Situation) -> django_filters.Filter:
        seat = (self.actor,) if situation.by_seat else ()
        lent = django_filters.ChoiceFilter(choices=situation.choices(self.day, *seat), label=situation.label)
        lent.filter = lambda rows, value: situation.apply(rows, value, self.day) if value else rows
        lent.parent, lent.model = self, Organization
        return lent

    @property
    def day(self) -> datetime.date:
        return as_of_day((self.data or {}).get("as_of", ""))

    # ---- the filters themselves

    def _with_status(self, rows, value):
        if value == "active":
            return rows.active()
        return rows.where(status=value) if value else rows

    def _of_kind(self, rows, name, value):
        return rows.where(**{value: True})

    def _with_clause(self, rows, name, value):
        return rows.where(**{CLAUSE_COLUMNS[name]: {"yes": True, "no": False}.get(value)})

    def _certificate_due(self, rows, name, value):
        """Counted from the day that is looked at."""
        if value == "over":
            return rows.where(certificate_until__lt=self.day)
        last = self.day + datetime.timedelta(days=int(value))
        return rows.where(certificate_until__gte=self.day, certificate_until__lte=last)

    def _with_gap(self, rows, name, value):
        return completeness.lacking(rows, value, self.day)

    def _later(self, rows, name, value):
        return rows

    def filter_queryset(self, queryset):
        """The text search comes last: bounded for a page, in full for everything that acts on what it finds."""
        rows = super().filter_queryset(queryset)
        typed = self.form.cleaned_data.get("q") or ""
        self.exact = queries.matching(rows, typed)
        if self.is_exact or queries.kind_of(typed) == queries.Kind.NOTHING:
            return self.exact
        return queries.bounded(queryset, self.exact)


def _number(text) -> int | None:
    """Of a link in the query string; anything else is for the form to refuse."""
    return int(text) if text and re.fullmatch("[0-9]{1,18}", str(text)) else None


def as_of_day(text: str) -> datetime.date:
    """The day a page looks at: the one named, else today; a later day than today is today."""
    try:
        day = datetime.date.fromisoformat(text or "")
    except ValueError:
        return clock.today()
    return min(day, clock.today())
