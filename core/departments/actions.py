"""Verbs on seats. The system administrator asks, the security administrator grants: two persons for every post."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from core import audit, clock
from core.access.actor import Actor
from core.access.roles import Role, role
from core.departments.models import Department, DepartmentSeat, Region
from core.departments.states import SeatState
from core.refusal import Refusal
from core.workflow.errors import NotPermitted, SamePerson
from core.workflow.perform import lock, log, perform

READ_ONLY_DAYS = 92  # the longest time a read-only auditor is let in at once


class SeatRefused(Refusal):
    """The post cannot be held so: wrong kind of office, no end date, or against the separation of duties."""


@transaction.atomic
def request_seat(
    *,
    actor: Actor,
    user,
    department: Department,
    role_key: str,
    valid_from: datetime.date,
    valid_to: datetime.date | None = None,
    region: Region | None = None,
) -> DepartmentSeat:
    """Ask for a post. `valid_to` is its last day. Raises NotPermitted, SeatRefused."""
    if actor.read_only or not actor.can("seats.request"):
        raise NotPermitted("您的岗位没有“申请岗位”的权限，请联系系统管理员调整岗位。")
    check_request(user, department, role_key, valid_from=valid_from, valid_to=valid_to)
    seat = DepartmentSeat.objects.create(
        user=user, department=department, region=region, role=role_key, valid_from=valid_from, valid_to=valid_to
    )
    log(seat, "request", actor=actor)
    audit.record("seats.request", actor=actor, subject=seat, user=user.pk, role=role_key, department=department.pk)
    return seat


def check_request(
    user, department: Department, role_key: str, *, valid_from: datetime.date, valid_to: datetime.date | None
) -> None:
    """Whether the post could be asked for; raises SeatRefused with the reason."""
    _check(user, role_of(role_key), department, valid_from, valid_to)


@transaction.atomic
def request_substitute(
    seat: DepartmentSeat,
    *,
    actor: Actor,
    colleague,
    valid_from: datetime.date,
    valid_to: datetime.date,
    reason: str,
) -> DepartmentSeat:
    """代岗: the holder of a post asks that a colleague of the same office sits in it for a while, both days included.

    Takes effect when the security administrator grants it, like any post. Raises NotPermitted, SeatRefused.
    """
    lock(seat)
    if actor.read_only or not actor.can("seats.substitute") or actor.user_id != seat.user_id:
        raise NotPermitted("只能为自己的岗位请同事代岗。")
    _check_substitute(seat, colleague, valid_from, valid_to)
    substitute = DepartmentSeat.objects.create(
        user=colleague,
        department=seat.department,
        region=seat.region,
        role=seat.role,
        valid_from=valid_from,
        valid_to=valid_to,
        substitute_for=seat,
    )
    log(substitute, "request", actor=actor, comment=reason)
    audit.record("seats.substitute", actor=actor, subject=substitute, user=colleague.pk, substitute_for=seat.pk)
    return substitute


def _check_substitute(seat: DepartmentSeat, colleague, valid_from, valid_to) -> None:
    if seat.substitute_for_id or seat.state != SeatState.ACTIVE or seat.is_over:
        raise SeatRefused("只有在岗的本人岗位可以请人代岗；代岗岗位不能再转。")
    sits_here = DepartmentSeat.objects.current().filter(user=colleague, department=seat.department_id)
    if colleague.pk == seat.user_id or not sits_here.exists():
        raise SeatRefused("代岗人须是本部门在岗的其他同事。")
    if valid_from < clock.today():
        raise SeatRefused("起始日期不能早于今天。")
    if (valid_to - valid_from).days >= settings.SUBSTITUTE_MAX_DAYS:
        raise SeatRefused(f"代岗一次最长 {settings.SUBSTITUTE_MAX_DAYS} 天，到期可再申请。")
    if seat.valid_to is not None and valid_to > seat.valid_to:
        raise SeatRefused(f"代岗不能晚于您本人岗位的终止日期（{seat.valid_to:%Y-%m-%d}）。")
    _check(colleague, role_of(seat.role), seat.department, valid_from, valid_to)


@transaction.atomic
def recall_substitute(substitute: DepartmentSeat, *, actor: Actor) -> None:
    """Back from leave: the holder ends the substitution at once, granted or not. Raises NotPermitted, WrongState."""
    if substitute.substitute_for is None or substitute.substitute_for.user_id != actor.user_id:
        raise NotPermitted("只能收回自己岗位的代岗。")
    _end(substitute, "recall", actor=actor, reason="")


def role_of(key: str) -> Role:
    """Raises SeatRefused for a role that no department seat can have."""
    try:
        found = role(key)
    except KeyError:
        raise SeatRefused("没有这个岗位，请重新选择。") from None
    if found.audience != "staff":
        raise SeatRefused(f"“{found.label}”不是管理端岗位，不能授予部门人员。")
    return found


def _check(user, its_role: Role, department: Department, valid_from, valid_to) -> None:
    if not user.is_active:
        raise SeatRefused("该账号已停用，请先恢复账号。")
    if its_role.offices and department.kind not in its_role.offices:
        raise SeatRefused(f"“{its_role.label}”不设在{department.get_kind_display()}，请核对部门或岗位。")
    if valid_to is not None and valid_to < valid_from:
        raise SeatRefused("终止日期不能早于起始日期。")
    if its_role.read_only:
        _check_time_box(its_role, valid_from, valid_to)
    mine = DepartmentSeat.objects.filter(
        user=user, state__in=(SeatState.REQUESTED, SeatState.ACTIVE)
    ).current_or_later()
    _check_others(its_role, department, mine)


def _check_time_box(its_role: Role, valid_from, valid_to) -> None:
    if valid_to is None:
        raise SeatRefused(f"“{its_role.label}”必须填写终止日期。")
    if (valid_to - valid_from).days >= READ_ONLY_DAYS:
        raise SeatRefused(f"“{its_role.label}”一次最长 {READ_ONLY_DAYS} 天，到期可再申请。")


def _check_others(its_role: Role, department: Department, mine) -> None:
    for seat in mine:
        other = role(seat.role)
        if other.key in its_role.excludes or its_role.key in other.excludes:
            raise SeatRefused(f"该账号已是“{other.label}”，按三员分立要求不能再任“{its_role.label}”。")
        if other.key == its_role.key and seat.department_id == department.pk:
            raise SeatRefused("该账号已有或已申请同一岗位，不必重复申请。")


@transaction.atomic
def grant_seat(seat: DepartmentSeat, *, actor: Actor) -> None:
    """Second person. Raises WrongState, NotPermitted, SamePerson (asked for it, or would sit in it), SeatRefused."""
    if actor.user_id == seat.user_id:
        raise SamePerson("不能核准授予自己的岗位，请由另一位安全管理员办理。")
    lock(seat)
    others = DepartmentSeat.objects.filter(user=seat.user_id, state=SeatState.ACTIVE).exclude(pk=seat.pk)
    _check_others(role(seat.role), seat.department, others.current_or_later())
    perform(seat, "grant", actor=actor)
    audit.record("seats.grant", actor=actor, subject=seat, user=seat.user_id, role=seat.role)


@transaction.atomic
def refuse_seat(seat: DepartmentSeat, *, actor: Actor, reason: str) -> None:
    perform(seat, "refuse", actor=actor, comment=reason)
    audit.record("seats.refuse", actor=actor, subject=seat, user=seat.user_id, role=seat.role)


@transaction.atomic
def end_seat(seat: DepartmentSeat, *, actor: Actor, reason: str, last_day: datetime.date | None = None) -> None:
    """End a post today, or let it run until `last_day` and no longer. Its open work goes back to the office.

    A post that was never granted is simply ended. Raises WrongState, NotPermitted, CommentRequired, SeatRefused.
    """
    if last_day is not None and last_day > clock.today() and seat.state == SeatState.ACTIVE:
        _shorten(seat, actor=actor, reason=reason, last_day=last_day)
        return
    _end(seat, "end", actor=actor, reason=reason)
    for substitute in seat.substitutes.filter(state__in=(SeatState.REQUESTED, SeatState.ACTIVE)):
        _end(substitute, "end", actor=actor, reason=reason)


def _end(seat: DepartmentSeat, step: str, *, actor: Actor, reason: str) -> None:
    lock(seat)
    end = max(clock.today(), seat.valid_from) if seat.state == SeatState.ACTIVE else seat.valid_to
    perform(seat, step, actor=actor, comment=reason, valid_to=end)
    for path in settings.ON_SEAT_ENDED:
        import_string(path)(seat.user_id, seat.department_id)
    audit.record(f"seats.{step}", actor=actor, subject=seat, user=seat.user_id, role=seat.role)


def _shorten(seat: DepartmentSeat, *, actor: Actor, reason: str, last_day: datetime.date) -> None:
    if not actor.can("seats.end"):
        raise NotPermitted("您的岗位没有“离岗”的权限，请联系系统管理员调整岗位。")
    lock(seat)
    if seat.valid_to is not None and last_day > seat.valid_to:
        raise SeatRefused("离岗日期不能晚于原定终止日期；需要延长请重新申请。")
    if last_day < seat.valid_from:
        raise SeatRefused("离岗日期不能早于起始日期。")
    seat.valid_to = last_day
    seat.version += 1
    seat.save(update_fields=["valid_to", "version"])
    log(seat, "set_end", actor=actor, comment=reason, from_state=seat.state)
    audit.record("seats.set_end", actor=actor, subject=seat, user=seat.user_id, last_day=last_day)
