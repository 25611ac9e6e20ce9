"""The councils of the invented city as the story knows them: terms since registration, who sat in them, re-elections
in time, late or extended. Pure, like bodies.py; every number belongs to nobody (region 3799xx, telephone 12…).
"""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from config.demo.bodies import Body
from config.demo.story import DAY, END, office_day
from core.dated.calendar import add_years
from registry.identifiers.id_number import check_character

SURNAMES = "陆苏程温夏江许郑吴何顾林沈唐乔罗周秦韩冯叶潘杜戴傅白邹孟熊邱侯崔薛雷贺龙史陶黎"
FIRST = "知予青星望言清云安若景怀思明子文嘉亦书承"
SECOND = "秋禾野舒蹊越舟宁远林川然衡屹珩朗之棠溪岚"
REGIONS = ("379902", "379903", "379904", "379921", "379981")
CHAIR, REPRESENTATIVE, SECRETARY, EXECUTIVE = "chair", "legal_representative", "secretary_general", "executive"
VICE, SUPERVISOR = "vice_chair", "supervisor"
AUDITORS = ("霁川衡信会计师事务所", "霁川中砚会计师事务所", "霁川同则会计师事务所")

MACHINERY = "霁川市轻工机械行业协会"
EXPO, DISPLAY = "霁川市会展服务业联合会", "霁川市展览陈列研究会"
PAPERCUT = "霁川市𠮷祥剪纸艺术研究会"


@dataclass
class Figure:
    """A person of the story; `number` is empty for those whose documents are not collected."""

    key: str
    name: str
    born: datetime.date
    number: str = ""
    phone: str = ""


@dataclass
class Sitting:
    """One post, held from a day on; `last` None while it is held."""

    kind: str
    figure: Figure
    term: int | None  # its number; the legal representative belongs to none
    first: datetime.date
    last: datetime.date | None = None
    why: str = ""
    document: str = ""
    cadre: str = ""
    is_full_time: bool = False


@dataclass
class Term:
    number: int
    first: datetime.date
    years: int
    ends: datetime.date
    last: datetime.date | None = None
    extended: tuple[datetime.date, datetime.date] | None = None  # until, approved on
    audited_on: datetime.date | None = None


@dataclass
class Council:
    body: Body
    terms: list[Term] = field(default_factory=list)
    sittings: list[Sitting] = field(default_factory=list)


class Figures:
    """Persons as they are met: no number twice."""

    def __init__(self) -> None:
        self.numbers: set[str] = set()
        self.shared: dict[str, Figure] = {}

    def meet(
        self, dice: random.Random, key: str, taken: set[str], on: datetime.date, *, has_number: bool = True
    ) -> Figure:
        """Between 34 and 63 years old on the day."""
        name = next(one for one in iter(lambda: _name(dice), "") if one not in taken)
        taken.add(name)
        born = on - datetime.timedelta(days=dice.randrange(34 * 365, 63 * 365))
        return self.of(dice, key, name, born, has_number=has_number)

    def of(self, dice: random.Random, key: str, name: str, born: datetime.date, *, has_number: bool = True) -> Figure:
        phone = f"12{dice.randrange(10**9):09d}"
        return Figure(key, name, born, self._number(dice, born), phone) if has_number else Figure(key, name, born)

    def _number(self, dice: random.Random, born: datetime.date) -> str:
        while True:
            first17 = f"{dice.choice(REGIONS)}{born:%Y%m%d}{dice.randrange(1000):03d}"
            if first17 not in self.numbers:
                self.numbers.add(first17)
                return first17 + check_character(first17)


def _name(dice: random.Random) -> str:
    return dice.choice(SURNAMES) + dice.choice(FIRST) + (dice.choice(SECOND) if dice.random() < 0.85 else "")


def councils(bodies: list[Body], *, is_large: bool) -> Iterator[Council]:
    """One for every body, in their order. The large city has fewer posts a body."""
    figures = Figures()
    for body in bodies:
        dice = random.Random(f"council:{body.plan.uscc}")
        council = Council(body, _cast_terms(body) or list(_terms(body, dice)))
        _sit(council, dice, figures, is_large=is_large)
        _twin(council, figures)
        yield council


# -- terms ------------------------------------------------------------------------------------------------------------


def _terms(body: Body, dice: random.Random) -> Iterator[Term]:
    """Most councils are elected again in the weeks before their term ends; some are late, some had an extension."""
    years = 5 if body.is_foundation else dice.choice((3, 4, 4, 5, 5))
    stop, number, first = body.ended_on or END, 0, body.plan.registered_on
    while first <= stop:
        number += 1
        term = Term(number, first, years, add_years(first, years))
        luck = dice.random()
        if luck < 0.12:
            asked = office_day(term.ends - dice.randrange(20, 60) * DAY)
            until = term.ends + dice.randrange(120, 365) * DAY
            term.extended = (until, asked)
            following = office_day(until - dice.randrange(0, 40) * DAY)
        elif luck < 0.26:
            following = office_day(term.ends + dice.randrange(20, 420) * DAY)
        else:
            following = office_day(term.ends - dice.randrange(1, 60) * DAY)
        if dice.random() < 0.8:
            term.audited_on = office_day(following - dice.randrange(8, 40) * DAY)
        term.last = min(following - DAY, stop) if following <= stop or body.ended_on else None
        yield term
        first = following


def _cast_terms(body: Body) -> list[Term]:
    """Term ends on 2026-07-31, nothing was audited: the re-election of the story."""
    if body.plan.name != MACHINERY:
        return []
    starts = [(body.plan.registered_on, 3), *((datetime.date(year, 7, 31), 4) for year in (2014, 2018, 2022))]
    terms = [Term(n, first, years, add_years(first, years)) for n, (first, years) in enumerate(starts, start=1)]
    for term, following in zip(terms, terms[1:], strict=False):
        term.last, term.audited_on = following.first - DAY, office_day(following.first - 40 * DAY)
    return terms


# -- who sits ---------------------------------------------------------------------------------------------------------


def _posts(body: Body, dice: random.Random, *, is_large: bool) -> list[str]:
    head = EXECUTIVE if body.plan.org_type == "2" else SECRETARY
    vices = dice.randrange(1, 4) if body.plan.org_type == "1" else dice.randrange(0, 2)
    return [CHAIR, head, *[VICE] * (min(vices, 1) if is_large else vices), *([] if is_large else [SUPERVISOR])]


def _sit(council: Council, dice: random.Random, figures: Figures, *, is_large: bool) -> None:
    body, taken = council.body, {person.name for person in _known(council.body).values()}
    places = _posts(body, dice, is_large=is_large)
    sitting: list[Sitting | None] = [None] * len(places)
    for term in council.terms:
        for place, kind in enumerate(places):
            before = sitting[place]
            figure = before.figure if before and _goes_on(council, before, dice) else None
            figure = _cast_figure(council, kind, term, figures) or figure
            key = f"{body.plan.serial}:{place}:{term.number}"
            is_new = figure is None
            figure = figure or figures.meet(dice, key, taken, term.first, has_number=kind != SUPERVISOR)
            sitting[place] = _seated(council, kind, figure, term, dice, is_new=is_new)
    _represent(council)


def _goes_on(council: Council, before: Sitting, dice: random.Random) -> bool:
    served = sum(one.kind == before.kind and one.figure is before.figure for one in council.sittings)
    return dice.random() < (0.72 if served < 2 else 0.07)


def _seated(council: Council, kind: str, figure: Figure, term: Term, dice: random.Random, *, is_new: bool) -> Sitting:
    is_association = council.body.plan.org_type == "1"
    cadre = "retired_cadre" if is_new and is_association and kind == VICE and dice.random() < 0.04 else ""
    one = Sitting(
        kind, figure, term.number, term.first, term.last, document=f"第{term.number}届第一次会议决议", cadre=cadre,
        is_full_time=kind in (EXECUTIVE, SECRETARY) and dice.random() < 0.7,
    )  # fmt: skip
    if term.last:
        one.why = "注销登记" if term.last == council.body.ended_on else "任期届满"
    council.sittings.append(one)
    return one


def _represent(council: Council) -> None:
    """The chair is the legal representative; a new one from the change of registration on."""
    body, current = council.body, None
    for chair in [one for one in council.sittings if one.kind == CHAIR]:
        if current and current.figure is chair.figure:
            current.last, current.why = chair.last if chair.last == body.ended_on else None, ""
            continue
        if current:
            current.last, current.why = chair.first - DAY, "变更登记"
        document = "准予变更登记决定书" if current else "准予成立登记决定书"
        last = chair.last if chair.last == body.ended_on else None
        current = Sitting(REPRESENTATIVE, chair.figure, None, chair.first, last, document=document)
        council.sittings.append(current)


# -- the cast ---------------------------------------------------------------------------------------------------------

_CAST = {
    "乔屹": datetime.date(1955, 3, 12),
    "罗知秋": datetime.date(1971, 9, 24),
    "许望舒": datetime.date(1968, 4, 2),
    "张喆": datetime.date(1983, 12, 5),
}
_PLACES = {  # body: post → (who, from which term on)
    MACHINERY: {CHAIR: ("乔屹", 3), SECRETARY: ("罗知秋", 2)},
    EXPO: {CHAIR: ("许望舒", 1)},
    DISPLAY: {CHAIR: ("许望舒", 1)},
    PAPERCUT: {CHAIR: ("张喆", 1)},
}
_FIGURES: dict[str, Figure] = {}


def _known(body: Body) -> dict[str, Figure]:
    names = {who for who, _ in _PLACES.get(body.plan.name, {}).values()}
    return {name: cast_figure(name) for name in names}


def cast_figure(name: str) -> Figure:
    """One of the named people, the same wherever she sits."""
    if name not in _FIGURES:
        _FIGURES[name] = Figures().of(random.Random(f"cast:{name}"), f"cast:{name}", name, _CAST[name])
    return _FIGURES[name]


def _cast_figure(council: Council, kind: str, term: Term, figures: Figures) -> Figure | None:
    who, since = _PLACES.get(council.body.plan.name, {}).get(kind, ("", 0))
    if not who or term.number < since:
        return None
    figure = cast_figure(who)
    figures.numbers.add(figure.number[:17])
    return figure


def _twin(council: Council, figures: Figures) -> None:
    """A vice chair of one association was entered a second time in the other, without a document."""
    if council.body.plan.name == EXPO:
        last = [one for one in council.sittings if one.kind == VICE][-1]
        figures.shared["twin"] = last.figure
    elif council.body.plan.name == DISPLAY and "twin" in figures.shared:
        first, last = figures.shared["twin"], council.terms[-1]
        twin = Figure(f"{council.body.plan.serial}:twin", first.name, first.born, "", first.phone)
        council.sittings.append(
            Sitting("council_member", twin, last.number, last.first, last.last, document="理事名单")
        )
