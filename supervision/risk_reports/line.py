"""The line a report goes up: which office judges at which level, and until when."""

import datetime

from core import clock
from core.access.actor import Actor
from core.access.scope import ScopeKind
from core.departments.models import Department, DepartmentKind, Region, RegionLevel
from core.refusal import Refusal
from core.workdays.calendar import add_workdays
from supervision.risk_reports.models import REGIONS, RiskClock, RiskReport
from supervision.risk_reports.states import Unit

_KINDS = {
    RegionLevel.TOWNSHIP: DepartmentKind.STREET,
    RegionLevel.DISTRICT: DepartmentKind.CIVIL_AFFAIRS,
    RegionLevel.CITY: DepartmentKind.CIVIL_AFFAIRS,
}
_ONE_SECOND = datetime.timedelta(seconds=1)


def places_of(region: Region) -> dict[str, int | None]:
    """The region columns of what happens in `region`. One query a step up."""
    found: dict[str, int | None] = dict.fromkeys(REGIONS.values())
    step: Region | None = region
    while step is not None:
        if step.level in REGIONS:
            found[REGIONS[step.level]] = step.pk
        step = step.parent
    return found


def office_of(places: dict[str, int | None], level: int) -> Department | None:
    """The office that judges at `level` for a place; None where there is none today."""
    region = places.get(REGIONS[level])
    if region is None:
        return None
    rows = Department.objects.active().of_kind(_KINDS[RegionLevel(level)]).filter(region=region)
    return rows.order_by("pk").first()


def authority_of(places: dict[str, int | None]) -> Department | None:
    """The civil affairs bureau of the district; of the city where the place has no district of its own."""
    return office_of(places, RegionLevel.DISTRICT) or office_of(places, RegionLevel.CITY)


def places_in(report: RiskReport) -> dict[str, int | None]:
    return {name: getattr(report, name) for name in REGIONS.values()}


def above(report: RiskReport) -> tuple[int, Department] | None:
    """The next level up that has an office; None above the city."""
    for level in range(report.level - 1, RegionLevel.PROVINCE, -1):
        office = office_of(places_in(report), level)
        if office is not None:
            return level, office
    return None


def below(report: RiskReport) -> tuple[int, Department] | None:
    for level in range(report.level + 1, RegionLevel.COMMUNITY):
        office = office_of(places_in(report), level)
        if office is not None:
            return level, office
    return None


def start_of_line(actor: Actor, places: dict[str, int | None]) -> tuple[int, Department]:
    """Where a report of this seat is judged first: one level above its own, the street for grid and village.

    Raises Refusal where no office is recorded at all.
    """
    is_street = actor.scope.kind == ScopeKind.TERRITORY and actor.role == "street_officer"
    first = RegionLevel.DISTRICT if is_street else RegionLevel.TOWNSHIP
    for level in range(first, RegionLevel.PROVINCE, -1):
        office = office_of(places, level)
        if office is not None:
            return level, office
    raise Refusal("这个地点还没有登记负责研判的单位，请与上级民政部门联系。")


def due_at(level: int, stage: str, urgency: str, since: datetime.datetime) -> datetime.datetime:
    """The last moment that is still in time: hours count on, working days end with their last day.

    Raises Refusal where no time limit is in force on the day.
    """
    limit = RiskClock.objects.on(clock.date_of(since)).filter(level=level, stage=stage, urgency=urgency).first()
    if limit is None:
        raise Refusal("当日没有有效的办理时限，请联系系统管理员维护。")
    if limit.unit == Unit.HOURS:
        return since + datetime.timedelta(hours=limit.amount)
    return clock.end_of(add_workdays(clock.date_of(since), limit.amount)) - _ONE_SECOND
