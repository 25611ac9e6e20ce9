"""换届 in the demo city: the cast's chain still being written, one at every other step, one extension approved.

Only councils that the story leaves as they are take part: what the verbs enter here, no later window writes again.
"""

import datetime
import random
from collections.abc import Callable
from functools import cache

from config.demo import story
from config.demo.cast import people_of
from config.demo.councils import CHAIR, MACHINERY, REPRESENTATIVE, SECRETARY, Council, Figure, Figures, councils
from config.demo.moment import at
from config.demo.names import Fate
from config.demo.world import Window, World
from core.access.actor import Actor
from registry.officers.models import OfficerPost, PostKind
from registry.organizations.models import Organization
from registry.people import actions as people
from registry.people.models import Person
from registry.reelections import actions, queries
from registry.reelections.models import Reelection
from registry.reelections.states import OWN_FILE, ReelectionKind, Result

D = datetime.date
QUIET_SINCE = D(2026, 4, 1)
ENDING = (D(2026, 3, 1), D(2027, 10, 1))
AUDITOR, PLACE = "霁川衡信会计师事务所", "本会会议室"
EXPLAINED = "章程另有规定，经业务主管单位同意"
Act = Callable[["Chain"], None]


def live(world: World, window: Window) -> int:
    found = [step for step in _steps() if window.holds(step[0])]
    for day, place, act in sorted(found, key=lambda step: step[0]):
        bodies = _bodies(world)
        if place < len(bodies):
            with at(day, 10):
                act(Chain(world, bodies[place]))
    return len(found)


@cache
def _bodies(world: World) -> list[str]:
    """Names: the cast's association, then city associations whose council the story does not touch any more."""
    quiet = [council for council in councils(world.bodies, is_large=world.scale == "city") if _is_quiet(council)]
    quiet.sort(key=lambda council: (council.terms[-1].ends, council.body.plan.serial))
    return [MACHINERY, *(council.body.plan.name for council in quiet)]


def _is_quiet(council: Council) -> bool:
    plan, last = council.body.plan, council.terms[-1]
    days = [term.first for term in council.terms]
    days += [day for one in council.sittings for day in (one.first, one.last) if day]
    is_fit = plan.org_type == "1" and not plan.district and not plan.is_cast and plan.fate is Fate.STAYS
    return is_fit and not last.extended and ENDING[0] < last.ends < ENDING[1] and max(days) < QUIET_SINCE


class Chain:
    """One body's chain and everybody who has a part in it."""

    def __init__(self, world: World, name: str) -> None:
        self.world, self.name = world, name
        self.body = world.by_name[name]

    @property
    def organization(self) -> Organization:
        links = ("supervising_authority", "business_supervisor", "industry_department", "party_superior")
        return Organization.objects.select_related(*links).get(pk=self.world.organization_ids[self.body.plan.serial])

    @property
    def row(self) -> Reelection:
        links = ("organization__supervising_authority", "organization__business_supervisor", "term",
                 "organization__industry_department", "organization__party_superior")  # fmt: skip
        return Reelection.objects.select_related(*links).filter(organization=self.organization).latest("pk")

    @property
    def own(self) -> Actor:
        return people_of(self.world, self.organization)

    def office(self, role: str) -> Actor:
        authority = self.organization.supervising_authority
        assert authority is not None
        return self.world.office(authority, role)

    def _held(self, kind: str) -> OfficerPost:
        posts = OfficerPost.objects.on(QUIET_SINCE).filter(organization=self.organization, kind=kind)
        return posts.select_related("person").get()

    def figure(self, place: str) -> Figure:
        """Somebody new, with a number that belongs to nobody."""
        dice = random.Random(f"reelection:{place}:{self.body.plan.uscc}")
        return Figures().meet(dice, f"reelection:{place}", set(), D(2026, 4, 1))

    def person(self, place: str) -> Person:
        its = self.figure(place)
        return people.identify(
            actor=self.own, name=its.name, id_number=its.number, phone=its.phone, permission=OWN_FILE
        )

    def add(self, kind: str, person: Person, **more) -> None:
        given = {"accepted_reason": EXPLAINED, **more}
        actions.add(self.row, actor=self.own, person=person, kind=PostKind.objects.get(code=kind), **given)

    def results(self, value: str = Result.PASS) -> dict[int, str]:
        return {one.pk: value for one in queries.candidates_of(self.row)}


# -- what happens -----------------------------------------------------------------------------------------------------


def _begin(kind: str = ReelectionKind.TERM, *, at_counter: bool = False) -> Act:
    def act(chain: Chain) -> None:
        actor = chain.office("registry_clerk") if at_counter else chain.own
        because = "TM-01" if at_counter else ""
        actions.open_chain(chain.organization, actor=actor, kind=kind, because=because)

    return act


def _list(planned: D, *, new_chair: bool = False) -> Act:
    """The secretary is somebody new; the chair where the step says so, and then the representative with her."""

    def act(chain: Chain) -> None:
        row = chain.row
        actions.plan(row, actor=chain.own, version=row.version, planned_on=planned, meeting="members")
        chair = chain.person(CHAIR) if new_chair else chain._held(CHAIR).person
        chain.add(CHAIR, chair)
        chain.add(REPRESENTATIVE, chair if new_chair else chain._held(REPRESENTATIVE).person)
        chain.add(SECRETARY, chain.person(SECRETARY), is_full_time=True)

    return act


def _send(chain: Chain) -> None:
    actions.submit(chain.row, actor=chain.own)


def _opine(side: str) -> Act:
    def act(chain: Chain) -> None:
        row = chain.row
        opinion = row.opinions.filter(round=row.round, side=side, state="waiting").select_related("department").first()
        if opinion is None:  # the body has no such office
            return
        opinion.reelection = row
        role = "party_officer" if side == "party" else "department_officer"
        actor = chain.world.office(opinion.department, role)
        actions.give(opinion, actor=actor, results=chain.results(), result=Result.PASS)

    return act


def _review(chain: Chain) -> None:
    row = chain.row
    results = {} if row.is_extension else chain.results()
    actions.review(row, actor=chain.office("registry_clerk"), results=results, comment="已核对材料，符合条件。")


def _confirm(chain: Chain) -> None:
    actions.confirm(chain.row, actor=chain.office("registry_chief"))


def _send_back(chain: Chain) -> None:
    results = chain.results()
    results[max(results)] = Result.SUPPLEMENT
    actions.send_back(
        chain.row, actor=chain.office("registry_clerk"), results=results, comment="秘书长人选缺专职证明，请补充。"
    )


def _hand_in(on: D) -> Act:
    return lambda chain: actions.hand_in_audit(chain.row, actor=chain.own, auditor=AUDITOR, audited_on=on)


def _register_audit(chain: Chain) -> None:
    actions.record_audit(chain.row, actor=chain.office("registry_clerk"))


def _notify(on: D, meeting: D) -> Act:
    return lambda chain: actions.notify(
        chain.row, actor=chain.own, notified_on=on, meeting_on=meeting, meeting_place=PLACE
    )


def _report(on: D) -> Act:
    def act(chain: Chain) -> None:
        votes = dict.fromkeys(chain.results(), 41)
        row = chain.row
        actions.report_result(
            row, actor=chain.own, held_on=on, total=62, present=48, votes=votes, term_years=4,
            resolution=f"第{row.term_no}届第一次会员大会决议",
        )  # fmt: skip

    return act


def _enter(chain: Chain) -> None:
    actions.enter(chain.row, actor=chain.office("registry_clerk"))


def _finish(chain: Chain) -> None:
    actions.finish(chain.row, actor=chain.office("registry_clerk"))


def _apply(chain: Chain) -> None:
    row = chain.row
    assert row.term is not None
    actions.plan(
        row, actor=chain.own, version=row.version, reason="会长人选尚在推选，拟于年底前召开会员大会。",
        extend_until=D(2026, 12, 20), council_on=D(2026, 4, 20), council_total=21, council_present=18,
        council_votes=18,
    )  # fmt: skip


def _approve(chain: Chain) -> None:
    actions.approve(chain.row, actor=chain.office("registry_chief"))


def _cast_list(chain: Chain) -> None:
    """What 罗知秋 has written so far: her own fourth term wants an explanation, a representative is missing."""
    row = chain.row
    actions.plan(row, actor=chain.own, version=row.version, planned_on=D(2026, 7, 24), meeting="members")
    chain.add(CHAIR, chain.person(CHAIR), accepted_reason="")
    chain.add(SECRETARY, chain._held(SECRETARY).person, is_full_time=True, accepted_reason="")


def _whole(start: D, planned: D, *, new_chair: bool = False) -> list[tuple[D, Act]]:
    """From the beginning to the review by one person, two weeks all in all."""
    day = story.DAY
    return [
        (start, _begin()), (start + day, _list(planned, new_chair=new_chair)), (start + 2 * day, _send),
        (start + 6 * day, _opine("party")), (start + 8 * day, _opine("department")),
    ]  # fmt: skip


def _steps() -> list[tuple[D, int, Act]]:
    """(day, whose, what); 0 is the cast's association."""
    held = [(D(2026, 5, 6), _review), (D(2026, 5, 7), _confirm), (D(2026, 5, 7), _hand_in(D(2026, 4, 24))),
            (D(2026, 5, 8), _register_audit), (D(2026, 5, 8), _notify(D(2026, 5, 8), D(2026, 5, 28)))]  # fmt: skip
    early = D(2026, 4, 13)
    stories: list[list[tuple[D, Act]]] = [
        [(D(2026, 5, 11), _begin(at_counter=True)), (D(2026, 5, 27), _cast_list)],
        [(D(2026, 4, 21), _begin(ReelectionKind.EXTENSION)), (D(2026, 4, 22), _apply), (D(2026, 4, 23), _send),
         (D(2026, 5, 7), _opine("department")), (D(2026, 5, 12), _review), (D(2026, 5, 15), _approve)],
        _whole(D(2026, 5, 7), D(2026, 7, 10))[:4],
        _whole(D(2026, 5, 11), D(2026, 7, 10)),
        [*_whole(D(2026, 5, 6), D(2026, 7, 10)), (D(2026, 5, 26), _review)],
        [*_whole(D(2026, 5, 6), D(2026, 7, 10)), (D(2026, 5, 28), _send_back)],
        [*_whole(D(2026, 4, 27), D(2026, 6, 26)), (D(2026, 5, 13), _review), (D(2026, 5, 14), _confirm),
         (D(2026, 6, 1), _hand_in(D(2026, 5, 22)))],
        [*_whole(early, D(2026, 6, 12)), *held[:4], (D(2026, 5, 20), _notify(D(2026, 5, 20), D(2026, 6, 12)))],
        [*_whole(early, D(2026, 5, 28)), *held, (D(2026, 6, 1), _report(D(2026, 5, 28)))],
        [*_whole(early, D(2026, 5, 28), new_chair=True), *held, (D(2026, 5, 29), _report(D(2026, 5, 28))),
         (D(2026, 6, 2), _enter)],
        [*_whole(early, D(2026, 5, 28)), *held, (D(2026, 5, 29), _report(D(2026, 5, 28))), (D(2026, 6, 1), _enter),
         (D(2026, 6, 2), _finish)],
    ]  # fmt: skip
    return [(on, place, act) for place, steps in enumerate(stories) for on, act in steps]
