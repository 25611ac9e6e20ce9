"""The party school's year, three leaders and their charges, statements of 2025, and what accepted reports declared."""

import datetime
import random
from collections.abc import Callable

from config.demo.bodies import Body
from config.demo.moment import at
from config.demo.story import SEASON
from config.demo.world import Window, World
from core.access.actor import Actor
from core.departments.models import Region
from core.identity.models import User
from party_building.leader_charges import actions as charges
from party_building.leader_charges.models import LeaderCharge
from party_building.leader_charges.queries import candidates
from party_building.leader_charges.states import NoteKind
from party_building.party_counts import actions as party_counts
from party_building.party_counts.states import CountSource
from party_building.party_declarations import actions as declarations
from party_building.party_declarations.models import PartyDeclaration
from party_building.training import actions as training
from party_building.training.models import CourseStage, Lecturer, TrainingClass, TrainingCourse
from party_building.year_statements import actions as statements
from party_building.year_statements.models import StatementGrade, YearStatement
from party_building.year_statements.states import SubjectKind
from registry.annual_reports.models import AnnualReport
from registry.annual_reports.passed_on import declared
from registry.annual_reports.states import State
from registry.organizations.states import ResponsibilityKind

D = datetime.date
HOST, KEEPER = "综合党委", "市委社会工作部"
COURSES = (
    ("start", "党建工作怎样起步", 2),
    ("growth", "支部工作条例与组织生活", 4),
    ("mature", "党建引领行业自律", 6),
)
LECTURERS = (("秦越明", "市委党校党建教研室教师"), ("罗怀瑾", "霁川学院马克思主义学院教师"))
# Title, course, day, seats: the last two are still to come on the cast's day.
CLASSES = (
    ("新登记社会组织党建培训班", "党建工作怎样起步", D(2025, 11, 12), 20),
    ("党组织书记培训班", "支部工作条例与组织生活", D(2026, 3, 18), 12),
    ("社会组织负责人专题班", "党建引领行业自律", D(2026, 5, 20), 8),
    ("组织生活实训班", "支部工作条例与组织生活", D(2026, 6, 18), 6),
    ("初创社会组织党建沙龙", "党建工作怎样起步", D(2026, 9, 16), 20),
)
ANNOUNCED, SIGNED = datetime.timedelta(days=21), datetime.timedelta(days=16)
SURNAMES, GIVEN = "沈陆顾韩傅乔程钟", ("清和", "远舟", "知微", "景行", "若谷", "明澈", "思齐", "怀川")
LEADERS = (
    ("苏阳", "市民政局副局长", "suyang", "青砚县"),
    ("贺明川", "市委社会工作部副部长", "", "望澜区"),
    ("方知远", "综合党委专职副书记", "", "砚海区"),
)
DEPARTMENTS = ("市教育体育局", "市工业和信息化局", "市商务局")
SURVEYED, MOST_REPORTS = 6, 400


def _actor(world: World, office: str):
    return world.office(world.departments[office], "party_officer")


def _line(world: World, day: D) -> list[Body]:
    bodies = [one for one in world.bodies if one.plan.registered_on < day and not one.ended_on]
    return [one for one in bodies if one.office_on(ResponsibilityKind.PARTY, day) == HOST]


def _offer(world: World) -> None:
    host, actor = world.departments[HOST], _actor(world, HOST)
    for code, name, hours in COURSES:
        stage = CourseStage.objects.get(code=code)
        training.offer(actor=actor, department=host, name=name, stage=stage, hours=hours, valid_from=D(2025, 10, 9))
    for name, employer in LECTURERS:
        training.engage(actor=actor, department=host, name=name, employer=employer, valid_from=D(2025, 10, 9))


def _plan(title: str, course: str, day: D, seats: int) -> Callable[[World], None]:
    def act(world: World) -> None:
        host = world.departments[HOST]
        training.plan(
            actor=_actor(world, HOST), department=host, title=title, held_on=day, starts_at=datetime.time(9),
            course=TrainingCourse.objects.get(department=host, name=course), place="市党群服务中心", capacity=seats,
            sign_up_until=day - datetime.timedelta(days=3), lecturer=Lecturer.objects.filter(department=host).first(),
        )  # fmt: skip

    return act


def _sign_up(title: str) -> Callable[[World], None]:
    """A few more than there are seats, so that somebody waits."""

    def act(world: World) -> None:
        its = TrainingClass.objects.get(title=title)
        dice = random.Random(f"class:{title}")
        line = _line(world, its.held_on - ANNOUNCED)
        for body in dice.sample(line, min(its.capacity + 2, len(line))):
            name = dice.choice(SURNAMES) + dice.choice(GIVEN)
            training.sign_up(
                its, actor=_actor(world, HOST), organization=world.organization(body), name=name, post="秘书长"
            )

    return act


def _hold(title: str) -> Callable[[World], None]:
    def act(world: World) -> None:
        its = TrainingClass.objects.get(title=title)
        signed = list(its.sign_ups.listed().order_by("signed_at", "pk").values_list("pk", flat=True))
        training.record_attendance(its, actor=_actor(world, HOST), present=signed[:-1])

    return act


def _charge(world: World) -> None:
    keeper, actor = world.departments[KEEPER], _actor(world, KEEPER)
    since = D(2026, 1, 16)
    everybody = Actor.system("seed_demo")  # who is uncovered in the whole city
    for name, post, username, district in LEADERS:
        leader = charges.enlist(
            actor=actor, department=keeper, name=name, post=post, document="霁两新〔2026〕2号", valid_from=since,
            regions_due=1, organizations_due=10, user=User.objects.filter(username=username).first(),
        )  # fmt: skip
        region = Region.objects.get(code__startswith="3799", name=district, level=2)
        rows = [one for one in candidates(everybody, since, most=4000) if one.district_id == region.pk][:10]
        charges.charge(leader, actor=actor, since=since, regions=[region], organizations=rows)


def _visit(world: World) -> None:
    for found in LeaderCharge.objects.filter(organization__isnull=False).order_by("pk")[:4]:
        charges.note(
            found, actor=_actor(world, KEEPER), kind=NoteKind.VISIT, on=D(2026, 4, 15),
            text="走访了解从业人员和党员情况，协调街道明确联系人。",
        )  # fmt: skip


def _state(world: World) -> None:
    host, actor = world.departments[HOST], _actor(world, HOST)
    for short in DEPARTMENTS:
        made = statements.generate(
            actor=actor, office=host, year=2025, kind=SubjectKind.DEPARTMENT, department=world.departments[short]
        )
        statements.write(
            made, actor=actor, version=made.version,
            remarks="全年研究社会组织党建工作2次。\n存在问题：部分社会组织党员少、流动快，单独组建有困难。",
        )  # fmt: skip
        statements.finish(made, actor=actor)


def _grade(world: World) -> None:
    made = YearStatement.objects.filter(office=world.departments[HOST], year=2025).order_by("pk")
    for found, code in zip(made[:2], ("good", "fair"), strict=True):
        grade = StatementGrade.objects.get(code=code)
        statements.grade(found, actor=_actor(world, HOST), grade=grade, graded_on=D(2026, 2, 5))


def _survey(world: World) -> None:
    """The line asks six organizations itself; their reports say something else later on."""
    for body in _line(world, D(2026, 4, 10))[:SURVEYED]:
        dice = random.Random(f"survey:{body.plan.uscc}")
        party_counts.count(
            world.organization(body), actor=_actor(world, HOST), since=D(2026, 4, 10), source=CountSource.SURVEY,
            formal_full_time=dice.randint(4, 7),
        )  # fmt: skip


def _declare(world: World) -> None:
    taken = PartyDeclaration.objects.values("report")
    rows = AnnualReport.objects.filter(year=SEASON, state__in=(State.ACCEPTED, State.PUBLISHED)).exclude(pk__in=taken)
    surveyed = [world.organization_ids[body.plan.serial] for body in _line(world, D(2026, 4, 10))[:SURVEYED]]
    rows = rows.select_related("organization")
    others = rows.exclude(organization__in=surveyed).order_by("organization__uscc")[:MOST_REPORTS]
    for report in [*rows.filter(organization__in=surveyed), *others]:
        declarations.take_in(report, declared=declared(report).get("party", {}))


def _settle(world: World) -> None:
    open_rows = PartyDeclaration.objects.differing().filter(organization__party_superior__short_name=HOST)
    found = open_rows.select_related("organization__party_superior").order_by("pk").first()
    if found is not None:
        declarations.keep(found, actor=_actor(world, HOST), comment="已与该组织核实，年报漏填今年新转入的党员。")


_ACTS: list[tuple[datetime.date, Callable[[World], None]]] = [
    (D(2025, 10, 9), _offer),
    *(
        act
        for title, course, day, seats in CLASSES
        for act in (
            (day - ANNOUNCED, _plan(title, course, day, seats)),
            (day - SIGNED, _sign_up(title)),
            (day, _hold(title)),
        )
    ),
    (D(2026, 1, 12), _state),
    (D(2026, 1, 16), _charge),
    (D(2026, 2, 5), _grade),
    (D(2026, 4, 10), _survey),
    (D(2026, 4, 15), _visit),
    (D(2026, 5, 28), _declare),
    (D(2026, 6, 1), _settle),
]


def live(world: World, window: Window) -> int:
    due = sorted(((day, act) for day, act in _ACTS if window.holds(day)), key=lambda one: one[0])
    for day, act in due:
        with at(day, 16):
            act(world)
    return len(due)
