"""How each yearly report went: sent, reviewed, returned, taken, too late or never. Pure, like bodies.py."""

import datetime
import random
from dataclasses import dataclass, field

from config.demo import story
from config.demo.bodies import UNFILED, Body
from config.demo.names import Fate
from config.demo.story import DAY, moment, office_day
from registry.organizations.states import Standing

NEVER = {("霁川市钟表收藏研究会", 2024), ("霁川市钟表收藏研究会", 2025)}
VERY_LATE = {  # filed on a day of their own, after a listing that the cast tells
    ("砚海区安居物业协会", 2022): datetime.date(2024, 1, 18),
    ("望澜区清波护河志愿服务中心", 2024): datetime.date(2026, 1, 20),
}


@dataclass(frozen=True, slots=True)
class Step:
    """`what`: begin · send_first · send · pass_first · return_first · return · accept · conclude · defer · waive."""

    at: datetime.datetime
    what: str
    text: str = ""


@dataclass(slots=True)
class Life:
    """One obligation. Steps are in order of their moments; `due_on` is the last day in time as the year set it."""

    body: Body
    year: int
    due_on: datetime.date
    steps: list[Step] = field(default_factory=list)

    def add(self, at: datetime.datetime, what: str, text: str = "") -> None:
        self.steps.append(Step(at, what, text))

    def arrived_at(self) -> datetime.datetime | None:
        return next((step.at for step in self.steps if step.what in ("send", "pass_first")), None)


def life(body: Body, year: int) -> Life | None:
    """None where nothing was ever owed: registered too late, or ended before the year was opened."""
    plan = body.plan
    if not story.owes(plan.org_type, year, plan.registered_on):
        return None
    if body.ended_on and body.ended_on < datetime.date(year + 1, 1, 5):
        return None
    told = Life(body, year, story.due(plan.org_type, year))
    dice = random.Random(f"life:{plan.uscc}:{year}")
    if body.ended_on and body.ended_on <= told.due_on:
        return told  # exempt: it ended before anything was due
    if plan.fate is Fate.REVOKED and body.ended_on and year >= body.ended_on.year - 3:
        told.add(moment(office_day(body.ended_on + 5 * DAY), 15), "waive", "已撤销登记，不再要求报送")
        return told
    if (plan.name, year) not in NEVER:
        _live(told, dice)
    return told


def _live(told: Life, dice: random.Random) -> None:
    sent_on = _sending_day(told, dice)
    if sent_on is None:
        return
    sent_at = moment(sent_on, dice.randrange(8, 18), dice.randrange(60))
    if sent_on > story.PORTAL_OPENED:  # drafts are kept in the portal only
        told.add(sent_at - dice.randrange(1, 15) * DAY - datetime.timedelta(minutes=20), "begin")
    reviewer = told.body.reviewer_on(sent_on) if story.has_first_review(told.year) else ""
    arrived = _first_review(told, dice, sent_at) if reviewer else _arrive(told, sent_at)
    _taken(told, dice, arrived)
    told.steps.sort(key=lambda step: step.at)


def _arrive(told: Life, sent_at: datetime.datetime) -> datetime.datetime:
    told.add(sent_at, "send")
    return sent_at


def _sending_day(told: Life, dice: random.Random) -> datetime.date | None:
    """None: not sent within the story."""
    plan, due, roll = told.body.plan, told.due_on, dice.random()
    named = VERY_LATE.get((plan.name, told.year))
    if named:
        return named
    if roll < 0.006 and told.year >= 2021 and not plan.is_cast and plan.org_type != story.FOUNDATION:
        told.add(moment(office_day(due - dice.randrange(20, 40) * DAY), 14), "defer")
        return due + dice.randrange(10, 55) * DAY
    if plan.is_cast:
        roll = 0.5
    if _is_laggard(told):
        roll = 0.95 + 0.045 * dice.random()
    if roll > 0.99:
        return None if told.year == story.SEASON else due + dice.randrange(250, 480) * DAY
    if roll > 0.97:
        return due + dice.randrange(40, 200) * DAY
    if roll > 0.94:
        return due + dice.randrange(1, 36) * DAY
    first = story.first_due(plan.org_type, told.year) if told.body.reviewer_on(due) else None
    last = due if first is None or dice.random() < 0.06 else first
    begin = max(datetime.date(told.year + 1, 1, 12), plan.registered_on)
    return begin + int((last - begin).days * dice.random() ** 0.45) * DAY


def _is_laggard(told: Life) -> bool:
    plan = told.body.plan
    return told.year == story.SEASON and plan.is_sports and plan.fate is Fate.STAYS and plan.serial % 5 == 0


def _office_moment(at: datetime.datetime, days: int, dice: random.Random) -> datetime.datetime:
    day = office_day(at.astimezone(story.clock.SHANGHAI).date() + max(days, 1) * DAY)
    return moment(day, dice.choice((9, 10, 11, 14, 15, 16)), dice.randrange(60))


def _first_review(told: Life, dice: random.Random, sent_at: datetime.datetime) -> datetime.datetime:
    """The office passes it on, some after a return, a few very slowly; one in a hundred tires of waiting."""
    told.add(sent_at, "send_first")
    if dice.random() < 0.04:
        returned = _office_moment(sent_at, dice.randrange(3, 12), dice)
        told.add(returned, "return_first", "请补充业务活动情况说明。")
        sent_at = _office_moment(returned, dice.randrange(1, 6), dice)
        told.add(sent_at, "send_first")
    roll = dice.random()
    if roll < 0.012:
        sent_at = _office_moment(sent_at, dice.randrange(32, 50), dice)
        told.add(sent_at, "send", "已送交业务主管单位初审，逾一个月未获答复，为不误期限直接报送。")
        return sent_at
    passed = _office_moment(sent_at, dice.randrange(50, 80) if roll < 0.05 else dice.randrange(2, 16), dice)
    told.add(passed, "pass_first")
    return passed


def _taken(told: Life, dice: random.Random, arrived: datetime.datetime) -> None:
    decided = _office_moment(arrived, dice.randrange(3, 26), dice)
    if dice.random() < 0.08:
        told.add(decided, "return", "请按逐项意见补正后重新报送。")
        days = dice.randrange(9, 30) if dice.random() < 0.12 else dice.randrange(1, 6)
        again = _office_moment(decided, days, dice)
        told.add(again, "send")
        decided = _office_moment(again, dice.randrange(2, 10), dice)
    told.add(decided, "accept")
    if story.has_conclusions(told.year) and not is_left_to_people(told.body):
        _concluded(told, decided)


def is_left_to_people(body: Body) -> bool:
    """Whose conclusion a chapter tells by the verbs: one of sixty, and the cast."""
    return body.plan.is_cast or body.plan.serial % 60 == 7


def _concluded(told: Life, accepted: datetime.datetime) -> None:
    dice = random.Random(f"conclusion:{told.body.plan.uscc}:{told.year}")
    value = "basically_qualified" if dice.random() < 0.04 else "qualified"
    told.add(_office_moment(accepted, dice.randrange(3, 15), dice), "conclude", value)


def lives_of(body: Body, skipped: frozenset[tuple[str, int]]) -> list[Life]:
    """All reports of one organization, and the listings that follow from them, written into its changes.

    `skipped` are (name, year) that the cast lives by its own verbs; they are here without steps.
    """
    found = []
    for year in story.REPORT_YEARS:
        told = life(body, year)
        if told is None:
            continue
        if (body.plan.name, year) in skipped:
            told.steps = []
        elif not body.plan.is_cast:
            _listed(told)
        found.append(told)
    return found


def _listed(told: Life) -> None:
    """Still missing in autumn: most are put on the list by one decision of their authority, and come off later."""
    body, year = told.body, told.year + 1
    authority = body.authority_on(datetime.date(year, 9, 1))
    number = sum(map(ord, authority))
    listed_on = office_day(datetime.date(year, 9, 8) + (number + told.year) % 38 * DAY)
    arrived = told.arrived_at()
    if told.due_on > listed_on or any(step.what == "defer" for step in told.steps):
        return
    if (body.ended_on and body.ended_on < listed_on) or (arrived and arrived < moment(listed_on)):
        return
    if body.standing_on(listed_on) == Standing.CLEAR:
        document = f"列入活动异常名录决定书（{year}年第{number % 7 + 1}批）"
        body.add(listed_on, "standing", document, standing=str(Standing.ABNORMAL), ground=UNFILED)
    if arrived:
        off = office_day(arrived.astimezone(story.clock.SHANGHAI).date() + (18 + number % 20) * DAY)
        body.add(max(off, listed_on + 20 * DAY), "standing", "移出活动异常名录决定书", standing="clear", ground="")
