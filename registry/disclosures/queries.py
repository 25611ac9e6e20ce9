"""The one door to what is public: organizations go in, the facts that config/disclosure.py allows come out.

Public pages, search results, the picture of the QR code, open data and API clients of low trust read `publish`; none
of them holds a model row. `register()` says which organizations are public at all.
"""

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Max, Q
from django.urls import reverse

from core import clock
from core.access.scope import EVERYTHING
from core.workflow.models import TransitionLog
from registry.disclosures import words
from registry.disclosures.models import CorrectionRequest
from registry.disclosures.reading import Sources, read
from registry.disclosures.table import Disclosure, Reach, disclosed
from registry.identifiers.issues import normalize_code
from registry.organizations.facts import OrganizationStanding
from registry.organizations.intake import DATE_UNKNOWN
from registry.organizations.models import Organization, OrganizationQuerySet
from registry.organizations.names import tidy
from registry.organizations.states import RegistrationLevel, Standing
from registry.report_publications.public import PublicReport, reports_of

SITEMAP_SPAN = 10_000  # far below the 50,000 addresses that one file may hold
ONE_DAY = datetime.timedelta(days=1)
_BY_ID = re.compile(r"id-(\d{1,18})")
# Codes are printed as they are; in all other text a person's number is blanked.
CODES = ("uscc", "legacy_reg_no")
ANSWERS = ("status", "standing", "fundraising")
SERIES = ("former_names", "annual_reports")


@dataclass(frozen=True)
class Line:
    text: str
    note: str = ""
    path: str = ""  # of a page that says more


@dataclass(frozen=True)
class PublicFact:
    """One disclosed fact: `lines` for people, `raw` (plain JSON values) for machines; never empty."""

    key: str
    label: str
    lines: tuple[Line, ...]
    raw: Any
    tone: str = ""

    @property
    def text(self) -> str:
        return "；".join(line.text for line in self.lines)


@dataclass(frozen=True)
class PublicOrganization:
    """What may be known of one organization, in the order of the table. `slug` is its place under /o/."""

    slug: str
    as_of: datetime.date
    facts: tuple[PublicFact, ...] = field(default=())

    @property
    def by_key(self) -> dict[str, PublicFact]:
        return {fact.key: fact for fact in self.facts}

    @property
    def name(self) -> str:
        return self.by_key["name"].text if "name" in self.by_key else "社会组织"

    @property
    def answers(self) -> list[PublicFact]:
        """What a visitor comes for: does it exist, does anything stand against it, may it ask for donations."""
        return [fact for fact in self.facts if fact.key in ANSWERS]

    @property
    def items(self) -> list[PublicFact]:
        """Everything else that is one line, without the name, which heads the page."""
        return [fact for fact in self.facts if fact.key not in (*ANSWERS, *SERIES, "name")]

    @property
    def series(self) -> list[PublicFact]:
        return [fact for fact in self.facts if fact.key in SERIES]

    def as_record(self) -> dict[str, Any]:
        """For machines: disclosed keys only."""
        return {fact.key: fact.raw for fact in self.facts}


def register() -> OrganizationQuerySet:
    """Organizations registered by the city and its districts, ended ones included.

    Those of the province are kept for the offices; the public asks for them in the national register.
    """
    return Organization.objects.within(EVERYTHING).exclude(registration_level=RegistrationLevel.PROVINCE)


def publish(
    rows: Sequence[Organization], *, reach: Reach, day: datetime.date | None = None
) -> list[PublicOrganization]:
    """The public facts of `rows`, which come from `register()`, as they stand on `day` (default: today).

    At most eleven queries for all rows together. A fact that has no row in the table, or whose day has not come, is
    never read.
    """
    day = day or clock.today()
    wanted = disclosed(reach, day)
    sources = read(list(rows), wanted, reach, day)
    return [PublicOrganization(slug_of(row), day, tuple(_facts(row, wanted, sources))) for row in rows]


def _facts(row: Organization, wanted: dict[str, Disclosure], sources: Sources):
    for key, disclosure in wanted.items():
        reader = READERS.get(key)
        if reader and (found := reader(row, sources)):
            lines, raw, tone = found
            if key not in CODES:
                lines = tuple(Line(*map(words.without_numbers, (line.text, line.note)), line.path) for line in lines)
                raw = words.without_numbers(raw) if isinstance(raw, str) else raw
            yield PublicFact(key, disclosure.label, lines, raw, tone)


def slug_of(row: Organization) -> str:
    """The credit code where there is one and it is public; else the row's number, which never changes."""
    is_public = "uscc" in disclosed(Reach.PAGE, clock.today())
    return row.uscc if row.uscc and is_public else f"id-{row.pk}"


def find(number: str) -> Organization | None:
    """By credit code, organization code, old certificate number or slug; None where none or more than one answers."""
    if by_id := _BY_ID.fullmatch(number):
        return register().filter(pk=int(by_id[1])).first()
    code, printed = normalize_code(number), tidy(number)
    public = disclosed(Reach.PAGE, clock.today())
    asked = Q()
    if "uscc" in public:
        asked |= (Q(uscc=code) & ~Q(uscc="")) | (Q(org_code=code) & ~Q(org_code=""))
    if "legacy_reg_no" in public:
        asked |= Q(legacy_reg_no=printed) & ~Q(legacy_reg_no="")
    found = list(register().filter(asked)[:2]) if asked and code else []
    exact = [row for row in found if row.uscc == code]
    return (exact or found)[0] if exact or len(found) == 1 else None


def public_report(row: Organization, year: int) -> PublicReport | None:
    """The public part of one report; None where it is not published or not disclosed."""
    day = clock.today()
    if "annual_reports" not in disclosed(Reach.PAGE, day):
        return None
    reports = reports_of([row], day, with_figures=True).get(row.pk, [])
    return next((one for one in reports if one.year == year and one.published_on), None)


def answer_to(asked: CorrectionRequest) -> str:
    """What the office wrote when it settled the correction; "" while it is open."""
    last = TransitionLog.objects.of(asked).order_by("-pk").first()
    return last.comment if last else ""


def sitemap_parts() -> int:
    """How many ranges of ids hold all organizations."""
    last = register().aggregate(last=Max("pk"))["last"] or 0
    return -(-last // SITEMAP_SPAN)


def sitemap_slugs(part: int) -> list[str]:
    """Slugs of the organizations in range `part`, from 1. One query."""
    reached = ((part - 1) * SITEMAP_SPAN + 1, part * SITEMAP_SPAN)
    return [slug_of(row) for row in register().filter(pk__range=reached).only("uscc").order_by("pk")]


# -- one reader a key: (lines, raw, tone), or None where there is nothing to say --------------------------------------

Said = tuple[tuple[Line, ...], Any, str] | None


def _plain(text: str | None, raw: Any = None, tone: str = "") -> Said:
    return ((Line(text),), text if raw is None else raw, tone) if text else None


def _column(name: str) -> Callable[[Organization, Sources], Said]:
    return lambda row, sources: _plain(getattr(row, name))


def _office(name: str) -> Callable[[Organization, Sources], Said]:
    def said(row: Organization, sources: Sources) -> Said:
        office = sources.offices.get(getattr(row, f"{name}_id"))
        return _plain(office.name if office else "")

    return said


def _org_type(row: Organization, sources: Sources) -> Said:
    return _plain(words.type_words(row), row.org_type)


def _registered_on(row: Organization, sources: Sources) -> Said:
    return _plain(words.day(row.registered_on), row.registered_on.isoformat()) if row.registered_on else None


def _legal_representative(row: Organization, sources: Sources) -> Said:
    return _plain(sources.representatives.get(row.pk))


def _registered_funds(row: Organization, sources: Sources) -> Said:
    funds = row.registered_funds_yuan
    return _plain(f"{funds.normalize():,f}元", str(funds)) if funds is not None else None


def _certificate(row: Organization, sources: Sources) -> Said:
    """In the words of the paper, no verdict: whose paper has run out may have its renewal under way."""
    until = row.certificate_until
    return _plain(f"证书载明有效期至{words.day(until)}", until.isoformat()) if until else None


def _district(row: Organization, sources: Sources) -> Said:
    place = sources.places.get(row.district_id) or sources.places.get(row.city_id)
    return _plain(place.name if place else "", place.code if place else None)


def _status(row: Organization, sources: Sources) -> Said:
    fact = sources.statuses.get(row.pk)
    is_decided = bool(fact and fact.document)
    sentence, tone = words.status_words(row.status, fact.valid_from if fact else None, is_decided=is_decided)
    return _plain(sentence, {"status": _public_status(row.status, is_decided), "words": sentence}, tone)


def _public_status(status: str, is_decided: bool) -> str:
    said = status in words.ENDED or status == "liquidating" or (status == "suspended" and is_decided)
    return str(status) if said else "active"


def _fundraising(row: Organization, sources: Sources) -> Said:
    what, note, tone = words.fundraising_words(row)
    raw = {"is_charity": row.is_charity, "has_public_fundraising": row.has_public_fundraising}
    return (Line(what, note),), raw, tone


def _former_names(row: Organization, sources: Sources) -> Said:
    names = [name for name in sources.former_names.get(row.pk, ()) if name.name != row.name]
    lines = tuple(Line(words.without_numbers(name.name), _span(name)) for name in names)
    return (lines, [line.text for line in lines], "") if lines else None


def _span(name) -> str:
    if name.document == DATE_UNKNOWN:
        return "更名日期不详"
    return f"{words.day(name.valid_from)}至{words.day(name.valid_to)}"


def _annual_reports(row: Organization, sources: Sources) -> Said:
    """Years, and of published reports what may be said of them; a published one has a page of its own."""
    reports = sources.reports.get(row.pk, ())
    lines = tuple(Line(f"{one.year}年度", _report_words(one), _report_path(row, one)) for one in reports)
    return (lines, [one.as_record() for one in reports], "") if lines else None


def _report_words(one: PublicReport) -> str:
    said = f"已报送{f'（{words.day(one.filed_on)}）' if one.filed_on else ''}"
    if one.published_on:
        said += f"，{words.day(one.published_on)}公布"
    if one.conclusion_words:
        said += f"，年检结论：{one.conclusion_words}"
    return said


def _report_path(row: Organization, one: PublicReport) -> str:
    return reverse("public:disclosures:annual_report", args=[slug_of(row), one.year]) if one.published_on else ""


def _standing(row: Organization, sources: Sources) -> Said:
    if row.standing == Standing.CLEAR:
        tone = "ok" if row.status not in words.ENDED else "neutral"
        sentence = words.clear_words(row.status, is_brief=sources.reach != Reach.PAGE)
        return _plain(sentence, {"standing": str(Standing.CLEAR)}, tone)
    facts = sources.standings.get(row.pk, [])
    current = next((fact for fact in facts if fact.valid_to is None or fact.valid_to >= sources.day), None)
    if current is None or not current.document:
        return _plain(words.UNDECIDED, {"standing": "under_verification"}, "neutral")
    since = _listed_since(facts, current)
    tone = "danger" if current.standing == Standing.SERIOUS else "warning"
    raw = {"standing": str(current.standing), "since": since.isoformat()}
    if sources.reach != Reach.PAGE:  # many at once go out without grounds
        return _plain(f"已列入{Standing(current.standing).label}", raw, tone)
    return (Line(*_listed(row, sources, current, since)),), raw, tone


def _listed(row: Organization, sources: Sources, current: OrganizationStanding, since: datetime.date):
    ground = current.ground.strip().rstrip("。")
    ground = ground if ground in settings.PUBLIC_GROUNDS else words.SEE_DECISION
    authority = _decider(row, sources, current)
    return words.listed_words(
        current.standing, since=since, ground=ground, authority=authority, document=current.document
    )


def _listed_since(facts: list[OrganizationStanding], current: OrganizationStanding) -> datetime.date:
    """The first day of the unbroken time on this list: a further ground does not begin it anew."""
    since = current.valid_from
    for fact in facts:
        if fact.standing == current.standing and fact.valid_to == since - ONE_DAY:
            since = fact.valid_from
    return since


def _decider(row: Organization, sources: Sources, fact: OrganizationStanding) -> str:
    """The office that supervised on the day of the decision."""
    for one in sources.deciders.get(row.pk, ()):
        if one.valid_from <= fact.valid_from and (one.valid_to is None or one.valid_to >= fact.valid_from):
            return one.department.name
    return ""


# Rows of the table without a reader have no data in the register yet.
READERS: dict[str, Callable[[Organization, Sources], Said]] = {
    "name": _column("name"),
    "uscc": _column("uscc"),
    "legacy_reg_no": _column("legacy_reg_no"),
    "org_type": _org_type,
    "status": _status,
    "standing": _standing,
    "fundraising": _fundraising,
    "registered_on": _registered_on,
    "registering_authority": _office("registering_authority"),
    "business_supervisor": _office("business_supervisor"),
    "district": _district,
    "address": _column("address"),
    "business_scope": _column("business_scope"),
    "registered_funds": _registered_funds,
    "certificate": _certificate,
    "legal_representative": _legal_representative,
    "former_names": _former_names,
    "annual_reports": _annual_reports,
}
