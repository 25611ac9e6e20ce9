"""负责人名册: who holds which post on a day, in the organizations that a seat sees."""

import datetime

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from core import clock
from core.dated.calendar import add_years, age_on
from core.departments.models import Region, RegionLevel
from core.listing import Column, Filters, ListPage, Sort
from core.privacy.masking import mask_for_export
from registry.officers import limits, queries
from registry.officers.models import OfficerPost, PostKind
from registry.officers.states import LimitKind, TermState
from registry.organizations import queries as organizations
from registry.organizations.filters import as_of_day
from registry.organizations.models import Organization
from registry.organizations.states import ACTIVE_STATUSES, OrgType

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
ANY = "any"
HINTS = [(ANY, "任何提示"), *((kind.value, limits.KINDS[kind].word) for kind in LimitKind if kind in limits.KINDS)]


class RosterFilters(Filters):
    """`as_of` is read by the page; it stands here for its chip and its input."""

    primary = ("q", "kind", "hint", "term_state")
    q = django_filters.CharFilter(method="_named", label="姓名或社会组织名称")
    kind = django_filters.ChoiceFilter(field_name="kind", label="职务")
    hint = django_filters.ChoiceFilter(choices=HINTS, method="_hinted", label="负责人提示")
    term_state = django_filters.ChoiceFilter(choices=TermState.choices, method="_in_term_state", label="届期情况")
    responsible = django_filters.ChoiceFilter(
        choices=[("yes", "只看负责人")], method="_responsible", label="是否负责人"
    )
    age_over = django_filters.NumberFilter(
        method="_older", label="年龄超过（周岁）", min_value=0, max_value=120, decimal_places=0
    )
    org_type = django_filters.ChoiceFilter(choices=OrgType.choices, method="_of_organizations", label="组织类型")
    district = django_filters.ChoiceFilter(choices=(), method="_of_organizations", label="区县")
    as_of = django_filters.DateFilter(method="_later", label="查看某日", widget=DAY)

    class Meta:
        model = OfficerPost
        fields: list = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["kind"].extra["choices"] = [
            (kind.code, kind.label) for kind in PostKind.objects.filter(is_active=True)
        ]
        districts = (
            Region.objects.current()
            .filter(level=RegionLevel.DISTRICT, parent__code=settings.HOME_CITY_CODE)
            .order_by("code")
        )
        self.filters["district"].extra["choices"] = list(districts.values_list("pk", "name"))

    @property
    def day(self) -> datetime.date:
        return as_of_day((self.data or {}).get("as_of", ""))

    def _named(self, rows, name, value):
        typed = "".join(value.split())
        letters = Q(person__initials__startswith=typed.lower()) | Q(person__pinyin__startswith=typed.lower())
        person = letters if typed.isascii() else Q(person__name__contains=typed)
        return rows.filter(person | Q(organization__in=organizations.matching_names(value).values("organization")))

    def _hinted(self, rows, name, value):
        kinds = () if value == ANY else (value,)
        return limits.find(rows, queries.limits_on(self.day), self.day, kinds)

    def _in_term_state(self, rows, name, value):
        found = queries.organizations_in(Organization.objects.as_of(self.day), value, self.day)
        return rows.filter(organization__in=found.values("pk"))

    def _responsible(self, rows, name, value):
        return rows.responsible()

    def _older(self, rows, name, value):
        return rows.filter(person__birth_on__lte=add_years(self.day, -int(value) - 1))

    def _of_organizations(self, rows, name, value):
        column = {"org_type": "org_type", "district": "district_id"}[name]
        found = Organization.objects.as_of(self.day).where(**{column: value})
        return rows.filter(organization__in=found.values("pk"))

    def _later(self, rows, name, value):
        return rows


def panel_url(post: OfficerPost) -> str:
    address = reverse("staff:officers:of_organization", args=[post.organization_id])
    day = getattr(post, "shown_as_of", "")
    return f"{address}?as_of={day}" if day else address


def hint_pair(post: OfficerPost) -> tuple[str, str] | None:
    words = list(dict.fromkeys(hint.word for hint in post.hints))
    return ("、".join(words), "warning") if words else None


def _id_number(post: OfficerPost) -> str:
    """The roster leaves the house: less than on the person's own page."""
    return mask_for_export(post.person.id_number_masked)


def _phone(post: OfficerPost) -> str:
    return mask_for_export(post.person.phone_masked)


class RosterList(ListPage):
    """`as_of` (ISO date or "") decides on which day the posts are read."""

    url_name = "staff:officers:list"
    own_keys = ("as_of",)
    as_of = ""
    title = "负责人名册"
    unit = "项任职"
    filters = RosterFilters
    template = "registry/officers/staff_list.html"
    columns = (
        Column("person", "姓名", value="person.name", kind="title", url=panel_url, sort="person", width=14),
        Column("kind", "职务", value="label", width=16),
        Column("organization", "社会组织", value="organization.name", sort="organization", width=36),
        Column("valid_from", "任职日期", kind="date", sort="since"),
        Column("term", "届次", value=lambda post: f"第{post.term.term_no}届" if post.term else "", phone=False),
        Column("mandate_end", "届满日期", kind="date", phone=False),
        Column("hints", "提示", value=hint_pair, kind="badge", width=20),
        Column("age", "年龄", value=lambda post: post.age, kind="number", shown=False, permission="people.view"),
        Column("is_full_time", "专兼职", value=lambda post: "专职" if post.is_full_time else "兼职", shown=False),
        Column("org_type", "组织类型", value="organization.get_org_type_display", shown=False),
        Column("id_number", "证件号码", value=_id_number, kind="code", shown=False,
               permission="people.view"),
        Column("phone", "联系电话", value=_phone, kind="code", shown=False, permission="people.view"),
        Column("document", "任职依据", shown=False, width=30),
    )  # fmt: skip
    sorts = (
        Sort("organization", "社会组织", ("organization__pinyin", "kind__order", "id")),
        Sort("person", "姓名", ("person__pinyin", "id")),
        Sort("since", "任职日期", ("-valid_from", "id")),
    )
    empty_title = "还没有任职记录"
    empty_text = "在社会组织的“届期与负责人”页登记届期和任职后，这里可以按职务、届期和提示查找。"
    export_permission, export_url_name = "officers.export", "staff:officers:export"

    @property
    def day(self) -> datetime.date:
        return as_of_day(self.as_of)

    @property
    def lead(self) -> str:
        if self.day != clock.today():
            return f"{self.day:%Y年%-m月%-d日}在任的人员"
        return "现任法定代表人、负责人和理事、监事；提示按任职规定计算，由登记管理机关核实。"

    def queryset(self, actor):
        rows = OfficerPost.objects.visible_to(actor).on(self.day)
        existing = Organization.objects.as_of(self.day).active()
        if existing.reads_facts:
            rows = rows.filter(organization__in=existing.values("pk"))
        else:
            rows = rows.filter(organization__status__in=ACTIVE_STATUSES)
        return rows.select_related("kind", "person", "term", "organization")

    def prepare(self, rows, filters) -> None:
        if self.day != clock.today():
            self._show_past(rows)
        queries.with_hints(rows, self.day, filters.actor)
        for row in rows:
            row.age = age_on(row.person.birth_on, self.day) if row.person.birth_on else None

    def _show_past(self, rows) -> None:
        ids = {row.organization_id for row in rows}
        past = organizations.put_past(list(Organization.objects.from_facts(self.day).filter(pk__in=ids)))
        known = {one.pk: one for one in past}
        for row in rows:
            row.organization = known.get(row.organization_id, row.organization)
            row.shown_as_of = self.as_of
