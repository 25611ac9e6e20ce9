"""Party units: most were there before the portal, some are set up every year, each by the organ above it."""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass

from config.demo.bodies import Body
from config.demo.moment import at
from config.demo.names import Fate
from config.demo.story import BEGIN, CAST_DAY, DAY, office_day
from config.demo.world import Window, World
from party_building.party_units import actions
from party_building.party_units.states import UnitForm, UnitLevel
from registry.models import Organization
from registry.organizations.states import ResponsibilityKind

HEALTHY = "市工业和信息化局"  # every body of this bureau has its branch
UNCOVERED = ("霁川市冷链物流商会", "霁川市琴筝学会", "望澜区乐邻社工服务中心", "望澜区星火编程培训学校")
CITY_WIDE = 900  # party organizations of the large city


@dataclass(frozen=True)
class Unit:
    on: datetime.date
    name: str
    level: str
    form: str
    superior: str
    body: Body | None = None
    by_civil_affairs: bool = True


def establish(world: World, window: Window) -> int:
    """Those whose day lies in the window; in the first window also those of the years before."""
    is_first = window.first <= datetime.date(1990, 1, 1)
    found = sorted((unit for unit in units(world) if unit.on < window.night), key=lambda unit: (unit.on, unit.name))
    found = found if is_first else [unit for unit in found if window.holds(unit.on)]
    for unit in found:
        with at(max(unit.on, BEGIN) if is_first else unit.on):
            _establish(world, unit)
    return len(found)


def _establish(world: World, unit: Unit) -> None:
    superior = world.departments[unit.superior]
    host = Organization(pk=world.organization_ids[unit.body.plan.serial]) if unit.body else None
    actions.establish(
        actor=world.office(superior, "party_officer"),
        name=unit.name,
        level=UnitLevel(unit.level),
        form=UnitForm(unit.form),
        superior=superior,
        established_on=unit.on,
        organization=host,
        registered_by_civil_affairs=unit.by_civil_affairs,
        document=f"关于同意成立{unit.name}的批复",
    )


def units(world: World) -> Iterator[Unit]:
    share = min(0.3, CITY_WIDE / len(world.bodies))
    for body in world.bodies:
        dice = random.Random(f"party:{body.plan.uscc}")
        is_drawn = dice.random() < share or body.plan.bureau == HEALTHY
        if not is_drawn or body.plan.name in UNCOVERED or body.plan.fate is Fate.NEWCOMER or body.ended_on:
            continue
        first = max(datetime.date(2008, 1, 1), body.plan.registered_on + 120 * DAY)
        on = office_day(first + int(max((CAST_DAY - first).days, 1) * dice.random()) * DAY)
        superior = body.office_on(ResponsibilityKind.PARTY, on)
        if on <= CAST_DAY and body.plan.name != "霁川市博文实验学校":
            yield Unit(on, f"{body.plan.name}党支部", UnitLevel.BRANCH, UnitForm.STANDALONE, superior, body)
    yield from _named(world)


def _named(world: World) -> Iterator[Unit]:
    school = world.by_name["霁川市博文实验学校"]
    yield Unit(
        datetime.date(2012, 9, 4), f"{school.plan.name}党总支", UnitLevel.GENERAL_BRANCH, UnitForm.STANDALONE,
        "综合党委", school,
    )  # fmt: skip
    for ordinal in "第一", "第二", "第三":
        name = f"{school.plan.name}{ordinal}党支部"
        yield Unit(datetime.date(2012, 9, 18), name, UnitLevel.BRANCH, UnitForm.STANDALONE, "综合党委", school)
    yield Unit(
        datetime.date(2022, 6, 20), "听澜街道第一联合党支部", UnitLevel.BRANCH, UnitForm.JOINT, "望澜区委社会工作部",
        world.by_name["霁川市琴筝学会"],
    )  # fmt: skip
    yield Unit(
        datetime.date(2021, 4, 12), "砚海区商贸联合党支部", UnitLevel.BRANCH, UnitForm.JOINT, "砚海区委社会工作部"
    )
    yield Unit(
        datetime.date(2019, 3, 15), "霁川霁衡律师事务所党支部", UnitLevel.BRANCH, UnitForm.STANDALONE,
        "市委社会工作部", by_civil_affairs=False,
    )  # fmt: skip
