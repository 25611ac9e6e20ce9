from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q

from core import clock, history
from core.identity.states import MFA_RESET_MACHINE, MfaResetState
from core.privacy.numbers import EncryptedNumber


class UserQuerySet(models.QuerySet):
    def matching(self, text: str):
        """By part of the name or of the user name; everything for an empty text."""
        text = text.strip()
        return self.filter(Q(name__icontains=text) | Q(username__icontains=text)) if text else self


class AccountManager(UserManager.from_queryset(UserQuerySet)):
    """Django's own manager with the words above."""

    use_in_migrations = False


@history.tracked
class User(AbstractUser):
    """A person who signs in. What she may see and do comes from her seats, never from this row."""

    first_name = None
    last_name = None
    name = models.CharField("姓名", max_length=60)
    phone_cipher = models.BinaryField(null=True, blank=True, editable=False)
    phone_hash = models.CharField(max_length=64, blank=True, editable=False, db_collation="C")
    phone_masked = models.CharField("手机号", max_length=20, blank=True, editable=False)
    phone = EncryptedNumber("phone", "手机号")
    must_change_password = models.BooleanField("下次登录须改密码", default=False)
    password_changed_at = models.DateTimeField("密码修改时间", null=True, blank=True, editable=False)
    lock_reason = models.CharField("停用原因", max_length=200, blank=True)
    session_key_digest = models.CharField(max_length=64, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = AccountManager()

    class Meta:
        verbose_name = "账号"

    def __str__(self):
        return self.name or self.username


class LastSeat(models.Model):
    """In which seat an account sat last: the next sign-in begins there, on whatever device."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="last_seat")
    seat_key = models.CharField("岗位", max_length=60, db_collation="C")

    class Meta:
        verbose_name = "上次岗位"


class PasswordUsed(models.Model):
    """Hashes of former passwords, so that the last few are not taken again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="passwords_used")
    password = models.CharField(max_length=128)
    at = models.DateTimeField(default=clock.real_now)

    class Meta:
        verbose_name = "用过的密码"
        indexes = [models.Index(fields=["user", "-at"], name="password_used_user")]


class AccountKeyQuerySet(models.QuerySet):
    def usable(self):
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=clock.now())


@history.tracked
class AccountKey(models.Model):
    """A one-time code with which the owner of an account sets the first or a new password. Shown once, kept hashed."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="account_keys")
    digest = models.CharField(max_length=64, editable=False, db_collation="C")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField("签发时间", default=clock.now)
    expires_at = models.DateTimeField("失效时间")
    used_at = models.DateTimeField("使用时间", null=True)
    withdrawn_at = models.DateTimeField("作废时间", null=True)

    objects = AccountKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "账号启用码"
        constraints = [
            models.UniqueConstraint(
                name="account_key_one_open",
                fields=["user"],
                condition=Q(used_at=None, withdrawn_at=None),
                violation_error_message="该账号已有一个未使用的启用码。",
            )
        ]


@history.tracked
class MfaReset(models.Model):
    """Taking the second factor from an account: one administrator asks, another one does it."""

    machine = MFA_RESET_MACHINE

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mfa_resets")
    reason = models.CharField("原因", max_length=200)
    state = models.CharField("状态", max_length=20, choices=MfaResetState, default=MfaResetState.REQUESTED)
    requested_at = models.DateTimeField("申请时间", default=clock.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "双因素重置申请"
        constraints = [
            models.UniqueConstraint(
                name="mfa_reset_one_open",
                fields=["user"],
                condition=Q(state=MfaResetState.REQUESTED),
                violation_error_message="该账号已有一份待复核的重置申请。",
            ),
            models.CheckConstraint(name="mfa_reset_state_known", condition=Q(state__in=MfaResetState.values)),
        ]

    def __str__(self):
        return f"{self.user}"
