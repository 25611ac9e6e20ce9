"""Verbs on stations: acts of the party organ above them."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.dated.actions import end_fact, set_fact
from core.departments.models import Department, Region
from core.forms import check_version
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.perform import check_competent, lock, log
from party_building.stations.models import ActivityBody, PartyStation, StationActivity, StationArrangement
from party_building.stations.states import ActivityKind
from registry.organizations.models import Organization
from registry.organizations.names import tidy

EDIT = "stations.edit"
ONE_DAY = datetime.timedelta(days=1)


@transaction.atomic
def open_station(
    *,
    actor: Actor,
    department: Department,
    name: str,
    region: Region,
    opened_on: datetime.date,
    address: str = "",
    document: str = "",
    **arrangement,
) -> PartyStation:
    """设立 from `opened_on`; `arrangement` are the columns of Arrangement.

    Raises NotPermitted, NotCompetent, Refusal for a day to come or a second station of that name.
    """
    require(actor, EDIT, "设立党建工作站")
    station = PartyStation(
        name=tidy(name), department=department, region=region, address=address.strip(), document=document.strip(),
        opened_on=opened_on,
    )  # fmt: skip
    check_competent(station, actor=actor, label="设立党建工作站")
    _not_to_come(opened_on, "设立日期")
    _name_is_free(station)
    station.save(force_insert=True)
    set_fact(StationArrangement, station, values=arrangement, valid_from=opened_on, document=station.document)
    log(station, "open", actor=actor)
    audit.record("stations.open", actor=actor, subject=station)
    return station


def _not_to_come(day: datetime.date, what: str) -> None:
    if day > clock.today():
        raise Refusal(f"{what}不能晚于今天（{clock.today():%Y-%m-%d}）。")


def _name_is_free(station: PartyStation) -> None:
    twins = PartyStation.objects.filter(department=station.department_id, name=station.name, closed_on=None)
    if twins.exclude(pk=station.pk).exists():
        raise Refusal(f"{station.department}下已有“{station.name}”，请核对是否重复登记。")


def _hold(station: PartyStation, actor: Actor, what: str, version: int | None = None) -> None:
    require(actor, EDIT, what)
    check_competent(station, actor=actor, label=what)
    if version is None:
        lock(station)
    else:
        check_version(station, version)
    if station.closed_on is not None:
        raise Refusal(f"“{station.name}”已于{station.closed_on:%Y-%m-%d}撤销，不能再{what}。")


@transaction.atomic
def edit(
    station: PartyStation, *, actor: Actor, version: int | None, name: str, region: Region, address: str, document: str
) -> None:
    """What was recorded wrongly or has no date of its own. Raises StaleVersion and as `close_station`."""
    _hold(station, actor, "修改党建工作站", version if version is not None else 0)
    station.name, station.region = tidy(name), region
    station.address, station.document = address.strip(), document.strip()
    _name_is_free(station)
    station.version += 1
    station.save(update_fields=["name", "region", "address", "document", "version"])
    log(station, "edit", actor=actor)
    audit.record("stations.edit", actor=actor, subject=station)


@transaction.atomic
def rearrange(
    station: PartyStation, *, actor: Actor, since: datetime.date, document: str = "", **arrangement
) -> StationArrangement:
    """From `since` on the station serves, is hosted and staffed so. Raises as `close_station`, FactRefused."""
    _hold(station, actor, "变更工作站情况")
    _not_to_come(since, "变更日期")
    if since <= station.opened_on:
        raise Refusal(f"变更日期须晚于设立日期（{station.opened_on:%Y-%m-%d}）。")
    fact = set_fact(StationArrangement, station, values=arrangement, valid_from=since, document=document.strip())
    log(station, "rearrange", actor=actor, comment=f"自{since:%Y-%m-%d}起")
    audit.record("stations.rearrange", actor=actor, subject=station, since=since)
    return fact


@transaction.atomic
def close_station(station: PartyStation, *, actor: Actor, closed_on: datetime.date, reason: str) -> None:
    """撤销: `closed_on` is the first day without it. Raises NotPermitted, NotCompetent, Refusal."""
    _hold(station, actor, "撤销党建工作站")
    _not_to_come(closed_on, "撤销日期")
    if not reason.strip():
        raise Refusal("撤销须写明原因。")
    if closed_on <= station.opened_on:
        raise Refusal(f"撤销日期须晚于设立日期（{station.opened_on:%Y-%m-%d}）。")
    if StationActivity.objects.standing().filter(station=station, held_on__gte=closed_on).exists():
        raise Refusal("撤销日期当日或之后还有活动记录，请核对日期。")
    last_day = closed_on - ONE_DAY
    for fact in StationArrangement.objects.on(closed_on).filter(station=station):
        if fact.valid_from > last_day:
            raise Refusal(f"工作站情况在{fact.valid_from:%Y-%m-%d}有变更，撤销日期须晚于该日。")
        end_fact(fact, last_day=last_day)
    lock(station)
    station.closed_on, station.closing_reason, station.version = closed_on, reason.strip(), station.version + 1
    station.save(update_fields=["closed_on", "closing_reason", "version"])
    log(station, "close", actor=actor, comment=reason)
    audit.record("stations.close", actor=actor, subject=station, closed_on=closed_on)


@transaction.atomic
def record_activity(
    station: PartyStation,
    *,
    actor: Actor,
    kind: ActivityKind,
    title: str,
    held_on: datetime.date,
    organizations: Iterable[Organization] = (),
    other_bodies: int = 0,
    people: int = 0,
    note: str = "",
) -> StationActivity:
    """One line per activity; a station since closed may still be told of. Raises as `close_station`."""
    require(actor, EDIT, "登记工作站活动")
    check_competent(station, actor=actor, label="登记工作站活动")
    lock(station)
    activity = StationActivity(
        station=station, kind=kind, title=title.strip(), held_on=held_on, other_bodies=other_bodies, people=people,
        note=note.strip(),
    )  # fmt: skip
    _check_day(activity)
    activity.save(force_insert=True)
    _name_bodies(activity, organizations)
    audit.record("stations.record_activity", actor=actor, subject=activity, station=station.pk)
    return activity


def _check_day(activity: StationActivity) -> None:
    _not_to_come(activity.held_on, "活动日期")
    station = activity.station
    if activity.held_on < station.opened_on or station.is_closed_on(activity.held_on):
        until = f"至{station.closed_on - ONE_DAY:%Y-%m-%d}" if station.closed_on else "起"
        raise Refusal(f"“{station.name}”{station.opened_on:%Y-%m-%d}{until}设立，活动日期不在其间。")


def _name_bodies(activity: StationActivity, organizations: Iterable[Organization]) -> None:
    wanted = {one.pk for one in organizations}
    known = {row.organization_id: row for row in activity.bodies.all()}
    for pk, row in known.items():
        if pk not in wanted:
            row.delete()
    ActivityBody.objects.bulk_create(
        ActivityBody(activity=activity, organization_id=pk) for pk in sorted(wanted - set(known))
    )


def _hold_activity(activity: StationActivity, actor: Actor, what: str, version: int | None = None) -> None:
    require(actor, EDIT, what)
    check_competent(activity, actor=actor, label=what)
    if version is None:
        lock(activity)
    else:
        check_version(activity, version)
    if activity.withdrawn_at is not None:
        raise Refusal(f"这条活动记录已撤回，不能再{what}。")


@transaction.atomic
def correct_activity(
    activity: StationActivity, *, actor: Actor, version: int | None, organizations: Iterable[Organization], **values
) -> None:
    """Raises StaleVersion and as `record_activity`."""
    _hold_activity(activity, actor, "更正活动记录", version if version is not None else 0)
    for name, value in values.items():
        setattr(activity, name, value)
    _check_day(activity)
    activity.version += 1
    activity.save(update_fields=[*values, "version"])
    _name_bodies(activity, organizations)
    audit.record("stations.correct_activity", actor=actor, subject=activity, station=activity.station_id)


@transaction.atomic
def withdraw_activity(activity: StationActivity, *, actor: Actor, comment: str) -> None:
    """Recorded by mistake: it counts no more and stays on record. Raises NotPermitted, NotCompetent, Refusal."""
    _hold_activity(activity, actor, "撤回活动记录")
    if not comment.strip():
        raise Refusal("撤回须写明原因。")
    activity.withdrawn_at, activity.withdrawn_reason = clock.now(), comment.strip()[:200]
    activity.version += 1
    activity.save(update_fields=["withdrawn_at", "withdrawn_reason", "version"])
    audit.record("stations.withdraw_activity", actor=actor, subject=activity, station=activity.station_id)
