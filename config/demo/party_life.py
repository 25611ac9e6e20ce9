"""Organization life since the portal opened: party days most months, a few gaps, one joint activity, a series, a
meeting of the secretaries, some reports in the press, the templates that secretaries download.

听澜街道第一联合党支部 has no party day yet in the month of the cast, and missed one in March.
"""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass

from config.demo import report_files, story
from config.demo.moment import at
from config.demo.story import DAY, office_day
from config.demo.world import Window, World
from core import clock
from core.access.actor import Actor
from core.departments.models import Department
from party_building.activities import actions as life
from party_building.activities.models import Activity, ActivityKind
from party_building.activities.queries import living
from party_building.activity_series import actions as series
from party_building.activity_series.models import ActivitySeries
from party_building.party_units.models import PartyUnit
from party_building.propaganda import actions as propaganda
from party_building.secretary_meetings import actions as meetings
from party_building.secretary_meetings.models import Matter, SecretaryMeeting
from party_building.teaching_materials import actions as teaching

FIRST = datetime.date(2025, 1, 6)
JOINT_BRANCH, ORGAN = "听澜街道第一联合党支部", "市委社会工作部"
MISSED = {JOINT_BRANCH: {(2026, 3), (2026, 6)}}  # no theme party day in these months
KEPT = 0.88  # of the party days that a branch owes
TOPICS = {
    "theme_day": ("重温入党誓词", "走进红色教育基地", "社区志愿服务", "学习讨论", "慰问困难党员群众", "行业调研交流"),
    "general_meeting": ("通报支部工作", "讨论年度计划", "讨论发展党员事项"),
    "party_lesson": ("书记讲党课", "学习党章"),
    "life_meeting": ("年度组织生活会",),
    "appraisal": ("民主评议党员",),
    "heart_talk": ("年度谈心谈话",),
}
SERIES, HOSTS = "庆祝建党“五个一”系列活动", 6
EVENTS = (  # day, what, how many people came
    (datetime.date(2025, 6, 10), "一次专题党课", 86),
    (datetime.date(2025, 6, 18), "一次红色寻访", 42),
    (datetime.date(2025, 6, 24), "一场读书分享会", 35),
    (datetime.date(2025, 6, 27), "一次志愿服务", 28),
    (datetime.date(2025, 6, 30), "一场歌咏会", 120),
)
MEETING = "社会组织党支部活动场地和经费"
MATTERS = (  # what was raised, who answers, until when, the answer, whether it is closed
    ("流动党员参加组织生活不便", "市民政局", datetime.date(2026, 5, 8), "", False),
    ("联合支部没有固定活动场地", "听澜街道", datetime.date(2026, 5, 15), "街道每月开放会议室。", True),
    ("党员教育培训名额少", ORGAN, datetime.date(2026, 5, 29), "下半年培训班单列十个名额。", False),
    ("希望统一制作支部标识牌", "", None, "", False),
)
TEMPLATES = (
    "党员大会", "支委会", "党小组会", "党课", "主题党日", "组织生活会", "民主评议党员", "发展党员", "换届选举",
    "党费收缴",
    "谈心谈话",
)  # fmt: skip
PRESS = (  # title, where, when, whether about the joint branch or about the first branch of 综合党委
    ("联合支部走进社区，义诊送到家门口", "霁川日报", datetime.date(2026, 4, 20), True),
    ("“五个一”系列活动收官", "霁川新闻网", datetime.date(2025, 7, 2), False),
    ("琴声里的主题党日", "听澜街道公众号", datetime.date(2025, 11, 12), True),
)


@dataclass(frozen=True)
class Event:
    on: datetime.date
    code: str
    topic: str
    present: int | None


def live(world: World, window: Window) -> int:
    if window.night <= FIRST:
        return 0
    count = _hold(window)
    for day, act in STORY:
        if window.holds(day):
            with at(day, 15):
                act(world, world.office(world.departments[ORGAN], "party_officer"), day)
            count += 1
    return count


# ---- months


def _hold(window: Window) -> int:
    """What the branches recorded in the window, each line on the day it was held."""
    kinds = {kind.code: kind for kind in ActivityKind.objects.all()}
    lines = []
    for unit in living().order_by("name", "pk"):
        for event in _events(unit, window):
            with at(event.on, 17):
                lines.append(
                    Activity(
                        unit=unit,
                        kind=kinds[event.code],
                        held_on=event.on,
                        topic=event.topic,
                        present=event.present,
                        recorded_at=clock.now(),
                    )  # fmt: skip
                )
    Activity.objects.bulk_create(lines, batch_size=2000)
    return len(lines)


def _events(unit: PartyUnit, window: Window) -> Iterator[Event]:
    first = max(window.first, FIRST, unit.established_on)
    month = first.replace(day=1)
    while month < window.night:
        for event in _of_month(unit, month.year, month.month):
            is_there = unit.dissolved_on is None or event.on < unit.dissolved_on
            if max(first, window.first) <= event.on < window.night and is_there:
                yield event
        month = (month + 31 * DAY).replace(day=1)


def _of_month(unit: PartyUnit, year: int, month: int) -> Iterator[Event]:
    """The same whenever it is asked: drawn from the name of the branch and the month."""
    dice = random.Random(f"life:{unit.name}:{year}-{month}")
    fixed = 4 + random.Random(f"party day:{unit.name}").randrange(20)  # 相对固定

    def event(code: str, day: int) -> Event:
        present = dice.randrange(4, 22) if dice.random() < 0.6 else None
        topic = dice.choice(TOPICS[code])
        return Event(office_day(datetime.date(year, month, day)), code, f"{topic}（{month}月）", present)

    is_kept = dice.random() < KEPT
    if is_kept and (year, month) not in MISSED.get(unit.name, ()):
        yield event("theme_day", fixed)
    if month % 3 == 2 and dice.random() < 0.93:
        yield event("general_meeting", 20)
    if month in (3, 9) and dice.random() < 0.8:
        yield event("party_lesson", 12)
    if month == 12:
        for code in ("life_meeting", "appraisal", "heart_talk"):
            if dice.random() < 0.9:
                yield event(code, 15)


# ---- the story


def _units(*, without: str = "") -> list[PartyUnit]:
    """Branches that stand, in the order of their names: the story takes the first ones."""
    rows = living().on(clock.today()).exclude(name=without).select_related("superior")
    return list(rows.order_by("name", "pk"))


def _joint_branch() -> PartyUnit:
    return PartyUnit.objects.select_related("superior").get(name=JOINT_BRANCH)


def _officer(world: World, unit: PartyUnit) -> Actor:
    return world.office(unit.superior, "party_officer")


def _hold_together(world: World, actor: Actor, day: datetime.date) -> None:
    host = _joint_branch()
    life.record(
        host, actor=_officer(world, host), kind=ActivityKind.objects.get(code="theme_day"), held_on=day,
        topic="与邻近支部联合开展义诊进社区", place="听澜街道党群服务中心", present=23,
        joint=_units(without=JOINT_BRANCH)[:2],
    )  # fmt: skip


def _begin_series(world: World, actor: Actor, day: datetime.date) -> None:
    series.begin(
        actor=actor, department=world.departments[ORGAN], name=SERIES, starts_on=day,
        ends_on=datetime.date(2025, 7, 1), theme="讲好党课、走访旧址、读书分享、志愿服务、歌咏会各一场。",
        document="霁社工发〔2025〕6号",
    )  # fmt: skip


def _hold_event(world: World, actor: Actor, day: datetime.date) -> None:
    _, title, people = next(one for one in EVENTS if one[0] == day)
    number = [one[0] for one in EVENTS].index(day)
    units = _units()
    hosts = units[number : number + 2]
    series.add_item(
        ActivitySeries.objects.select_related("department").get(name=SERIES), actor=actor, title=title, held_on=day,
        hosts=hosts, others=units[HOSTS : HOSTS + 3 + number], attendances=people,
    )  # fmt: skip


def _call_meeting(world: World, actor: Actor, day: datetime.date) -> None:
    invited = [_joint_branch(), *_units(without=JOINT_BRANCH)[:5]]
    meeting = meetings.call(
        actor=actor, department=world.departments[ORGAN], topic=MEETING, held_on=day, units=invited,
        place="霁川市社会组织党群服务中心",
    )  # fmt: skip
    for unit, (content, *_) in zip(invited, MATTERS, strict=False):
        meetings.raise_matter(meeting, actor=actor, content=content, raised_by=unit)
    meetings.minute(
        meeting,
        actor=actor,
        version=meeting.version,
        minutes="六位书记参加，提出四件事项，当场明确三件的责任单位。",
    )
    for matter, (_, office, due_on, *_) in zip(_matters(), MATTERS, strict=True):
        if office:
            meetings.assign(matter, actor=actor, responsible=_office(world, office), due_on=due_on)


def _office(world: World, name: str) -> Department:
    return world.departments[name]


def _matters() -> list[Matter]:
    meeting = SecretaryMeeting.objects.get(topic=MEETING)
    return list(meeting.matters.select_related("meeting__department").order_by("pk"))


def _answer(world: World, actor: Actor, day: datetime.date) -> None:
    for matter, (_, _, _, answer, is_closed) in zip(_matters(), MATTERS, strict=True):
        if answer:
            meetings.answer(matter, actor=actor, answer=answer, answered_on=day)
        if is_closed:
            meetings.close(matter, actor=actor)


def _offer(world: World, actor: Actor, day: datetime.date) -> None:
    office = world.departments[ORGAN]
    for topic in TEMPLATES:
        title = f"{topic}实训模板"
        teaching.offer(
            actor=actor, department=office, kind="template", topic=topic, title=title,
            note="流程、记录样式和常见问题", file=(f"{title}.pdf", report_files.sheet(title)),
        )  # fmt: skip


def _print(world: World, actor: Actor, day: datetime.date) -> None:
    comprehensive = (unit for unit in _units() if unit.superior.short_name == "综合党委")
    for title, outlet, published_on, is_joint in PRESS:
        unit = _joint_branch() if is_joint else next(comprehensive)
        if published_on == day:
            propaganda.keep(
                unit, actor=_officer(world, unit), title=title, outlet=outlet, published_on=day,
                link="https://demo.invalid/news",
            )  # fmt: skip


STORY = (
    (datetime.date(2025, 3, 18), _offer),
    (datetime.date(2025, 6, 3), _begin_series),
    *((day, _hold_event) for day, _, _ in EVENTS),
    (datetime.date(2026, 4, 17), _hold_together),
    (datetime.date(2026, 4, 22), _call_meeting),
    (datetime.date(2026, 5, 12), _answer),
    *((day, _print) for _, _, day, _ in PRESS),
)
assert story.PORTAL_OPENED < FIRST
