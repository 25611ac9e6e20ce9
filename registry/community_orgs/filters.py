"""Filters of the list of filed groups; the queue of calls and the export ask with the same."""

import datetime

import django_filters
from django import forms
from django.conf import settings

from core import clock
from core.access.scope import ScopeKind
from core.departments.models import Region, RegionLevel
from core.listing import Filters
from registry.community_orgs import queries
from registry.community_orgs.models import CommunityKind, CommunityOrganization
from registry.community_orgs.states import Contact, FilingState
from registry.organizations.models import Organization

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
CONFIRMED = [("yes", "已确认"), ("no", "未确认")]
READY = [("yes", "人数和资金已达到社会团体条件")]


def as_of_day(text: str) -> datetime.date:
    """The day the list looks at: the one named, today at the latest."""
    try:
        return min(datetime.date.fromisoformat(text or ""), clock.today())
    except ValueError:
        return clock.today()


class CommunityFilters(Filters):
    """`as_of` is read by the page; it stands here for its chip and its input."""

    primary = ("q", "state", "street", "kind")

    q = django_filters.CharFilter(method="_named", label="名称、首字母或备案号")
    state = django_filters.ChoiceFilter(choices=FilingState.choices, label="状态")
    district = django_filters.ChoiceFilter(method="_in_place", label="区县", choices=())
    street = django_filters.ChoiceFilter(method="_in_place", label="镇街", choices=())
    community = django_filters.ChoiceFilter(method="_in_place", label="村居", choices=())
    kind = django_filters.ModelChoiceFilter(queryset=CommunityKind.objects.all(), label="类别")
    ready = django_filters.ChoiceFilter(choices=READY, method="_ready", label="登记条件")
    confirmed = django_filters.ChoiceFilter(choices=CONFIRMED, method="_confirmed", label="本年度确认")
    contact = django_filters.ChoiceFilter("contact_result", choices=Contact.choices, label="联系结果")
    members = django_filters.RangeFilter(method="_members", label="成员数")
    federation = django_filters.ChoiceFilter(method="_joined", label="所属联合会", choices=())
    filed = django_filters.DateFromToRangeFilter(field_name="filed_on", label="备案日期")
    as_of = django_filters.DateFilter(method="_later", label="查看某日", widget=DAY)

    class Meta:
        model = CommunityOrganization
        fields: list = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self._offer_places()
        federations = Organization.objects.visible_to(self.actor).filter(is_federation=True).order_by("pinyin", "pk")
        choices = [("none", "未归入联合会"), *federations.values_list("pk", "name")]
        self.filters["federation"].extra["choices"] = choices

    def _offer_places(self) -> None:
        """Below the seat's own territory, streets of a chosen district, communities of a chosen street. One query."""
        own = self.actor.scope if self.actor.scope.kind == ScopeKind.TERRITORY else None
        below: dict[str, int | None] = {"district": None, "street": None, "community": None}
        levels = {"district": RegionLevel.DISTRICT, "street": RegionLevel.TOWNSHIP, "community": RegionLevel.COMMUNITY}
        below["street"] = _number(self.data.get("district"))
        below["community"] = _number(self.data.get("street"))
        if own and own.ids:
            for name, level in levels.items():
                if level == own.level + 1:
                    below[name] = own.ids[0]
        home = Region.objects.filter(parent__code=settings.HOME_CITY_CODE, level=RegionLevel.DISTRICT)
        rows = home | Region.objects.filter(parent__in=[pk for pk in below.values() if pk])
        found = list(rows.order_by("code").values_list("pk", "name", "level", "parent_id"))
        for name, level in levels.items():
            wanted = [(pk, label) for pk, label, its, parent in found
                      if its == level and (name == "district" or parent == below[name])]  # fmt: skip
            if wanted and not (own and own.level and level <= own.level):
                self.filters[name].extra["choices"] = wanted
            else:
                del self.filters[name]

    def _in_place(self, rows, name, value):
        return rows.where(**{f"{name}_id": value})

    def _named(self, rows, name, value):
        return queries.matching(rows, value)

    def _ready(self, rows, name, value):
        return rows.filter(queries.countable(clock.today()))

    def _confirmed(self, rows, name, value):
        year = datetime.date(clock.today().year, 1, 1)
        said = rows.filter(confirmed_on__gte=year) | rows.filter(filed_on__gte=year)
        return said if value == "yes" else rows.filter(state=FilingState.FILED).exclude(pk__in=said.values("pk"))

    def _members(self, rows, name, value):
        column = rows.column("members_count")
        if value.start is not None:
            rows = rows.filter(**{f"{column}__gte": value.start})
        return rows if value.stop is None else rows.filter(**{f"{column}__lte": value.stop})

    def _joined(self, rows, name, value):
        return rows.filter(federation=None) if value == "none" else rows.filter(federation=value)

    def _later(self, rows, name, value):
        return rows


def _number(text) -> int | None:
    return int(text) if text and str(text).isdecimal() and len(str(text)) < 19 else None
