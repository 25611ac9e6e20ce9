"""Verbs on organization accounts: codes are issued by the competent authority, posts made by using a code."""

import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import F

from core import audit, clock
from core.access.actor import Actor
from core.access.roles import role
from core.identity import actions as identity
from core.identity import codes
from core.identity.models import User
from core.refusal import Refusal
from core.workflow.perform import check_competent, lock, log, perform
from registry import signals
from registry.org_accounts.models import ActivationCode, OrganizationSeat
from registry.org_accounts.states import OrgRole, OrgSeatState
from registry.organizations.models import Organization

CODE_DAYS = 60
SUCCESSOR_CODE_DAYS = 15


class CodeRefused(Refusal):
    """One sentence for every code that does not work: it says nothing about other codes."""

    def __init__(self):
        super().__init__("激活码不正确、已使用或已过期。请核对信函后重新输入，或联系登记管理机关重新签发。")


@transaction.atomic
def issue_code(
    organization: Organization, *, actor: Actor, role_key: str, days: int = CODE_DAYS
) -> tuple[ActivationCode, str]:
    """A code for one post in one organization, returned in clear this once. Earlier unused ones for that post lapse.

    Raises NotPermitted, NotCompetent (only the supervising authority issues), Refusal when the post is taken.
    """
    identity.require(actor, "org_accounts.issue", "签发激活码")
    check_competent(organization, actor=actor, label="签发激活码")
    return _new_code(organization, actor=actor, role_key=role_key, days=days)


def issue_code_to_successor(seat: OrganizationSeat, *, actor: Actor) -> tuple[ActivationCode, str]:
    """The organization's own code for who follows in a post; not for the legal representative's. Raises NotPermitted,
    NotCompetent, Refusal."""
    identity.require(actor, "own_accounts.manage", "安排交接")
    check_competent(seat, actor=actor, label="安排交接")
    if seat.role == OrgRole.LEGAL_REPRESENTATIVE:
        raise Refusal("法定代表人岗位的激活码由登记管理机关签发。")
    return _new_code(seat.organization, actor=actor, role_key=seat.role, days=SUCCESSOR_CODE_DAYS)


def issue_guest_code(
    organization: Organization, *, actor: Actor, last_day: datetime.date
) -> tuple[ActivationCode, str]:
    """For a guest of single sections of a report; it lapses with the invitation. Raises NotPermitted, NotCompetent."""
    identity.require(actor, "own_reports.submit", "邀请填报")
    check_competent(organization, actor=actor, label="邀请填报")
    days = (last_day - clock.today()).days + 1
    return _new_code(organization, actor=actor, role_key=OrgRole.REPORT_GUEST, days=min(days, CODE_DAYS))


def end_guest(seat: OrganizationSeat, *, actor: Actor) -> None:
    """Her last invitation was taken back. Raises NotPermitted, NotCompetent, WrongState."""
    _end(seat, "dismiss", actor=actor, reason="")


def _new_code(organization: Organization, *, actor: Actor, role_key: str, days: int) -> tuple[ActivationCode, str]:
    lock(organization)
    _check_free(organization, role_key)
    now = clock.now()
    if role_key != OrgRole.REPORT_GUEST:  # there may be several guests at a time
        ActivationCode.objects.usable().filter(organization=organization, role=role_key).update(withdrawn_at=now)
    code = codes.generate()
    row = ActivationCode.objects.create(
        organization=organization,
        role=role_key,
        prefix=codes.prefix(code),
        digest=codes.digest(code),
        issued_by_id=actor.user_id,
        issued_at=now,
        expires_at=now + datetime.timedelta(days=days),
    )
    audit.record("org_accounts.issue", actor=actor, subject=row, organization=organization.pk, role=role_key)
    return row, code


def _check_free(organization: Organization, role_key: str) -> None:
    if role_key != OrgRole.LEGAL_REPRESENTATIVE:
        return
    taken = OrganizationSeat.objects.filter(organization=organization, role=role_key, state=OrgSeatState.ACTIVE)
    if taken.exists():
        raise Refusal("该组织已有法定代表人账号，请先停用原账号或办理交接，再签发新的激活码。")


@transaction.atomic
def withdraw_code(code: ActivationCode, *, actor: Actor) -> None:
    """Make an unused code worthless. Raises NotPermitted, NotCompetent, Refusal."""
    identity.require(actor, "org_accounts.issue", "作废激活码")
    check_competent(code.organization, actor=actor, label="作废激活码")
    lock(code)
    if code.used_at or code.withdrawn_at:
        raise Refusal(f"该激活码{code.word}，不必作废。")
    code.withdrawn_at = clock.now()
    code.save(update_fields=["withdrawn_at"])
    audit.record("org_accounts.withdraw", actor=actor, subject=code, organization=code.organization_id)


def find_code(typed: str) -> ActivationCode:
    """The usable code that was typed. A wrong guess counts against the codes that begin alike. Raises CodeRefused.

    Its own statement, outside any transaction that a refusal would roll back.
    """
    alike = list(ActivationCode.objects.usable().filter(prefix=codes.prefix(typed)))
    for row in alike:
        if codes.matches(typed, row.digest):
            return row
    ActivationCode.objects.filter(pk__in=[row.pk for row in alike]).update(attempts=F("attempts") + 1)
    raise CodeRefused


@transaction.atomic
def activate(code: ActivationCode, *, username: str, name: str, password: str) -> OrganizationSeat:
    """A new account in the code's post. Raises CodeRefused when another request used it first, ValidationError for a
    weak password."""
    user = User(username=username.strip(), name=name.strip())
    validate_password(password, user)
    user.set_password(password)
    user.save()
    return _take_seat(code, user)


@transaction.atomic
def join(code: ActivationCode, *, user: User) -> OrganizationSeat:
    """A further post for an account that is already signed in. Raises CodeRefused, Refusal."""
    if _holds(user, code.organization_id, code.role):
        if code.role == OrgRole.REPORT_GUEST:
            return _use_again(code, user)
        raise Refusal("您在该组织已有这个岗位，不必再次激活。")
    return _take_seat(code, user)


def _use_again(code: ActivationCode, user: User) -> OrganizationSeat:
    """A guest invited once more keeps her post."""
    lock(code)
    if not code.is_usable:
        raise CodeRefused
    code.used_at, code.used_by = clock.now(), user
    code.save(update_fields=["used_at", "used_by"])
    signals.activation_code_used.send(ActivationCode, code=code, user_id=user.pk)
    return OrganizationSeat.objects.current().get(user=user, organization=code.organization_id, role=code.role)


def _holds(user: User, organization_id: int, role_key: str) -> bool:
    """Now or from a later day. A post whose last day has passed is closed on the way, so that it can be had again."""
    mine = OrganizationSeat.objects.filter(user=user, organization=organization_id, role=role_key)
    for seat in mine.filter(state=OrgSeatState.ACTIVE, valid_to__lt=clock.today()):
        perform(seat, "lapse", actor=Actor.system("org_accounts"))
    return mine.filter(state=OrgSeatState.ACTIVE).exists()


def _take_seat(code: ActivationCode, user: User) -> OrganizationSeat:
    lock(code)
    if not code.is_usable:
        raise CodeRefused
    lock(code.organization)
    _check_free(code.organization, code.role)
    code.used_at, code.used_by = clock.now(), user
    code.save(update_fields=["used_at", "used_by"])
    seat = OrganizationSeat.objects.create(
        user=user, organization_id=code.organization_id, role=code.role, valid_from=clock.today()
    )
    actor = Actor(user_id=user.pk, audience=role(code.role).audience, organization_id=code.organization_id)
    log(seat, "activate", actor=actor)
    audit.record("org_accounts.activate", actor=actor, subject=seat, organization=code.organization_id, code=code.pk)
    signals.activation_code_used.send(ActivationCode, code=code, user_id=user.pk)
    return seat


@transaction.atomic
def take_over(seat: OrganizationSeat, *, actor: Actor, colleague: User) -> OrganizationSeat:
    """A colleague of the organization sits in the same post from today. Raises NotPermitted, NotCompetent, Refusal."""
    identity.require(actor, "own_accounts.manage", "安排交接")
    check_competent(seat, actor=actor, label="安排交接")
    lock(seat.organization)
    if not OrganizationSeat.objects.current().filter(user=colleague, organization=seat.organization_id).exists():
        raise Refusal("接手人须是本组织现有人员；新人员请选择生成激活码。")
    if seat.role == OrgRole.LEGAL_REPRESENTATIVE:
        raise Refusal("法定代表人岗位由登记管理机关办理交接。")
    if _holds(colleague, seat.organization_id, seat.role):
        raise Refusal(f"{colleague.name}已有这个岗位，可以直接移出原人员，不必办理交接。")
    new = OrganizationSeat.objects.create(
        user=colleague, organization_id=seat.organization_id, role=seat.role, valid_from=clock.today()
    )
    log(new, "take_over", actor=actor)
    audit.record(
        "org_accounts.take_over", actor=actor, subject=new, organization=new.organization_id, user=new.user_id
    )
    return new


@transaction.atomic
def set_last_day(seat: OrganizationSeat, *, actor: Actor, last_day: datetime.date) -> None:
    """The post ends by itself after `last_day`. Raises NotPermitted, NotCompetent."""
    identity.require(actor, "own_accounts.manage", "安排交接")
    check_competent(seat, actor=actor, label="安排交接")
    lock(seat)
    seat.valid_to = max(last_day, seat.valid_from)
    seat.version += 1
    seat.save(update_fields=["valid_to", "version"])
    log(seat, "set_end", actor=actor, from_state=seat.state)
    audit.record("org_accounts.set_end", actor=actor, subject=seat, user=seat.user_id, last_day=last_day)


@transaction.atomic
def remove_colleague(seat: OrganizationSeat, *, actor: Actor, reason: str) -> None:
    """The legal representative takes somebody out. Raises Refusal for the own post (hand-over is another verb)."""
    if seat.user_id == actor.user_id:
        raise Refusal("不能移出自己。更换法定代表人请联系登记管理机关办理。")
    _end(seat, "remove", actor=actor, reason=reason)


@transaction.atomic
def revoke_seat(seat: OrganizationSeat, *, actor: Actor, reason: str) -> None:
    """The competent authority ends a post."""
    _end(seat, "revoke", actor=actor, reason=reason)


def _end(seat: OrganizationSeat, step: str, *, actor: Actor, reason: str) -> None:
    perform(seat, step, actor=actor, comment=reason, valid_to=max(clock.today(), seat.valid_from))
    audit.record(
        f"org_accounts.{step}", actor=actor, subject=seat, organization=seat.organization_id, user=seat.user_id
    )


@transaction.atomic
def issue_key(seat: OrganizationSeat, *, actor: Actor) -> str:
    """A one-time code for a forgotten password. Raises Refusal for accounts that also sit on the staff side."""
    check_competent(seat.organization, actor=actor, label="签发启用码")
    if seat.user.department_seats.exists():
        raise Refusal("该账号同时是管理端账号，请联系系统管理员重设密码。")
    return identity.issue_key(seat.user, actor=actor, permission="org_accounts.issue")


@transaction.atomic
def seat_instructor(
    organization: Organization, *, actor: Actor, user: User, valid_from: datetime.date, valid_to: datetime.date | None
) -> OrganizationSeat:
    """The post that goes with being sent to an organization as its instructor; it lasts as long as that does.

    For the verbs of the party organ, which check its right; no activation code is needed beside its document.
    """
    lock(organization)
    mine = OrganizationSeat.objects.filter(user=user, organization=organization, role=OrgRole.INSTRUCTOR)
    seat = mine.filter(state=OrgSeatState.ACTIVE).first()
    if seat is None:
        seat = OrganizationSeat.objects.create(
            user=user, organization=organization, role=OrgRole.INSTRUCTOR, valid_from=valid_from, valid_to=valid_to
        )
        log(seat, "activate", actor=actor)
        audit.record(
            "org_accounts.seat_instructor", actor=actor, subject=seat, organization=organization.pk, user=user.pk
        )
    elif seat.valid_to != valid_to:
        lock(seat)
        seat.valid_to, seat.version = valid_to and max(valid_to, seat.valid_from), seat.version + 1
        seat.save(update_fields=["valid_to", "version"])
        log(seat, "set_end", actor=actor, from_state=seat.state)
        audit.record("org_accounts.set_end", actor=actor, subject=seat, user=user.pk, last_day=valid_to)
    return seat
