"""The register of members and the ways into the party.

When the portal opens the branches bring their registers; later branches bring theirs with their establishment. Some
bodies of the cast have members on purpose: a school with three branches, three small bodies in one joint branch, a
chamber with three members and no branch. Admissions stand at every stage, one ready for its next step, one too early.
"""

import datetime
import io
import random
from dataclasses import dataclass, field

from config.demo import story
from config.demo.accounts import SEEDER
from config.demo.moment import at
from config.demo.world import Window, World
from core import clock
from core.spreadsheets.writing import Column, write_xlsx
from party_building.admissions import actions as admissions
from party_building.admissions.models import Admission
from party_building.admissions.queries import Catalogue, Progress
from party_building.admissions.states import Naming, Position
from party_building.party_members import actions
from party_building.party_members.models import MemberAffiliation, MemberEmployment, MemberStanding, PartyMember
from party_building.party_members.states import AffiliationKind, Standing, VanguardKind
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel
from registry.models import Organization
from registry.people import actions as people
from registry.people.models import Person

D = datetime.date
SURNAMES = "陆苏程温夏江许郑吴何顾林沈叶白乔方钟"
GIVEN = (
    "知远", "予宁", "青岚", "望川", "言初", "清和", "云谦", "思齐", "若安", "景行", "怀瑾", "修远", "明澈", "向晚",
    "时雨", "嘉树", "临川", "书意", "以宁", "承泽", "星河", "疏影", "致远", "听雪",
)  # fmt: skip
SCHOOL, JOINT = "霁川市博文实验学校", "听澜街道第一联合党支部"
SCHOOL_MEMBERS = {"第一": 23, "第二": 22, "第三": 22}
JOINT_MEMBERS = {"霁川市琴筝学会": 1, "望澜区乐邻社工服务中心": 2, "望澜区星火编程培训学校": 2}
COLD_CHAIN, COLD_CHAIN_SINCE = "霁川市冷链物流商会", D(2025, 10, 20)
MACHINERY = "霁川市轻工机械行业协会"
PLANNED_2025, PLANNED_2026, WAYS_ENTERED = D(2025, 2, 18), D(2026, 2, 24), D(2026, 5, 18)
RECONCILED, SENT, POSTED, READY_ON = D(2026, 1, 12), D(2026, 5, 28), D(2026, 3, 16), D(2026, 6, 10)


def live(world: World, window: Window) -> int:
    if window.night <= story.PORTAL_OPENED:
        return 0
    count = _registers(world, window)
    acts = (
        (COLD_CHAIN_SINCE, _cold_chain), (PLANNED_2025, _plan), (RECONCILED, _reconcile), (PLANNED_2026, _plan),
        (POSTED, _post), (WAYS_ENTERED, _enter_ways), (SENT, _send), (READY_ON, _go_on),
    )  # fmt: skip
    for day, act in acts:
        if window.holds(day):
            with at(day):
                act(world)
            count += 1
    return count


# -- registers -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Seat:
    """A member to be: in which unit, working where."""

    unit: PartyUnit
    organization_id: int


def _registers(world: World, window: Window) -> int:
    """Of branches that have brought none yet: all in the window in which the portal opens."""
    rows = PartyUnit.objects.of_organizations().on(window.evening).filter(affiliations=None)
    rows = rows.filter(level=UnitLevel.BRANCH, organization__isnull=False).exclude(form=UnitForm.FUNCTIONAL)
    units = list(rows.select_related("organization").order_by("pk"))
    seats = [seat for unit in units for seat in _seats(world, unit)]
    if not seats:
        return 0
    with at(window.evening, 18):
        _write(seats)
        for pk in sorted({seat.organization_id for seat in seats}):
            actions.count_from_register(Organization.objects.get(pk=pk), actor=SEEDER, day=window.evening)
    return len(seats)


def _seats(world: World, unit: PartyUnit) -> list[Seat]:
    if unit.name == JOINT:
        return [
            Seat(unit, world.organization_ids[world.by_name[name].plan.serial])
            for name, number in JOINT_MEMBERS.items()
            for _ in range(number)
        ]
    assert unit.organization is not None
    number = random.Random(f"members:{unit.name}").choice((3, 3, 3, 4, 4, 5, 6))
    if unit.organization.name == SCHOOL:
        number = next((n for ordinal, n in SCHOOL_MEMBERS.items() if ordinal in unit.name), 0)
    return [Seat(unit, unit.organization.pk)] * number


def _write(seats: list[Seat]) -> None:
    """As many inserts as tables, whatever the members. Each branch draws from a seed of its own."""
    dice = {seat.unit.pk: random.Random(f"register:{seat.unit.name}") for seat in seats}
    drawn = [_drawn(dice[seat.unit.pk], seat) for seat in seats]
    people.enter_many([person for _, person, _ in drawn], actor=SEEDER, origin="demo")
    members = PartyMember.objects.bulk_create(
        [
            PartyMember(
                person=person, joined_on=joined, confirmed_on=story.office_day(joined + 365 * story.DAY),
                standing=Standing.FORMAL, affiliation_kind=AffiliationKind.UNIT, unit=seat.unit,
                organization_id=seat.organization_id, is_full_time=True,
            )
            for seat, person, joined in drawn
        ],
        batch_size=2000,
    )  # fmt: skip
    since = {seat.unit.pk: seat.unit.established_on for seat in seats}
    first = [(member, since[member.unit_id]) for member in members if member.unit_id is not None]
    MemberStanding.objects.bulk_create(
        [MemberStanding(member=one, standing=Standing.FORMAL, valid_from=day) for one, day in first], batch_size=2000
    )
    MemberAffiliation.objects.bulk_create(
        [
            MemberAffiliation(member=one, kind=AffiliationKind.UNIT, unit_id=one.unit_id, valid_from=day)
            for one, day in first
        ],
        batch_size=2000,
    )
    MemberEmployment.objects.bulk_create(
        [
            MemberEmployment(member=one, organization_id=one.organization_id, is_full_time=True, valid_from=day)
            for one, day in first
        ],
        batch_size=2000,
    )


def _person(dice: random.Random, before: D) -> Person:
    """Old enough to have been confirmed before that day."""
    born = D(dice.randrange(1955, min(1992, before.year - 23)), dice.randrange(1, 13), dice.randrange(1, 28))
    name = dice.choice(SURNAMES) + dice.choice(GIVEN)
    return Person(**people.name_values(name), birth_on=born, gender=dice.choice(("male", "female")))


def _drawn(dice: random.Random, seat: Seat) -> tuple[Seat, Person, D]:
    """With the day on which she joined."""
    person = _person(dice, seat.unit.established_on)
    return seat, person, _joined(dice, person.birth_on, seat.unit.established_on)


def _joined(dice: random.Random, born: D, before: D) -> D:
    """Of age then, and confirmed before the branch was set up."""
    first = born + 20 * 365 * story.DAY
    return first + dice.randrange(max((before - 400 * story.DAY - first).days, 1)) * story.DAY


def _cold_chain(world: World) -> None:
    """Three formal full-time members, whose membership the organ keeps until there is a branch."""
    chamber = world.organization(world.by_name[COLD_CHAIN])
    dice = random.Random(COLD_CHAIN)
    for _ in range(3):
        drawn = _person(dice, D(2010, 1, 1))
        actions.enroll(
            actions.NewMember(
                name=drawn.name, birth_on=drawn.birth_on, gender=drawn.gender, standing=Standing.FORMAL,
                since=COLD_CHAIN_SINCE, joined_on=D(2014, 6, 27), confirmed_on=D(2015, 6, 27),
                kind=AffiliationKind.KEPT, place="综合党委代管", organization=chamber, position="秘书处工作人员",
            ),
            actor=SEEDER,
        )  # fmt: skip
    actions.count_from_register(chamber, actor=SEEDER, day=COLD_CHAIN_SINCE)


# -- plans, comparison, posts, a transfer ----------------------------------------------------------------------------


def _plan(world: World) -> None:

    today = clock.today()
    for name, planned in (("综合党委", 12), ("望澜区委社会工作部", 3)):
        admissions.plan(
            actor=world.office(world.departments[name], "party_officer"), year=today.year, planned=planned,
            document=f"关于{today.year}年社会组织发展党员计划单列的通知", approved_on=today - 5 * story.DAY,
        )  # fmt: skip


def _members(unit: PartyUnit) -> list[PartyMember]:
    rows = PartyMember.objects.filter(unit=unit, standing=Standing.FORMAL).select_related("person", "unit__superior")
    return list(rows.select_related("organization__party_superior").order_by("pk"))


def _unit(name: str) -> PartyUnit:
    return PartyUnit.objects.select_related("superior", "organization").get(name=name, dissolved_on=None)


def _reconcile(world: World) -> None:
    """The sheet of the party's own system: two are unknown here, one is missing there, one is said to be elsewhere."""
    office = world.departments["综合党委"]
    known = PartyMember.objects.filter(unit__superior=office, standing=Standing.FORMAL).order_by("pk")
    rows = [[one.person.name, one.unit.name, "正式党员"] for one in known.select_related("person", "unit") if one.unit]
    if len(rows) > 3:
        rows = [*rows[1:-1], ["何修远", "霁川市沐州商会党支部", "正式党员"], ["白以宁", rows[2][1], "预备党员"]]
    file = io.BytesIO(write_xlsx(rows, [Column("姓名"), Column("所在党支部"), Column("人员类别")]) or b"")
    file.name = "党员名册20251231.xlsx"
    actions.reconcile(file, actor=world.office(office, "party_officer"), as_of=D(2025, 12, 31))


def _post(world: World) -> None:
    unit = _unit(JOINT)
    names = ("邻里服务责任区", "一线服务红旗岗", "公益课堂示范岗")
    for member, kind, name in zip(_members(unit), VanguardKind, names, strict=False):
        actions.give_post(
            member, actor=world.office(unit.superior, "party_officer"), kind=kind, unit=unit, name=name,
            since=POSTED, until=D(2026, 12, 31),
        )  # fmt: skip


def _send(world: World) -> None:
    """Out of a branch of the city into the joint branch of the street, not yet received."""
    unit = _unit(f"{MACHINERY}党支部")
    actions.send(
        _members(unit)[0], actor=world.office(unit.superior, "party_officer"), sent_on=SENT,
        document="霁组介〔2026〕31号", to_unit=_unit(JOINT),
    )  # fmt: skip


# -- admissions ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Way:
    """One person's way up to the step `until`; `days` of the steps that matter, the others follow on each other."""

    name: str
    unit: str
    organization: str
    position: Position
    applied_on: D
    until: str
    days: dict[str, D] = field(default_factory=dict)
    born: D = D(1993, 4, 16)


QIN, LELIN, XINGHUO = JOINT_MEMBERS
READY, EARLY = "夏书意", "江时雨"
WAYS = (
    Way("林向晚", JOINT, LELIN, Position.FULL_TIME, D(2026, 5, 6), "application"),
    Way(EARLY, JOINT, XINGHUO, Position.HEAD, D(2025, 6, 9), "education", {"activist": D(2026, 1, 10)}),
    Way(READY, JOINT, QIN, Position.FULL_TIME, D(2024, 11, 4), "education", {"activist": D(2025, 5, 12)}),
    Way("沈嘉树", JOINT, LELIN, Position.HEAD, D(2024, 3, 4), "political_check", {"object": D(2025, 11, 10)}),
    Way("方承泽", f"{MACHINERY}党支部", MACHINERY, Position.FULL_TIME, D(2024, 2, 19), "acceptance",
        {"object": D(2025, 9, 8), "acceptance": D(2026, 4, 20)}),
    Way("叶疏影", f"{MACHINERY}党支部", MACHINERY, Position.HEAD, D(2023, 5, 8), "probation",
        {"acceptance": D(2025, 7, 1)}),
    Way("钟临川", f"{SCHOOL}第一党支部", SCHOOL, Position.FULL_TIME, D(2022, 9, 5), "oath",
        {"acceptance": D(2025, 4, 10)}),
    Way("乔若安", f"{SCHOOL}第二党支部", SCHOOL, Position.FULL_TIME, D(2022, 3, 7), "archived",
        {"acceptance": D(2024, 12, 2), "asking": D(2025, 11, 24), "confirmation": D(2025, 12, 8)}),
    Way("郑怀瑾", f"{SCHOOL}第三党支部", SCHOOL, Position.OTHER, D(2022, 3, 14), "asking",
        {"acceptance": D(2025, 5, 6), "asking": D(2026, 5, 4)}),
)  # fmt: skip


def _enter_ways(world: World) -> None:
    """From the branches' folders, step by step."""
    touched = set()
    for way in WAYS:
        unit, organization = _unit(way.unit), world.organization(world.by_name[way.organization])
        actor = world.office(unit.superior, "party_officer")
        applicant = admissions.Applicant(name=way.name, birth_on=way.born)
        made = admissions.apply(
            applicant, actor=actor, unit=unit, applied_on=way.applied_on, position=way.position,
            organization=organization,
        )  # fmt: skip
        if way.until != "application":
            _advance(made, way, actor)
        if way.name == READY:
            admissions.write_note(
                made, actor=actor, kind="quarterly", noted_on=D(2026, 4, 2), text="参加主题党日和志愿服务，学习认真。"
            )
        touched.add(organization)
    for organization in sorted(touched, key=lambda one: one.pk):
        actions.count_from_register(organization, actor=SEEDER, day=WAYS_ENTERED)


def _advance(admission: Admission, way: Way, actor) -> None:
    formal = _members(admission.unit)
    catalogue = Catalogue()
    while True:
        admission = Admission.objects.select_related("unit__superior", "person", "organization").get(pk=admission.pk)
        progress = Progress(admission, catalogue)
        step = progress.next_step
        assert step is not None
        named = {"": [], Naming.CONTACT: formal[:1], Naming.SPONSOR: formal[:2]}[step.names]
        day = way.days.get(step.code, progress.earliest[0])
        admissions.record(admission, actor=actor, step=step.code, done_on=day, named=named)
        if step.code == way.until:
            return


def _go_on(world: World) -> None:
    """A week after the cast's day the one who was ready becomes an object of development."""
    admission = Admission.objects.select_related("unit__superior", "person").get(person__name=READY)
    actor = world.office(admission.unit.superior, "party_officer")
    admissions.record(admission, actor=actor, step="object", done_on=READY_ON)
