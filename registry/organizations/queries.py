"""Finding organizations: by any part of a name, by pinyin, by initials, by code; and reading them as of a past day."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import or_

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, Q, QuerySet, TextField

from core import text
from core.departments.models import Department, Region, RegionLevel
from core.departments.names import names_on, region_names_on
from registry.identifiers.issues import normalize_code
from registry.organizations import past
from registry.organizations.facts import OrganizationName
from registry.organizations.models import Organization, OrganizationQuerySet
from registry.organizations.names import tidy

COUNTED = 10_000  # a text search says an exact number of matches up to here; counting to 100,000 takes seconds
BOUND = 5000  # a page of a text search orders within this many matches; counts and exports never do


class Kind(StrEnum):
    """What a query looks like; decides which index answers."""

    NOTHING = "nothing"
    CODE = "code"
    LETTERS = "letters"
    NAME = "name"
    NUMBER = "number"  # an old certificate number, as printed: 霁民社证字第010023号


_CODE = re.compile(r"(?=.*\d)[0-9A-Z]{4,18}")
_LETTERS = re.compile(r"[A-Za-z]{1,40}")
_NUMBER = re.compile(r".*字第?[0-9A-Za-z-]+号?")


def kind_of(typed: str) -> Kind:
    if not tidy(typed):
        return Kind.NOTHING
    if _CODE.fullmatch(normalize_code(typed)):
        return Kind.CODE
    if _NUMBER.fullmatch(tidy(typed)):
        return Kind.NUMBER
    return Kind.LETTERS if _LETTERS.fullmatch(tidy(typed)) else Kind.NAME


class Bigrams(Func):
    function = "zh_bigrams"
    output_field = ArrayField(TextField())


def _named_like(part: str) -> Q:
    """Names that contain `part`; the LIKE is the recheck of the index, and carries one character alone."""
    like = Q(name__contains=part)
    return like & Q(pieces__contains=text.bigrams(part)) if len(part) > 1 else like


@dataclass(frozen=True)
class Spelling:
    """How a name that answers some letters may begin, in initials and in full pinyin."""

    initials: str
    pinyin: str

    def is_of(self, row: Organization) -> bool:
        return row.initials.startswith(self.initials) or row.pinyin.startswith(self.pinyin)


def spellings(letters: str) -> list[Spelling]:
    """The letters alone, and behind the city or a district: names begin with a place that nobody types. One query."""
    typed = letters.lower()
    places = Region.objects.of_home().filter(level__lte=RegionLevel.DISTRICT).order_by("code")
    heads = [Spelling(text.initials(place.name), text.pinyin(place.name)) for place in places]
    return [Spelling(head.initials + typed, head.pinyin + typed) for head in (Spelling("", ""), *heads)]


def _any_of(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)


def matching_names(typed: str, known: list[Spelling] | None = None) -> QuerySet:
    """Rows of the names table, current or former, that answer `typed`. Codes and numbers have none."""
    part, kind = tidy(typed), kind_of(typed)
    names = OrganizationName.objects.alias(pieces=Bigrams(F("name")))
    if kind == Kind.LETTERS:
        begins = _any_of(Q(initials__startswith=one.initials) for one in known or spellings(part))
        return names.filter(begins | _named_like(part) if len(part) > 1 else begins)
    return names.filter(_named_like(part)) if kind == Kind.NAME else names.none()


def _spelled(letters: str) -> QuerySet:
    """Organizations that bear or bore a name of these initials, or whose name of today is spelled so in full."""
    known = spellings(letters)
    in_full = Organization.objects.filter(_any_of(Q(pinyin__startswith=one.pinyin) for one in known))
    return matching_names(letters, known).values("organization").union(in_full.values("pk"), all=True)


def _code_condition(typed: str) -> Q:
    """Equality or the beginning of a code. The "not empty" terms let the partial indexes answer."""
    code, number = normalize_code(typed), tidy(typed)
    by_uscc = Q(uscc__startswith=code) & ~Q(uscc="")
    by_org_code = Q(org_code=code) & ~Q(org_code="")
    return by_uscc | by_org_code | (Q(legacy_reg_no=number) & ~Q(legacy_reg_no=""))


def matching(rows: OrganizationQuerySet, typed: str) -> OrganizationQuerySet:
    """The exact search within `rows`: for counts, exports and everything that acts on what it finds."""
    kind = kind_of(typed)
    if kind == Kind.NOTHING:
        return rows
    if kind == Kind.CODE:
        return rows.filter(_code_condition(typed))
    if kind == Kind.NUMBER:
        return rows.filter(legacy_reg_no=tidy(typed)).exclude(legacy_reg_no="")
    found = _spelled(tidy(typed)) if kind == Kind.LETTERS else matching_names(typed).values("organization")
    return rows.filter(pk__in=found)


def bounded(all_rows: OrganizationQuerySet, found: OrganizationQuerySet) -> OrganizationQuerySet:
    """The first BOUND + 1 of `found`, as rows of `all_rows`: sorted and paged at a price that does not grow."""
    return all_rows.filter(pk__in=found.order_by().values("pk")[: BOUND + 1])


@dataclass(frozen=True)
class DistrictHint:
    """A district named inside the query: better asked as a filter."""

    region: Region
    rest: str


def district_hint(typed: str, districts: Iterable[Region]) -> DistrictHint | None:
    """The longest name of a district that `typed` contains; the rest of the query may be empty."""
    part = tidy(typed)
    found = [region for region in districts if region.name in part]
    if kind_of(typed) != Kind.NAME or not found:
        return None
    region = max(found, key=lambda one: len(one.name))
    return DistrictHint(region, part.replace(region.name, "", 1))


def note_former_names(rows: list[Organization], typed: str) -> None:
    """Sets `former_hit` on rows that answer `typed` by a name they no longer bear. One query for a page."""
    missing = _elsewhere(rows, typed)
    if not missing:
        return
    names = matching_names(typed).filter(organization__in=missing, valid_to__isnull=False).order_by("valid_from")
    hits = {name.organization_id: name.name for name in names}
    for row in missing:
        row.former_hit = hits.get(row.pk, "")


def _elsewhere(rows: list[Organization], typed: str) -> list[Organization]:
    """Those of the rows that the name of today does not explain."""
    part, kind = tidy(typed), kind_of(typed)
    if kind == Kind.LETTERS:
        known = spellings(part)
        return [row for row in rows if part not in row.name and not any(one.is_of(row) for one in known)]
    return [row for row in rows if part not in row.name] if kind == Kind.NAME else []


def show_as_of(rows: list[Organization], day) -> list[Organization]:
    """`put_past`, and the regions and departments of the page as they were called on `day`, in four queries."""
    return _call_as_then(with_links(put_past(rows)), day)


def _call_as_then(rows: list[Organization], day) -> list[Organization]:
    """Offices and regions under the names they bore on the day. Two queries, whatever the number of rows."""
    offices = _linked(rows, past.AUTHORITY_COLUMNS)
    regions = _linked(rows, past.REGION_COLUMNS.values())
    for found, called in ((offices, names_on(offices, day)), (regions, region_names_on(regions, day))):
        for pk, name in called.items():
            found[pk].name, found[pk].short_name = name, ""
    return rows


def _linked(rows: list[Organization], columns) -> dict:
    links = [name.removesuffix("_id") for name in columns]
    found = (getattr(row, link) for row in rows for link in links)
    return {one.pk: one for one in found if one is not None}


def put_past(rows: list[Organization]) -> list[Organization]:
    """Put the past columns of a `from_facts` queryset in the place of the current ones, for display only."""
    for row in rows:
        for name in past.COLUMNS:
            setattr(row, name, getattr(row, f"{past.PREFIX}{name}"))
    return rows


def with_links(rows: list[Organization]) -> list[Organization]:
    """Regions and departments of a page in two queries, its legal representatives in a third where it has any.

    Ten joins in the page's own query would take the planner twenty times as long as reading the rows.
    """
    _attach(rows, Region, [name.removesuffix("_id") for name in past.REGION_COLUMNS.values()])
    _attach(rows, Department, [name.removesuffix("_id") for name in past.AUTHORITY_COLUMNS])
    _attach_representatives(rows)
    return rows


def _attach(rows: list[Organization], model, links: list[str]) -> None:
    known = model.objects.in_bulk({getattr(row, f"{link}_id") for row in rows for link in links} - {None})
    for row in rows:
        for link in links:
            setattr(row, link, known.get(getattr(row, f"{link}_id")))


def _attach_representatives(rows: list[Organization]) -> None:
    """By name only; their numbers stay where they are."""
    people = Organization._meta.get_field("legal_representative").related_model.objects.only("name")
    known = people.in_bulk({row.legal_representative_id for row in rows} - {None})
    for row in rows:
        row.legal_representative = known.get(row.legal_representative_id)


def namesakes(organization: Organization) -> QuerySet:
    """Other organizations of the same name at the same registering authority."""
    same = Organization.objects.filter(
        name=organization.name, registering_authority_id=organization.registering_authority_id
    )
    return same.exclude(pk=organization.pk)
