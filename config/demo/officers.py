"""Writing councils, posts and persons, window by window: what begins is entered, what ends is closed, in bulk."""

import datetime
from collections.abc import Iterable
from functools import cache

from config.demo.accounts import SEEDER
from config.demo.councils import AUDITORS, Council, Figure, Sitting, Term, councils
from config.demo.moment import at
from config.demo.story import DAY
from config.demo.world import Window, World
from registry.identifiers import id_number
from registry.officers import actions
from registry.officers.models import CouncilTerm, OfficerPost, ReelectionAudit
from registry.people import actions as people
from registry.people.models import Person

SINGLE = frozenset(("legal_representative", "chair", "secretary_general", "executive", "chief_supervisor"))
DOCUMENT = "霁民许字延期换届批复"


@cache
def _councils(world: World) -> list[Council]:
    return list(councils(world.bodies, is_large=world.scale == "city"))


def sit(world: World, window: Window) -> int:
    """Elections, extensions, audits and ends of the window; in the first window those of all the years before."""
    found = [council for council in _councils(world) if _stirs(council, window)]
    if not found:
        return 0
    with at(window.evening, 18):
        return _Window(world, window).write(found)


def _stirs(council: Council, window: Window) -> bool:
    """Whether anything of it falls into the window; what a body does begins with its registration."""
    return any(
        window.holds(day)
        for term in council.terms
        for day in (term.first, term.last and term.last + DAY, term.audited_on, term.extended and term.extended[1])
        if day
    )


class _Window:
    """What one window writes, for the councils in which something happens."""

    def __init__(self, world: World, window: Window) -> None:
        self.world, self.window = world, window
        self.terms: dict[tuple[int, int], CouncilTerm] = {}
        self.people: dict[tuple[int, str], int] = {}

    def write(self, found: list[Council]) -> int:
        ids = {self._id(council): council for council in found}
        self.terms = {
            (row.organization_id, row.term_no): row for row in CouncilTerm.objects.filter(organization__in=ids)
        }
        self._close_terms(ids)
        begun = [
            self._term(pk, term) for pk, council in ids.items() for term in council.terms if self._new(term.first)
        ]
        sittings = [(pk, one) for pk, council in ids.items() for one in council.sittings if self._new(one.first)]
        self._meet(ids, sittings)
        ended = self._ended(ids)
        posts = [self._post(pk, one) for pk, one in sittings]
        actions.record_many(posts, actor=SEEDER, origin="demo", terms=begun, ended=ended)
        self._audit(ids)
        return len(posts) + len(ended)

    def _id(self, council: Council) -> int:
        return self.world.organization_ids[council.body.plan.serial]

    def _new(self, day: datetime.date) -> bool:
        return self.window.holds(day)

    def _over(self, last: datetime.date | None) -> datetime.date | None:
        """The last day, once it lies behind the window; until then nobody knows."""
        return last if last and last + DAY < self.window.night else None

    # -- terms

    def _term(self, organization_id: int, term: Term) -> CouncilTerm:
        row = CouncilTerm(
            organization_id=organization_id, term_no=term.number, term_years=term.years, term_end=term.ends,
            valid_from=term.first, valid_to=self._over(term.last), document=f"第{term.number}届第一次会议决议",
        )  # fmt: skip
        self._extend(row, term)
        self.terms[organization_id, term.number] = row
        return row

    def _extend(self, row: CouncilTerm, term: Term) -> bool:
        if not term.extended or term.extended[1] >= self.window.night or row.extended_until:
            return False
        row.extended_until, row.extension_approved_on = term.extended
        row.extension_document = DOCUMENT
        return True

    def _close_terms(self, ids: dict[int, Council]) -> None:
        """Extensions approved and terms ended in the window, of rows that an earlier one wrote."""
        changed = []
        for pk, council in ids.items():
            for term in council.terms:
                row = self.terms.get((pk, term.number))
                if row is None or row.valid_to:
                    continue
                is_extended, row.valid_to = self._extend(row, term), self._over(term.last)
                if is_extended or row.valid_to:
                    changed.append(row)
        if changed:
            columns = ["valid_to", "extended_until", "extension_approved_on", "extension_document"]
            CouncilTerm.objects.bulk_update(changed, columns, batch_size=1000)

    def _audit(self, ids: dict[int, Council]) -> None:
        rows = [
            ReelectionAudit(
                organization_id=pk, term=self.terms[pk, term.number], auditor=_auditor(pk),
                reported_on=term.audited_on, report_no=f"霁审字〔{term.audited_on.year}〕{pk % 900 + 100}号",
            )
            for pk, council in ids.items()
            for term in council.terms
            if term.audited_on and self._new(term.audited_on) and _was_held(term)
        ]  # fmt: skip
        ReelectionAudit.objects.bulk_create(rows, batch_size=1000)

    # -- posts and persons

    def _meet(self, ids: dict[int, Council], sittings: list[tuple[int, Sitting]]) -> None:
        """Who is known already keeps her row; the rest are entered."""
        known = OfficerPost.objects.filter(organization__in=ids)
        self.people = {
            (pk, name): who for pk, name, who in known.values_list("organization", "person__name", "person")
        }
        met: dict[str, Figure] = {}
        for pk, one in sittings:
            if (pk, one.figure.name) not in self.people:
                met[one.figure.key] = one.figure
        made = self._known_by_number([one for one in met.values() if one.key.startswith("cast:")])
        fresh = [figure for key, figure in met.items() if key not in made]
        rows = people.enter_many([_person(figure) for figure in fresh], actor=SEEDER, origin="demo") if fresh else []
        made |= {figure.key: row.pk for figure, row in zip(fresh, rows, strict=True)}
        for pk, one in sittings:
            if one.figure.key in made:
                self.people.setdefault((pk, one.figure.name), made[one.figure.key])

    @staticmethod
    def _known_by_number(figures: Iterable[Figure]) -> dict[str, int]:
        """The named people sit in more than one body."""
        found = {}
        for figure in figures:
            row = Person.objects.filter(**Person.id_number.equals(figure.number)).first()
            if row:
                found[figure.key] = row.pk
        return found

    def _post(self, organization_id: int, one: Sitting) -> OfficerPost:
        person_id, last = self.people[organization_id, one.figure.name], self._over(one.last)
        return OfficerPost(
            organization_id=organization_id, kind_id=one.kind, slot=0 if one.kind in SINGLE else person_id,
            person_id=person_id, term=self.terms.get((organization_id, one.term)) if one.term else None,
            valid_from=one.first, valid_to=last, document=one.document, end_reason=one.why if last else "",
            is_full_time=one.is_full_time, is_paid=one.is_full_time, cadre=one.cadre,
            approval="霁组干审〔2021〕备案" if one.cadre else "",
        )  # fmt: skip

    def _ended(self, ids: dict[int, Council]) -> list[OfficerPost]:
        """Posts that an earlier window wrote and that this one closes."""
        ends = {
            (pk, one.kind, one.first, one.figure.name): one
            for pk, council in ids.items()
            for one in council.sittings
            if one.last and not self._new(one.first) and self._new(one.last + DAY)
        }
        found = []
        for row in OfficerPost.objects.filter(organization__in=ids, valid_to=None).select_related("person"):
            one = ends.get((row.organization_id, row.kind_id, row.valid_from, row.person.name))
            if one:
                row.valid_to, row.end_reason = one.last, one.why
                found.append(row)
        return found


def _was_held(term: Term) -> bool:
    return term.last is not None


def _auditor(organization_id: int) -> str:
    return AUDITORS[organization_id % len(AUDITORS)]


def _person(figure: Figure) -> Person:
    row = Person(**people.name_values(figure.name), birth_on=figure.born, phone=figure.phone)
    if figure.number:
        row.id_number, row.gender = figure.number, id_number.gender(figure.number)
    return row
