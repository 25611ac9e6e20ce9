"""What the story knows about the city on a day, told without asking the portal; tests compare its answers."""

import datetime
from collections import Counter

from config.demo import cast, story
from config.demo.bodies import Body
from config.demo.lives import Life, Step
from config.demo.story import moment
from config.demo.world import Plan
from core import clock
from registry.organizations.states import Standing, Status

ACTIVE = (Status.NORMAL, Status.RECTIFYING, Status.SUSPENDED)
VERBS = {
    "send": "send", "send_again": "send", "pass_on": "pass_first", "send_back": "return", "take": "accept",
    "defer": "defer", "fill": "begin",
}  # fmt: skip
FIX_DAYS = 5


class Truth:
    """Every question is answered for the end of a day, the way practice means it: the due day is still in time."""

    def __init__(self, scale: str = "small", streets_of=None, *, lived_to: datetime.date | None = None) -> None:
        """With `lived_to`, reports know nothing from that morning on: the city as it stands there."""
        self.plan = Plan(scale, streets_of)
        self.lives = [_with_acts(life) for life in self.plan.lives]
        if lived_to:
            for life in self.lives:
                life.steps = [step for step in life.steps if step.at < clock.start_of(lived_to)]

    def registered(self, day: datetime.date) -> list[Body]:
        """Entered and not ended, in liquidation or out."""
        return [b for b in self.plan.bodies if b.plan.registered_on <= day and b.status_on(day) in ACTIVE]

    def listed(self, day: datetime.date) -> set[str]:
        return {b.plan.uscc for b in self.registered(day) if b.standing_on(day) == Standing.ABNORMAL}

    def owed(self, year: int, day: datetime.date) -> list[Life]:
        return [life for life in self.lives if life.year == year and _is_owed(life, day)]

    def filed(self, year: int, day: datetime.date) -> set[str]:
        return {life.body.plan.uscc for life in self.owed(year, day) if _arrived(life, day)}

    def overdue(self, year: int, day: datetime.date) -> dict[str, str]:
        """Credit code → why: past its last day, not at the authority, and the delay is its own."""
        found = {}
        for life in self.owed(year, day):
            due = _due(life, day)
            if due < day and not _arrived(life, day) and not _waits_for_reviewer(life, due, day):
                sent = any(step.what == "send_first" for step in _until(life, day))
                found[life.body.plan.uscc] = "退回后未按期补正或逾期送审" if sent else "未报送"
        return found

    def states(self, year: int, day: datetime.date) -> Counter:
        """How many reports of the year are in which state."""
        found: Counter = Counter()
        for life in self.lives:
            steps = [step for step in _until(life, day) if life.year == year and step.what not in ("defer", "waive")]
            if steps:
                found[steps[-1].what] += 1
        return found

    def as_dict(self, days: list[datetime.date]) -> dict:
        return {day.isoformat(): self._of(day) for day in days}

    def _of(self, day: datetime.date) -> dict:
        years = [year for year in story.REPORT_YEARS if year < day.year]
        return {
            "registered": len(self.registered(day)),
            "abnormal": sorted(self.listed(day)),
            "reports": {
                year: {
                    "owed": len(self.owed(year, day)), "filed": len(self.filed(year, day)),
                    "overdue": self.overdue(year, day), "steps": dict(self.states(year, day)),
                }
                for year in years
            },
        }  # fmt: skip


def _with_acts(life: Life) -> Life:
    """The cast's reports have no steps in the plan; here are those that its acts make."""
    if (life.body.plan.name, life.year) not in cast.LIVED:
        return life
    told = Life(life.body, life.year, life.due_on)
    for act in sorted(cast.ACTS, key=lambda one: (one.on, one.hour)):
        if act.name == life.body.plan.name:
            if act.verb is cast.ask_deferral:
                continue  # asks; what moves the day is the answer
            what = VERBS[act.verb.__name__]
            reviewer = life.body.reviewer_on(act.on) if story.has_first_review(life.year) else ""
            is_first = what == "send" and reviewer and not any(s.what == "pass_first" for s in told.steps)
            if is_first and not act.options.get("direct_reason"):
                what = "send_first"
            told.steps.append(Step(moment(act.on, act.hour), what))
    return told


def _until(life: Life, day: datetime.date) -> list[Step]:
    return [step for step in life.steps if step.at < clock.end_of(day)]


def _due(life: Life, day: datetime.date) -> datetime.date:
    """The last day in time as it stood on `day`: a notice or a deferral may have moved it by then."""
    if any(step.what == "defer" for step in _until(life, day)):
        return datetime.date(life.year + 1, *story.DEFERRED_TO)
    if life.year == story.MOVED_YEAR and day < story.MOVED_ON:
        return story.printed_due(life.body.plan.org_type, life.year)
    return life.due_on


def _is_owed(life: Life, day: datetime.date) -> bool:
    ended = life.body.ended_on
    if day < datetime.date(life.year + 1, 1, 4) or (ended and ended <= min(day, life.due_on)):
        return False
    return not any(step.what == "waive" for step in _until(life, day))


def _arrived(life: Life, day: datetime.date) -> bool:
    return any(step.what in ("send", "pass_first") for step in _until(life, day))


def _waits_for_reviewer(life: Life, due: datetime.date, day: datetime.date) -> bool:
    """Handed over by the last day, and no return left unanswered beyond its five working days."""
    steps = _until(life, day)
    in_time = any(step.what == "send_first" and clock.date_of(step.at) <= due for step in steps)
    last = next((step for step in reversed(steps) if step.what in ("send_first", "return_first", "return")), None)
    if not in_time or last is None:
        return False
    return last.what == "send_first" or _workdays_later(clock.date_of(last.at), FIX_DAYS) >= day


def _workdays_later(day: datetime.date, count: int) -> datetime.date:
    """By the calendar of rest days; the portal's own function is what tests hold against it on ordinary weeks."""
    from core.workdays.calendar import is_workday

    while count:
        day += story.DAY
        count -= is_workday(day)
    return day
