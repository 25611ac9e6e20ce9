"""A register by the million, by COPY and without history: for the sweep and for the pages at nation scale.

Needs the owner's connection (history triggers off). Everything comes in chunks, so memory does not grow.
"""

import datetime
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.models import Max

from core import bulk, history
from core.departments.models import Department, DepartmentKind, Region
from registry.annual_reports.models import (
    AnnualReport,
    ReportingRegime,
    ReportObligation,
    ReportSubmission,
)
from registry.annual_reports.reference import load_regimes
from registry.organizations.facts import (
    OrganizationAddress,
    OrganizationClass,
    OrganizationName,
    OrganizationStatus,
    Responsibility,
)
from registry.organizations.models import Organization
from registry.report_forms.models import FormVersion
from tests.benchmarks import invented
from tests.benchmarks.bare_tables import bare

YEARS = (2023, 2024, 2025)
DISTRICTS = 10
CHUNK = 100_000
FIRST_DAY = datetime.date(2000, 1, 1)
FORMER_UNTIL = datetime.date(2019, 12, 31)


@dataclass(frozen=True)
class District:
    """`streets` may be empty."""

    region: int
    name: str
    office: int
    party: int
    streets: list[int]


@dataclass(frozen=True)
class Places:
    city: int
    districts: list[District]
    bureaus: list[int]


def load(organizations: int, *, with_facts: bool = False) -> dict[str, int]:
    """Organizations with their status, three years of obligations, nine tenths of the reports; rows per table.

    94% of the reports that came are on time. `with_facts` adds names, classes, addresses and responsibilities: what
    search and the organization page read. Existing rows stay; new ones are numbered after them.
    """
    places = find_places()
    tables = list(_tables(organizations, places, with_facts=with_facts))
    written = {}
    with bare(*(model for model, _, _ in tables)):
        for model, columns, rows in tables:
            chunks = _chunks(rows)
            written[model._meta.label] = sum(
                bulk.copy(model, columns, chunk, without_history=history.is_tracked(model)) for chunk in chunks
            )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return written


def _tables(organizations: int, places: Places, *, with_facts: bool) -> Iterator[tuple]:
    numbers = _Numbers(organizations)
    yield Organization, *_organizations(numbers, places)
    columns = ("organization_id", "status", "valid_from", "document", "decision_number")
    yield OrganizationStatus, columns, ((n, "normal", _registered(k), "", "") for k, n in numbers.organizations())
    if with_facts:
        yield from _facts(numbers, places)
    yield from _reports(numbers)


class _Numbers:
    """Primary keys after those that are there."""

    def __init__(self, organizations: int):
        self.count = organizations
        self.first = _next(Organization)
        self.first_duty = _next(ReportObligation)

    def organizations(self) -> Iterator[tuple[int, int]]:
        """(running number from 0, primary key)."""
        return ((k, self.first + k) for k in range(self.count))

    def duties(self) -> Iterator[tuple[int, int, int]]:
        """(primary key, organization, year)."""
        for k, n in self.organizations():
            for place, year in enumerate(YEARS):
                yield self.first_duty + k * len(YEARS) + place, n, year

    def filed(self) -> Iterator[tuple[int, int, int]]:
        return ((duty, n, year) for duty, n, year in self.duties() if duty % 10)


def _next(model) -> int:
    return (model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1


def _registered(k: int) -> datetime.date:
    return FIRST_DAY + datetime.timedelta(days=k * 7 % 9000)


_FLAGS = (
    "is_hub", "is_federation", "is_industry_association", "is_nonlocal_chamber", "is_charity",
    "has_public_fundraising",
)  # fmt: skip
_BLANK = ("uscc_override_reason", "legacy_reg_no", "org_code", "business_scope", "industry", "phone_public")


def _organizations(numbers: _Numbers, places: Places) -> tuple[tuple, Iterator]:
    columns = (
        "id", "name", "pinyin", "initials", "org_type", "uscc", "registered_on", "address", "city", "district",
        "street", "registering_authority", "supervising_authority", "party_superior", "business_supervisor",
        "status", "standing", "registration_level", "supervision_mode", "version", *_FLAGS, *_BLANK,
    )  # fmt: skip
    rest = ("normal", "clear", "district", "dual", 1, *(False for _ in _FLAGS), *("" for _ in _BLANK))

    def rows():
        for (k, n), named in zip(numbers.organizations(), _named(places), strict=False):
            at = places.districts[k % len(places.districts)]
            uscc = invented.credit_code(named.org_type, n) if n < 1_000_000 else ""
            yield (
                n, named.name, named.pinyin, named.initials, named.org_type, uscc, _registered(k), _address(k),
                places.city, at.region, _street(at, k), at.office, at.office, at.party, _bureau(places, k), *rest,
            )  # fmt: skip

    return columns, rows()


def _named(places: Places) -> Iterator[invented.Named]:
    return invented.names([one.name for one in places.districts])


def _street(at: District, k: int) -> int | None:
    return at.streets[k // DISTRICTS % len(at.streets)] if at.streets else None


def _bureau(places: Places, k: int) -> int | None:
    """Two of five have no business supervisor."""
    return places.bureaus[k % len(places.bureaus)] if k % 5 < 3 else None


def _facts(numbers: _Numbers, places: Places) -> Iterator[tuple]:
    dated = ("organization_id", "valid_from", "valid_to", "document")
    columns = (*dated, "name", "pinyin", "initials")
    yield OrganizationName, columns, _names(numbers, places)
    yield OrganizationClass, (*dated, *OrganizationClass.value_fields), _classes(numbers, places)
    yield Responsibility, (*dated, "kind", "department_id"), _offices(numbers, places)
    yield OrganizationAddress, (*dated, "region_id", "address"), _addresses(numbers, places)


def _names(numbers: _Numbers, places: Places) -> Iterator[tuple]:
    """One in thirty of the older ones has borne another name before."""
    for (k, n), one in zip(numbers.organizations(), _named(places), strict=False):
        begun = _registered(k)
        if k % 30 == 0 and begun < FORMER_UNTIL:
            former = f"{invented.CITY}旧称{one.name[-6:]}"
            yield n, begun, FORMER_UNTIL, "", former, f"jichuanshi{one.pinyin[-20:]}", f"jcs{one.initials[-6:]}"
            begun = FORMER_UNTIL + datetime.timedelta(days=1)
        yield n, begun, None, "", one.name, one.pinyin, one.initials


def _classes(numbers: _Numbers, places: Places) -> Iterator[tuple]:
    for (k, n), one in zip(numbers.organizations(), _named(places), strict=False):
        yield n, _registered(k), None, "", one.org_type, *(False for _ in _FLAGS), "district", "dual"


def _offices(numbers: _Numbers, places: Places) -> Iterator[tuple]:
    for k, n in numbers.organizations():
        at = places.districts[k % len(places.districts)]
        answering = {
            "registering_authority": at.office,
            "supervising_authority": at.office,
            "party_superior": at.party,
            "business_supervisor": _bureau(places, k),
        }
        for kind, office in answering.items():
            if office:
                yield n, _registered(k), None, "", kind, office


def _addresses(numbers: _Numbers, places: Places) -> Iterator[tuple]:
    for k, n in numbers.organizations():
        at = places.districts[k % len(places.districts)]
        yield n, _registered(k), None, "", _street(at, k) or at.region, _address(k)


def _address(k: int) -> str:
    return f"望云路{k % 280}号"


def _reports(numbers: _Numbers) -> Iterator[tuple]:
    regimes = {r.year: r.pk for r in ReportingRegime.objects.filter(org_type="1", year__in=YEARS)}
    form = FormVersion.objects.order_by("pk").first().pk
    late = datetime.datetime(2026, 6, 20, tzinfo=datetime.UTC)

    def due(year):
        return datetime.date(year + 1, 6, 1)

    def moment(duty, year):
        day = late.replace(year=year + 1)
        return day if duty % 17 == 0 and year < YEARS[-1] else day - datetime.timedelta(days=30)

    yield (
        ReportObligation,
        ("id", "organization_id", "year", "regime_id", "period", "first_due_on", "due_on", "original_due_on",
         "state", "reason", "document"),
        (
            (duty, n, year, regimes[year], str(year), datetime.date(year + 1, 3, 31), due(year), due(year), "open",
             "", "")
            for duty, n, year in numbers.duties()
        ),
    )  # fmt: skip
    yield (
        AnnualReport,
        ("id", "organization_id", "obligation_id", "year", "form_id", "state", "version"),
        ((duty, n, duty, year, form, "accepted", 1) for duty, n, year in numbers.filed()),
    )
    yield (
        ReportSubmission,
        ("report_id", "round", "stage", "due_on", "receipt_no", "submitted_at", "content", "content_hash",
         "direct_reason"),
        (
            (duty, 1, "final", due(year), f"B{duty}", moment(duty, year), {}, "", "")
            for duty, n, year in numbers.filed()
        ),
    )  # fmt: skip


def _chunks(rows: Iterable) -> Iterator[list]:
    rows = iter(rows)
    while chunk := list(itertools.islice(rows, CHUNK)):
        yield chunk


def find_places() -> Places:
    """The home city with ten districts, their offices, and thirty bureaus; what is missing is made."""
    province = Region.objects.filter(level=0).order_by("code").first()
    city, _ = Region.objects.get_or_create(
        code=settings.HOME_CITY_CODE, defaults={"name": invented.CITY, "level": 1, "parent": province}
    )
    load_regimes(city.code)
    bureaus = _at_least(
        Department.objects.filter(kind=DepartmentKind.GOVERNMENT, region=city),
        30,
        lambda number: _office(f"霁川市第{number}局", DepartmentKind.GOVERNMENT, city),
    )
    current = _at_least(Region.objects.current().filter(parent=city), DISTRICTS, lambda n: _district(n, city))
    head = Department.objects.filter(kind=DepartmentKind.CIVIL_AFFAIRS, region=city).order_by("pk").first()
    districts = [
        District(
            one.pk,
            one.name,
            _one_of(one, DepartmentKind.CIVIL_AFFAIRS, f"霁川市{one.name}民政局", head).pk,
            _one_of(one, DepartmentKind.PARTY_ORGAN, f"中共霁川市{one.name}委社会工作部", None).pk,
            list(Region.objects.current().filter(parent=one).order_by("code").values_list("pk", flat=True)),
        )
        for one in current
    ]
    return Places(city.pk, districts, [one.pk for one in bureaus])


def _at_least(found, wanted: int, make: Callable) -> list:
    rows = list(found.order_by("pk")[:wanted])
    return [*rows, *(make(number) for number in range(len(rows) + 1, wanted + 1))]


def _district(number: int, city: Region) -> Region:
    code = f"3799{60 + number}000000"
    return Region.objects.get_or_create(
        code=code,
        defaults={"name": f"第{number}区", "full_name": f"{city.name}第{number}区", "level": 2, "parent": city},
    )[0]


def _one_of(region: Region, kind: str, name: str, parent: Department | None) -> Department:
    known = Department.objects.filter(kind=kind, region=region).order_by("pk").first()
    return known or _office(name, kind, region, parent)


def _office(name: str, kind: str, region: Region, parent: Department | None = None) -> Department:
    return Department.objects.get_or_create(name=name, defaults={"kind": kind, "region": region, "parent": parent})[0]
