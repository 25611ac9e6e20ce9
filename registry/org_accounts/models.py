from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import clock, history
from registry.org_accounts.states import ORG_SEAT_MACHINE, OrgRole, OrgSeatState
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization

ATTEMPTS = 10  # wrong guesses that hit a code's first four characters before the code stops working


class OrganizationSeatQuerySet(BelongingQuerySet):
    def current(self, as_of=None):
        day = as_of or clock.today()
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), state=OrgSeatState.ACTIVE, valid_from__lte=day)


_Competence = Belonging  # the name that the first migration knows it by


@history.tracked
class OrganizationSeat(Belonging, models.Model):
    """A user's post in an organization. Made by an activation code, ended by the organization or its authority."""

    machine = ORG_SEAT_MACHINE

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="organization_seats", verbose_name="用户"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="account_seats", verbose_name="社会组织"
    )
    role = models.CharField("岗位", max_length=40, choices=OrgRole)
    state = models.CharField("状态", max_length=20, choices=OrgSeatState, default=OrgSeatState.ACTIVE)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日")
    version = models.PositiveIntegerField(default=1)

    objects = OrganizationSeatQuerySet.as_manager()

    class Meta:
        verbose_name = "组织岗位"
        constraints = [
            models.UniqueConstraint(
                name="organization_seat_once",
                fields=["user", "organization", "role"],
                condition=Q(state=OrgSeatState.ACTIVE),
                violation_error_message="该账号在本组织已有同一岗位。",
            ),
            models.UniqueConstraint(
                name="organization_seat_one_legal_representative",
                fields=["organization"],
                condition=Q(state=OrgSeatState.ACTIVE, role=OrgRole.LEGAL_REPRESENTATIVE),
                violation_error_message="本组织已有法定代表人账号，请先办理停用或交接。",
            ),
            models.CheckConstraint(
                name="organization_seat_dates_in_order",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message="终止日期不能早于起始日期。",
            ),
            models.CheckConstraint(name="organization_seat_role_known", condition=Q(role__in=OrgRole.values)),
            models.CheckConstraint(name="organization_seat_state_known", condition=Q(state__in=OrgSeatState.values)),
        ]

    def __str__(self):
        return f"{self.organization} · {self.get_role_display()}"

    @property
    def is_over(self) -> bool:
        """In use by its state, but its last day has passed."""
        return self.state == OrgSeatState.ACTIVE and self.valid_to is not None and self.valid_to < clock.today()


class ActivationCodeQuerySet(BelongingQuerySet):
    def usable(self):
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=clock.now(), attempts__lt=ATTEMPTS)


@history.tracked
class ActivationCode(Belonging, models.Model):
    """A one-time code on a letter. Only its keyed hash and its first four characters are kept."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="activation_codes", verbose_name="社会组织"
    )
    role = models.CharField("岗位", max_length=40, choices=OrgRole)
    prefix = models.CharField("前四位", max_length=4, db_collation="C", db_index=True)
    digest = models.CharField(max_length=64, editable=False, db_collation="C")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="签发人"
    )
    issued_at = models.DateTimeField("签发时间", default=clock.now)
    expires_at = models.DateTimeField("失效时间")
    attempts = models.PositiveSmallIntegerField("输错次数", default=0)
    used_at = models.DateTimeField("使用时间", null=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="使用人"
    )
    withdrawn_at = models.DateTimeField("作废时间", null=True)

    objects = ActivationCodeQuerySet.as_manager()

    class Meta:
        verbose_name = "激活码"
        constraints = [
            models.CheckConstraint(name="activation_code_role_known", condition=Q(role__in=OrgRole.values)),
            models.CheckConstraint(
                name="activation_code_used_by_somebody",
                condition=Q(used_at=None, used_by=None) | Q(used_at__isnull=False, used_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.prefix}…"

    @property
    def is_usable(self) -> bool:
        is_open = self.used_at is None and self.withdrawn_at is None and self.attempts < ATTEMPTS
        return is_open and self.expires_at > clock.now()

    @property
    def word(self) -> str:
        """What became of it, in a word."""
        if self.used_at:
            return "已使用"
        if self.withdrawn_at:
            return "已作废"
        if self.attempts >= ATTEMPTS:
            return "输错过多，已失效"
        return "未使用" if self.is_usable else "已过期"
