"""The life of one organization as the story knows it: what it was when it entered, and every later change.

Pure: nothing here touches the database, so the truth about the city can be told without asking the portal.
"""

import datetime
import random
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from config.demo.names import Fate, Plan
from config.demo.story import BEGIN, BUREAUS_MERGED, CAST_DAY, DAY, DISTRICT_ABSORBED, END, office_day
from registry.organizations.states import ResponsibilityKind, Standing, Status, SupervisionMode

R = ResponsibilityKind
INDUSTRY_BUREAUS = ("市工业和信息化局", "市商务局")
LATER_ASSIGNED = {"市商务局": [datetime.date(2026, 5, 6)],
                  "市市场监管局": [datetime.date(2026, 2, 10), datetime.date(2026, 4, 21)]}  # fmt: skip
ROADS = ["望云路", "临砚街", "澄心巷", "栎树大道", "听涛路", "枕河东街", "霁光路", "松风里"]
FUNDS = [30000, 50000, 100000, 300000, 500000, 2000000]
UNFILED = "未按规定时限和要求报送年度工作报告"


@dataclass(frozen=True)
class Change:
    """`what` names the verb; `values` are in names (short names of offices, names of streets), never row ids."""

    on: datetime.date
    what: str  # name | address | responsibility | class | headcount | status | standing | funds
    values: dict
    document: str = ""


@dataclass
class Body:
    """`opening_name`, `address` and `offices` are what it entered with; `changes` are in order of their days."""

    plan: Plan
    opening_name: str
    address: tuple[str, str]  # region (a street, or the abolished district), road and number
    offices: dict[str, str]  # responsibility kind → short name of the office
    mode: str
    is_industry: bool
    funds: int
    staff: tuple[int, int]
    unit_members: int | None
    changes: list[Change] = field(default_factory=list)
    ended_on: datetime.date | None = None

    @property
    def is_foundation(self) -> bool:
        return self.plan.org_type == "3"

    def add(self, on: datetime.date, what: str, document: str = "", **values) -> None:
        """Keeps the order; what would begin before it was registered or after its end is left out."""
        if on <= self.plan.registered_on or on > END or (self.ended_on and on > self.ended_on):
            return
        self.changes.insert(bisect_right(self.changes, on, key=lambda one: one.on), Change(on, what, values, document))

    def office_on(self, kind: str, day: datetime.date) -> str:
        """Short name of the office of this kind on `day`, "" for none."""
        found = self.offices.get(kind, "")
        for change in self.changes:
            if change.on > day:
                break
            if change.what == "responsibility" and change.values["kind"] == kind:
                found = change.values["office"]
        return found

    def reviewer_on(self, day: datetime.date) -> str:
        """责任部门: the business supervisor, else the industry department."""
        return self.office_on(R.BUSINESS, day) or self.office_on(R.INDUSTRY, day)

    def authority_on(self, day: datetime.date) -> str:
        return self.office_on(R.SUPERVISING, day)

    def status_on(self, day: datetime.date) -> str:
        return self._last("status", "status", day, Status.NORMAL)

    def standing_on(self, day: datetime.date) -> str:
        return self._last("standing", "standing", day, Standing.CLEAR)

    def _last(self, what: str, name: str, day: datetime.date, found):
        for change in self.changes:
            if change.what == what and change.on <= day:
                found = change.values[name]
        return found


def biography(plan: Plan, streets_of: dict[str, list[str]], assigned: datetime.date | None) -> Body:
    """`assigned` is the late day on which its bureau became responsible, for the few bodies that began without one."""
    dice = random.Random(f"body:{plan.uscc}")
    is_chamber = plan.name.endswith("商会")
    is_industry = is_chamber or "行业协会" in plan.name or plan.bureau in INDUSTRY_BUREAUS
    body = Body(
        plan=plan,
        opening_name=plan.name,
        address=(plan.born_in or plan.street, _road(dice)),
        offices=_offices(plan),
        mode=SupervisionMode.DUAL,
        is_industry=plan.org_type == "1" and is_industry,
        funds=2_000_000 if plan.org_type == "3" else dice.choice(FUNDS),
        staff=(int(dice.expovariate(1 / 6)), int(dice.expovariate(1 / 3))),
        unit_members=dice.randrange(30, 160) if plan.org_type == "1" else None,
    )
    _end(body, dice)
    _responsibility(body, dice, assigned)
    _absorbed(body)
    if not plan.is_cast and not plan.is_federation:
        _renamed(body, dice)
        _moved(body, dice, streets_of)
        _rectified(body, dice)
    _counted(body, dice)
    _funded(body)
    return body


def _road(dice: random.Random) -> str:
    return f"{dice.choice(ROADS)}{dice.randrange(1, 280)}号"


def _offices(plan: Plan) -> dict[str, str]:
    """Registered by the approval bureau in the city, by civil affairs in districts; supervised by civil affairs."""
    home = plan.born_in or plan.district
    authority = f"{home}民政局" if home else "市民政局"
    return {
        str(R.REGISTERING): authority if home else "市审批局",
        str(R.SUPERVISING): authority,
        str(R.PARTY): f"{home}委社会工作部" if home else "综合党委",
    }


def _end(body: Body, dice: random.Random) -> None:
    plan = body.plan
    if plan.fate is Fate.REVOKED:
        body.ended_on = datetime.date(dice.randrange(2021, 2026), dice.randrange(8, 12), dice.randrange(1, 28))
        body.ended_on = office_day(body.ended_on)
        number = _number(plan, "社撤", body.ended_on)
        body.add(body.ended_on, "status", "撤销登记行政处罚决定书", status=str(Status.REVOKED), number=number)
    elif plan.fate is Fate.CANCELLED:
        last = (CAST_DAY - datetime.date(2018, 1, 1)).days - 40
        body.ended_on = office_day(datetime.date(2018, 1, 1) + dice.randrange(last) * DAY)
        begun = office_day(body.ended_on - dice.randrange(45, 90) * DAY)
        body.add(begun, "status", "清算组成立备案", status=str(Status.LIQUIDATING))
        number = _number(plan, "社注", body.ended_on)
        body.add(body.ended_on, "status", "准予注销登记决定书", status=str(Status.CANCELLED), number=number)


def _number(plan: Plan, series: str, day: datetime.date) -> str:
    """文号 of a decision of the plan's authority: 望民社撤〔2023〕12号."""
    return f"{plan.district[:1] or '霁'}民{series}〔{day.year}〕{1 + plan.serial % 60}号"


def _funded(body: Body) -> None:
    """One in sixteen raises its funds once, at a change of registration."""
    dice = random.Random(f"funds:{body.plan.uscc}")
    if not body.plan.is_cast and dice.random() < 1 / 16:
        more = body.funds + dice.choice((20000, 50000, 200000))
        body.add(_some_day(body, dice), "funds", "准予变更登记决定书", registered_funds_yuan=more)


def _responsibility(body: Body, dice: random.Random, assigned: datetime.date | None) -> None:
    plan = body.plan
    if not plan.bureau or plan.bureau == "综合党委":
        body.mode = SupervisionMode.DIRECT
        return
    if assigned:
        body.mode = SupervisionMode.DECOUPLED if body.is_industry else SupervisionMode.DIRECT
        body.add(assigned, "responsibility", "社会组织责任清单调整", kind=str(R.INDUSTRY), office=plan.bureau)
        return
    decoupled = body.is_industry
    apart_on = office_day(datetime.date(2020, 1, 6) + dice.randrange(300) * DAY)
    if decoupled and plan.registered_on >= apart_on:
        body.mode, body.offices[str(R.INDUSTRY)] = SupervisionMode.DECOUPLED, plan.bureau
        return
    body.offices[str(R.BUSINESS)] = _bureau_before_merger(plan)
    if decoupled:
        document = "行业协会商会与行政机关脱钩实施方案批复"
        body.add(apart_on, "responsibility", document, kind=str(R.BUSINESS), office="")
        body.add(apart_on, "responsibility", document, kind=str(R.INDUSTRY), office=plan.bureau)
        body.add(apart_on, "class", document, supervision_mode=str(SupervisionMode.DECOUPLED))
    elif body.offices[str(R.BUSINESS)] != plan.bureau:
        document = "霁川市机构改革职能划转通知"
        body.add(BUREAUS_MERGED, "responsibility", document, kind=str(R.BUSINESS), office=plan.bureau)


def _bureau_before_merger(plan: Plan) -> str:
    is_moved = plan.bureau == "市教育体育局" and plan.registered_on < BUREAUS_MERGED and not plan.is_cast
    return "市体育局" if is_moved and plan.is_sports else plan.bureau


def _absorbed(body: Body) -> None:
    """岚桥市 went into 栎川区: the offices, the region of the address and, where it named the town, the name."""
    plan = body.plan
    if not plan.born_in:
        return
    document = "行政区划调整事项移交通知"
    for kind in (R.REGISTERING, R.SUPERVISING):
        body.add(DISTRICT_ABSORBED, "responsibility", document, kind=str(kind), office=f"{plan.district}民政局")
    body.add(DISTRICT_ABSORBED, "responsibility", document, kind=str(R.PARTY), office=f"{plan.district}委社会工作部")
    body.add(DISTRICT_ABSORBED, "address", document, region=plan.street, road=body.address[1])
    body.opening_name = plan.name.replace("栎川区岚桥", "岚桥市").replace("栎川区", "岚桥市")
    renamed_on = office_day(DISTRICT_ABSORBED + (40 + plan.serial % 90) * DAY)
    body.add(renamed_on, "name", "准予变更登记决定书", name=plan.name)


def _some_day(body: Body, dice: random.Random, last: datetime.date = CAST_DAY) -> datetime.date:
    """A working day of its life within the story, half a year after it was registered at the earliest."""
    first = max(BEGIN, body.plan.registered_on + 180 * DAY)
    last = min(last, body.ended_on - 100 * DAY if body.ended_on else last)
    return office_day(first + dice.randrange(max((last - first).days, 1)) * DAY)


def _renamed(body: Body, dice: random.Random) -> None:
    endings = {
        "促进会": "研究会",
        "联合会": "协会",
        "服务中心": "服务站",
        "发展中心": "服务中心",
        "培训学校": "培训班",
    }
    ending = next((end for end in endings if body.plan.name.endswith(end)), "")
    if body.plan.born_in or not ending or dice.random() > 0.14:
        return
    body.opening_name = body.plan.name.removesuffix(ending) + endings[ending]
    body.add(_some_day(body, dice), "name", "准予变更登记决定书", name=body.plan.name)
    if not any(change.what == "name" for change in body.changes):
        body.opening_name = body.plan.name


def _moved(body: Body, dice: random.Random, streets_of: dict[str, list[str]]) -> None:
    if dice.random() > 0.15:
        return
    near = streets_of[body.plan.district] if body.plan.district else [s for some in streets_of.values() for s in some]
    day = _some_day(body, dice)
    if not body.plan.born_in or day > DISTRICT_ABSORBED:
        body.add(day, "address", "准予变更登记决定书", region=dice.choice(near), road=_road(dice))


def _rectified(body: Body, dice: random.Random) -> None:
    if dice.random() > 0.02 or body.plan.fate is not Fate.STAYS:
        return
    day = _some_day(body, dice, datetime.date(2025, 12, 1))
    body.add(day, "status", "责令限期整改通知书", status=str(Status.RECTIFYING))
    body.add(day + dice.randrange(60, 120) * DAY, "status", "整改验收意见", status=str(Status.NORMAL))


def _counted(body: Body, dice: random.Random) -> None:
    """Head counts change now and then, with the yearly report."""
    full, part = body.staff
    for year in range(BEGIN.year, CAST_DAY.year + 1):
        if dice.random() > 0.09:
            continue
        full, part = max(0, full + dice.randrange(-2, 4)), max(0, part + dice.randrange(-1, 3))
        day = office_day(datetime.date(year, 7, 1) + dice.randrange(40) * DAY)
        body.add(day, "headcount", "年度报告", full_time_staff=full, part_time_staff=part)


def all_bodies(plans: list[Plan], streets_of: dict[str, list[str]]) -> Iterator[Body]:
    waiting = {bureau: list(days) for bureau, days in LATER_ASSIGNED.items()}
    for plan in plans:
        days = waiting.get(plan.bureau)
        is_late = (
            days and not plan.is_cast and plan.fate is Fate.STAYS and plan.registered_on < datetime.date(2025, 1, 1)
        )
        yield biography(plan, streets_of, days.pop(0) if is_late and days else None)
