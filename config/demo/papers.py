"""Certificates, charters and dues of every body: issued and renewed term by term, revised when the clauses came.

Everything here was on paper before it came into the portal, so it is written in bulk, as the verbs would have left it.
The cast's new standard of dues is taken down by its verb.
"""

import datetime
import random
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from config.demo.bodies import Body
from config.demo.moment import at
from config.demo.names import Fate
from config.demo.story import DAY, END, office_day
from config.demo.world import Window, World
from core.dated.models import DatedFact
from registry.certificates.models import Certificate
from registry.charters.models import CharterVersion
from registry.dues import actions as dues
from registry.dues.models import DuesGrade, DuesStandard
from registry.models import Organization

PRINTERS, ADOPTED_ON = "霁川市印刷包装行业协会", datetime.date(2026, 4, 15)
GRADES = (("会长单位", "20000"), ("副会长单位", "10000"), ("理事单位", "3000"), ("会员单位", "500"))
PARTY_CLAUSE_FROM = 2018  # charters approved from this year on hold the clause
BATCH = 2000


@dataclass(frozen=True)
class Paper:
    """`values` are those of the fact; `approver` the short name of an office; `grades` only for dues."""

    on: datetime.date
    body: Body
    model: type[DatedFact]
    values: dict[str, Any]
    document: str
    approver: str = ""
    grades: tuple[tuple[str, str], ...] = ()


def live(world: World, window: Window) -> int:
    due = _between(planned(world), window)
    for model in (Certificate, CharterVersion, DuesStandard):
        _write(world, model, [paper for paper in due if paper.model is model])
    return len(due) + _adopt(world, window)


def _between(papers: list[Paper], window: Window) -> list[Paper]:
    first, last = (bisect_left(papers, day, key=lambda paper: paper.on) for day in (window.first, window.night))
    return papers[first:last]


@lru_cache(maxsize=1)
def planned(world: World) -> list[Paper]:
    """Every paper of the story, by its day."""
    found = [paper for body in world.bodies for paper in papers_of(body)]
    return sorted(found, key=lambda paper: (paper.on, paper.body.plan.serial))


def papers_of(body: Body) -> Iterator[Paper]:
    dice = random.Random(f"papers:{body.plan.uscc}")
    for paper in (*_certificates(body, dice), *_charters(body, dice), *_dues(body, dice)):
        if paper.on <= (body.ended_on or END):
            yield paper


def _certificates(body: Body, dice: random.Random) -> Iterator[Paper]:
    """One a term; the next is issued some weeks before the printed last day, a few of them too late, one in forty not
    yet."""
    years = 4 if body.plan.org_type == "2" else 5
    begin, issued, reason = body.plan.registered_on, body.plan.registered_on, "first"
    document = "准予成立登记决定书"
    while begin <= END:
        end = _years_later(begin, years) - DAY
        values = {
            "number": f"霁民证{body.plan.serial:05d}-{begin.year % 100:02d}",
            "printed_from": begin,
            "printed_until": end,
            "copies": 1 + dice.randrange(2),
            "issue_reason": reason,
            "handed_over_on": issued,
        }
        yield Paper(issued, body, Certificate, values, document)
        late = dice.random()
        if not body.plan.is_cast and late < 0.025:  # noqa: PLR2004
            return
        shift = dice.randrange(10, 60) if late < 0.06 else -dice.randrange(5, 45)  # noqa: PLR2004
        issued, begin, reason = office_day(end + shift * DAY), end + DAY, "renewed"
        document = "换届换发登记证书审批表"


def _years_later(day: datetime.date, years: int) -> datetime.date:
    year = day.year + years
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def _charters(body: Body, dice: random.Random) -> Iterator[Paper]:
    """The first with the registration; revised in 2018 to 2020 for the clauses, a few old ones not yet."""
    registered = body.plan.registered_on
    has_both = registered.year >= PARTY_CLAUSE_FROM
    yield _charter(body, registered, dice, 1, has_both, has_both)
    if has_both:
        return
    revised = office_day(datetime.date(2018, 3, 1) + dice.randrange(1000) * DAY)
    if body.plan.is_cast or dice.random() > 0.02:  # noqa: PLR2004
        yield _charter(body, revised, dice, 2, True, dice.random() < 0.9)  # noqa: PLR2004


def _charter(body, on, dice, number, has_party, has_values) -> Paper:
    authority = body.office_on("registering_authority", on)
    values = {
        "version_no": number,
        "adopted_on": on - dice.randrange(12, 40) * DAY,
        "has_party_clause": has_party,
        "has_core_values_clause": has_values,
    }
    return Paper(on, body, CharterVersion, values, "章程核准表", approver=authority)


def _dues(body: Body, dice: random.Random) -> Iterator[Paper]:
    if body.plan.org_type != "1" or body.plan.fate is Fate.NEWCOMER:
        return
    first = max(body.plan.registered_on + 60 * DAY, datetime.date(2015, 3, 1))
    adopted = office_day(first + dice.randrange(900) * DAY)
    charged = adopted + (32 - adopted.day) * DAY
    charged = charged.replace(day=1)
    present = 30 + dice.randrange(60)
    published = min(adopted + dice.randrange(3, 21) * DAY, charged)
    values = {
        "adopted_on": adopted,
        "meeting": "delegates" if dice.random() < 0.3 else "assembly",  # noqa: PLR2004
        "voters_present": present,
        "votes_for": present - dice.randrange(present // 5),
        "published_on": published if dice.random() > 0.03 else None,  # noqa: PLR2004
    }
    grades = GRADES if body.is_industry else GRADES[2:]
    yield Paper(charged, body, DuesStandard, values, "会员大会会费标准决议", grades=grades)


# -- writing ---------------------------------------------------------------------------------------------------------


def _write(world: World, model: type[DatedFact], papers: list[Paper]) -> None:
    """Those of one table: each ends what its body had before; the newest of a body is what the register shows."""
    newest: dict[int, DatedFact] = {}
    rows = []
    for paper in papers:
        number = world.organization_ids[paper.body.plan.serial]
        row = _row(world, paper, number)
        if number in newest:
            _end(newest[number], row)
        newest[number] = row
        rows.append(row)
    firsts = {row.organization_id: row for row in reversed(rows)}
    for standing in model.objects.filter(organization__in=list(firsts), valid_to=None):
        _end(standing, firsts[standing.organization_id])
        standing.save()
    model.objects.bulk_create(rows, batch_size=BATCH)
    _project(model, list(newest.values()))
    if model is DuesStandard:
        _grade(rows, papers)


def _row(world: World, paper: Paper, number: int) -> DatedFact:
    office = world.departments[paper.approver].pk if paper.approver else None
    values = {**paper.values, "approved_by_id": office} if paper.model is CharterVersion else paper.values
    return paper.model(organization_id=number, valid_from=paper.on, document=paper.document, **values)


def _end(row: DatedFact, following: DatedFact) -> None:
    row.valid_to = following.valid_from - DAY
    if isinstance(row, Certificate):
        row.returned_on = following.valid_from


def _project(model: type[DatedFact], rows: list[DatedFact]) -> None:
    found = [Organization(pk=row.organization_id, **model.projection(row, {})) for row in rows]
    columns = list(model.projection(rows[0], {})) if rows else []
    if columns:
        Organization.objects.bulk_update(found, columns, batch_size=500)


def _grade(standards: list, papers: list[Paper]) -> None:
    DuesGrade.objects.bulk_create(
        [
            DuesGrade(standard=standard, place=place, name=name, yearly_yuan=Decimal(yuan))
            for standard, paper in zip(standards, papers, strict=True)
            for place, (name, yuan) in enumerate(paper.grades, start=1)
        ],
        batch_size=BATCH,
    )


def _adopt(world: World, window: Window) -> int:
    """#25: adopted on 15 April 2026, published to nobody yet."""
    taken_down = ADOPTED_ON + 12 * DAY
    if not window.holds(taken_down):
        return 0
    with at(taken_down):
        organization = world.organization(world.by_name[PRINTERS])
        assert organization.supervising_authority is not None
        dues.adopt(
            organization,
            actor=world.office(organization.supervising_authority, "registry_clerk"),
            adopted_on=ADOPTED_ON,
            charged_from=datetime.date(2026, 5, 1),
            meeting="assembly",
            grades=[(name, Decimal(yuan)) for name, yuan in (("会长单位", "30000"), *GRADES[1:])],
            voters_present=64,
            votes_for=58,
            document="第五届第三次会员大会会费标准决议",
        )
    return 1
