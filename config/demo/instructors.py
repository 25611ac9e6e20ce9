"""Council units, the pool, who is sent where, visits, and one plan that nobody has applied yet.

周启明 serves eleven bodies where five are allowed, and four saw no visit in the last full quarter; another instructor
retired in May, and three bodies fell open. Most of the others that have no branch are served, a few are open.
"""

import datetime
import random
from collections import defaultdict

from config.demo.answers import GIVEN, SURNAMES
from config.demo.moment import at
from config.demo.story import CAST_DAY, DAY
from config.demo.world import Window, World
from core.access.actor import Actor
from core.identity.models import User
from party_building.council_units import actions as council_units
from party_building.council_units.models import CouncilUnit
from party_building.instructor_plans import actions as plans
from party_building.instructors import actions
from party_building.instructors.models import Dispatch, Instructor
from party_building.instructors.queries import uncovered
from party_building.instructors.states import DispatchBasis, InstructorKind
from registry.models import Organization, OrganizationSeat
from registry.people import actions as people

BEGAN = datetime.date(2025, 3, 3)
RETIRED, RETIRES = "祁广林", datetime.date(2026, 5, 20)
UNITS = (
    "市档案馆", "市图书馆", "市融媒体中心", "市供销合作社", "市红十字会", "市总工会", "团市委", "市妇联", "市工商联",
    "市文联", "市社科联", "市侨联", "市老干部局", "市委党校", "市机关工委", "市国资委", "市税务局", "市统计局",
    "市气象局", "市烟草专卖局",
)  # fmt: skip
TRADES = ("教育", "养老", "文化", "体育", "工商", "科技", "社会服务", "农业")
ASKED = (
    "了解党员人数和组织关系情况", "宣传党建入章要求", "走访办公场所，了解换届准备", "了解年报填报进度",
    "座谈，听取困难和建议",
)  # fmt: skip
NEXT = ("下次带章程核对", "联系上级党组织研究组建", "", "六月再访", "")
PLANNED_ON = CAST_DAY - DAY
SOME_OPEN = 6  # bodies of the comprehensive committee that are left to the plan
POOL = 46
UNVISITED = datetime.date(2026, 2, 12)  # in the first quarter of 2026 his first four bodies are left out
SYSTEM = Actor.system("demo_instructors")


def live(world: World, window: Window) -> int:
    count = 0
    if window.holds(BEGAN):
        with at(BEGAN):
            count += _begin(world, BEGAN)
    for day in _quarter_days():
        if window.holds(day):
            with at(day):
                count += _visit(world, day)
    if window.holds(RETIRES):
        with at(RETIRES):
            instructor = Instructor.objects.filter(person__name=RETIRED, valid_to=None).first()
            if instructor:
                actions.leave(instructor, actor=_actor(world, "综合党委"), last_day=RETIRES, reason="退休")
                count += 1
    if window.holds(PLANNED_ON):
        with at(PLANNED_ON, 16):
            count += _plan(world)
    return count


def _quarter_days() -> list[datetime.date]:
    return [datetime.date(year, month, 12) for year in (2025, 2026) for month in (2, 5, 8, 11)]


def _actor(world: World, short: str) -> Actor:
    return world.office(world.departments[short], "party_officer")


def _begin(world: World, day: datetime.date) -> int:
    keeper = _actor(world, "市委社会工作部")
    committee = world.departments["市委社会工作部"]
    units = [
        council_units.add(
            actor=keeper, committee=committee, name=f"霁川{name}", duties="选派党建指导员，参与联系社会组织",
            contact=_name(random.Random(f"contact:{name}")), office_phone="12x-0000", valid_from=day,
            document="市两新工委委员单位名单",
        )
        for name in UNITS
    ]  # fmt: skip
    pool = _pool(world, units, day)
    return len(units) + len(pool) + _send(world, pool, day)


def _name(dice: random.Random) -> str:
    return dice.choice(SURNAMES) + dice.choice(GIVEN)


def _pool(world: World, units: list[CouncilUnit], day: datetime.date) -> list[Instructor]:
    """周启明 and who will retire are in the pool of the comprehensive committee; the work committee has the most."""
    homes = [region for region in world.regions.values() if region.level == 3 and region.valid_to is None]  # noqa: PLR2004
    homes.sort(key=lambda region: region.code)
    own = ("周启明", RETIRED)
    found = []
    for number in range(POOL):
        dice = random.Random(f"instructor:{number}")
        name = own[number] if number < len(own) else _name(dice)
        organ = "综合党委" if number < len(own) + 6 else "市委社会工作部"
        actor = _actor(world, organ)
        person = people.identify(actor=actor, name=name)
        found.append(
            actions.enroll(
                actor=actor, organ=world.departments[organ], person=person, valid_from=day,
                kind=InstructorKind.RETIRED if number % 4 == 1 else InstructorKind.SERVING,
                council_unit=units[number % len(units)], post="四级调研员" if number % 4 == 1 else "一级主任科员",
                trades=sorted(dice.sample(TRADES, 2)), home=homes[number % len(homes)],
                account=User.objects.filter(username="zhouqiming").first() if number == 0 else None,
                document="关于选派社会组织党建指导员的通知",
            )
        )  # fmt: skip
    return found


def _send(world: World, pool: list[Instructor], day: datetime.date) -> int:
    """His eleven first; then the uncovered in turn, to whoever has room; the last ones stay open."""
    zhou, retiring, others = pool[0], pool[1], pool[2:]
    sent = 0
    seats = OrganizationSeat.objects.filter(user=zhou.account).values("organization")
    mine = Organization.objects.filter(pk__in=seats).select_related("party_superior").order_by("pk")
    for body in mine:
        sent += _sent(world, body, zhou, day, reason="原联系人调离，暂由其一并联系")
    waiting = uncovered(Organization.objects.all(), day).select_related("party_superior").order_by("pk")
    by_organ = defaultdict(list)
    for body in waiting:
        by_organ[body.party_superior_id].append(body)
    comprehensive = by_organ.get(world.departments["综合党委"].pk, [])
    for body in comprehensive[:3]:
        sent += _sent(world, body, retiring, day)
    kept = {*comprehensive[:3], *comprehensive[-SOME_OPEN:]}  # for him who retires; for the plan of the committee
    rest = [body for body in waiting if body not in kept]
    rest = rest[:-SOME_OPEN] if len(rest) > SOME_OPEN else rest
    room = [one for one in others[:-1] for _ in range(4)]  # the last is kept for the double dispatch
    for body, instructor in zip(rest, room, strict=False):
        sent += _sent(world, body, instructor, day)
    for body in list(mine)[:2]:  # double dispatch: the street sends one as well
        sent += _sent(world, body, others[-1], day, basis=DispatchBasis.STREET)
    return sent


def _sent(
    world: World, body: Organization, instructor: Instructor, day, *, basis=DispatchBasis.DEPARTMENT, reason=""
) -> int:
    organ = body.party_superior
    is_in_reach = organ is not None and instructor.organ_id in (organ.pk, organ.parent_id)
    actor = world.office(organ, "party_officer") if organ is not None and is_in_reach else SYSTEM
    if Dispatch.objects.on(day).filter(organization=body, basis=basis).exists():
        return 0
    actions.dispatch(
        body, instructor=instructor, basis=basis, actor=actor, since=day, override_reason=reason,
        document="关于选派社会组织党建指导员的通知",
    )  # fmt: skip
    return 1


def _visit(world: World, day: datetime.date) -> int:
    count = 0
    rows = Dispatch.objects.on(day).select_related("organization", "instructor__person", "instructor__account")
    left = 0
    for fact in rows.order_by("pk"):
        dice = random.Random(f"visit:{fact.organization_id}:{day}")
        is_zhou = fact.instructor.account_id is not None
        if is_zhou and left < 4 and day == UNVISITED:  # noqa: PLR2004
            left += 1
            continue
        if not is_zhou and dice.random() < 0.1:
            continue
        actions.visit(fact, actor=SYSTEM, visited_on=day, asked=dice.choice(ASKED), next_step=dice.choice(NEXT))
        count += 1
    return count


def _plan(world: World) -> int:
    organ = world.departments["综合党委"]
    bodies = uncovered(Organization.objects.filter(party_superior=organ), PLANNED_ON)
    if not bodies.exists():
        return 0
    plans.make(actor=_actor(world, "综合党委"), organ=organ, basis=DispatchBasis.DEPARTMENT)
    return 1
