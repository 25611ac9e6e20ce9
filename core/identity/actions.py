"""Verbs on accounts. Three administrators share them: one creates, one locks and approves, one reads the log."""

import datetime
import logging

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.utils import reset as reset_lockout
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.identity import codes
from core.identity.devices import live_sessions
from core.identity.models import AccountKey, LastSeat, MfaReset, User
from core.refusal import Refusal
from core.workflow.errors import NotPermitted, SamePerson
from core.workflow.perform import lock as lock_row
from core.workflow.perform import log, perform

logger = logging.getLogger(__name__)


class KeyRefused(Refusal):
    """The one sentence for a wrong user name, a wrong code, a used code and an expired one."""


def require(actor: Actor, code: str, what: str) -> None:
    """Raises NotPermitted. For verbs without a workflow; `perform` checks its own."""
    if actor.read_only or not actor.can(code):
        raise NotPermitted(f"您的岗位没有“{what}”的权限，请联系系统管理员调整岗位。")


@transaction.atomic
def create_account(*, actor: Actor, username: str, name: str, email: str = "") -> tuple[User, str]:
    """A new account without a usable password, and the code that is shown once to hand over."""
    require(actor, "accounts.create", "新建账号")
    user = User(username=username.strip(), name=name.strip(), email=email)
    user.set_unusable_password()
    user.save()
    audit.record("accounts.create", actor=actor, subject=user)
    return user, issue_key(user, actor=actor, permission="accounts.create")


@transaction.atomic
def issue_key(user: User, *, actor: Actor, permission: str = "accounts.issue_key") -> str:
    """A one-time code with which the owner sets a password; an earlier unused one stops working. Returns it in clear.

    The present password works until the code is used: whoever only pretends to be the owner gains nothing yet.
    """
    require(actor, permission, "签发启用码")
    if actor.user_id == user.pk:
        raise SamePerson("不能给自己的账号签发启用码，请由另一位管理员办理。")
    lock_row(user)
    now = clock.now()
    AccountKey.objects.filter(user=user, used_at=None, withdrawn_at=None).update(withdrawn_at=now)
    code = codes.generate()
    key = AccountKey.objects.create(
        user=user,
        digest=codes.digest(code),
        issued_by_id=actor.user_id,
        issued_at=now,
        expires_at=now + datetime.timedelta(days=settings.ACCOUNT_KEY_DAYS),
    )
    audit.record("accounts.issue_key", actor=actor, subject=user, key=key.pk)
    return code


@transaction.atomic
def use_key(*, username: str, code: str, password: str) -> User:
    """Set a first or a new password with a one-time code. Raises KeyRefused; ValidationError when it is weak."""
    key = (
        AccountKey.objects.usable()
        .select_for_update(of=("self",), no_key=True)
        .select_related("user")
        .filter(user__username__iexact=username.strip(), user__is_active=True)
        .first()
    )
    if not codes.matches(code, key.digest if key else "") or key is None:
        raise KeyRefused("用户名或启用码不正确，或启用码已使用、已过期。请核对后重新输入，或联系系统管理员重新签发。")
    user = key.user
    validate_password(password, user)
    user.set_password(password)
    user.must_change_password = False
    user.session_key_digest = ""
    user.save()
    key.used_at = clock.now()
    key.save(update_fields=["used_at"])
    end_sessions(user)
    reset_lockout(username=user.username.lower())
    audit.record("accounts.use_key", actor=Actor(user_id=user.pk), subject=user, key=key.pk)
    return user


@transaction.atomic
def lock_account(user: User, *, actor: Actor, reason: str) -> None:
    """Stop an account at once: its sessions end, its seats stay on record. Raises NotPermitted, SamePerson."""
    require(actor, "accounts.lock", "停用账号")
    if actor.user_id == user.pk:
        raise SamePerson("不能停用自己的账号。")
    lock_row(user)
    if not user.is_active:
        raise Refusal("该账号已经停用。")
    _set_active(user, False, reason.strip())
    end_sessions(user)
    audit.record("accounts.lock", actor=actor, subject=user)


@transaction.atomic
def unlock_account(user: User, *, actor: Actor) -> None:
    """Let a stopped account in again, and forget its failed attempts."""
    require(actor, "accounts.lock", "恢复账号")
    if actor.user_id == user.pk:
        raise SamePerson("不能恢复自己的账号。")
    lock_row(user)
    _set_active(user, True, "")
    reset_lockout(username=user.username.lower())
    audit.record("accounts.unlock", actor=actor, subject=user)


def _set_active(user: User, is_active: bool, reason: str) -> None:
    user.is_active, user.lock_reason = is_active, reason
    user.version += 1
    user.save(update_fields=["is_active", "lock_reason", "version"])


def end_sessions(user: User) -> None:
    """Sign an account out everywhere."""
    for session in UserSession.objects.filter(user=user):
        session.end()
    User.objects.filter(pk=user.pk).update(session_key_digest="")


@transaction.atomic
def end_own_session(session: UserSession, *, actor: Actor) -> None:
    """One of the actor's own, on another device."""
    session.end()
    audit.record("sessions.end", actor=actor, session=session.pk)


@transaction.atomic
def end_other_sessions(user: User, *, actor: Actor, keep: str) -> int:
    """All of the actor's own but the one with the key `keep`. Returns how many were live."""
    ended = live_sessions(user.pk).exclude(session_key=keep).count()
    for session in UserSession.objects.filter(user=user).exclude(session_key=keep):
        session.end()
    audit.record("sessions.end_others", actor=actor, subject=user, count=ended)
    return ended


@transaction.atomic
def sign_out_everywhere(user: User, *, actor: Actor, reason: str) -> None:
    """The security administrator ends all sessions of an account that stays open. Raises NotPermitted, SamePerson."""
    require(actor, "accounts.end_sessions", "终止登录")
    if actor.user_id == user.pk:
        raise SamePerson("不能终止自己的登录，请在“登录设备”中办理。")
    lock_row(user)
    end_sessions(user)
    log(user, "end_sessions", actor=actor, comment=reason)
    audit.record("accounts.end_sessions", actor=actor, subject=user)


@transaction.atomic
def request_mfa_reset(user: User, *, actor: Actor, reason: str) -> MfaReset:
    """First of two persons. Raises Refusal when one is already waiting or there is nothing to reset."""
    require(actor, "accounts.request_mfa_reset", "申请重置双因素")
    lock_row(user)
    if MfaReset.objects.filter(user=user, state="requested").exists():
        raise Refusal("该账号已有一份待复核的重置申请。")
    if not Authenticator.objects.filter(user=user).exists():
        raise Refusal("该账号尚未启用双因素登录，无需重置。")
    reset = MfaReset.objects.create(user=user, reason=reason.strip())
    log(reset, "request", actor=actor, comment=reason)
    audit.record("accounts.request_mfa_reset", actor=actor, subject=reset, user=user.pk)
    return reset


@transaction.atomic
def approve_mfa_reset(reset: MfaReset, *, actor: Actor) -> None:
    """Second person: the authenticators go, the account is signed out and must enrol anew at the next sign-in."""
    if actor.user_id == reset.user_id:
        raise SamePerson("不能复核自己账号的重置申请。")
    perform(reset, "approve", actor=actor)
    Authenticator.objects.filter(user_id=reset.user_id).delete()
    end_sessions(reset.user)
    audit.record("accounts.approve_mfa_reset", actor=actor, subject=reset, user=reset.user_id)


@transaction.atomic
def refuse_mfa_reset(reset: MfaReset, *, actor: Actor, reason: str) -> None:
    perform(reset, "refuse", actor=actor, comment=reason)
    audit.record("accounts.refuse_mfa_reset", actor=actor, subject=reset, user=reset.user_id)


@transaction.atomic
def show_recovery_codes(user: User, *, actor: Actor) -> list[str]:
    """The unused codes in clear, once for each set. Raises Refusal the second time; a new set can be made any time."""
    stored = Authenticator.objects.select_for_update().get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    codes_of = stored.wrap()
    if codes_of.did_view:
        raise Refusal("这组恢复码已经显示过一次，不能再次查看。没有抄下来的，请重新生成。")
    codes_of.mark_as_viewed()
    audit.record("second_factor.show_codes", actor=actor, subject=user)
    return codes_of.get_unused_codes()


def remember_seat(user_id: int, seat_key: str) -> None:
    """Where the next sign-in begins."""
    LastSeat.objects.update_or_create(user_id=user_id, defaults={"seat_key": seat_key})
