from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock, history
from core.files.models import StoredFile
from registry.handovers.states import CHANGE_MACHINE, HANDOVER_MACHINE, ChangeState, HandoverState
from registry.org_accounts.models import ActivationCode, OrganizationSeat
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization


@history.tracked
class SeatHandover(Belonging, models.Model):
    """One post of an organization passes on: to a colleague (`successor`) or to whoever uses `code`."""

    machine = HANDOVER_MACHINE

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="seat_handovers", verbose_name="社会组织"
    )
    seat = models.ForeignKey(
        OrganizationSeat, on_delete=models.PROTECT, related_name="handovers", verbose_name="交出的岗位"
    )
    last_day = models.DateField("最后一天", help_text="含当日")
    successor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="接手人"
    )
    code = models.OneToOneField(
        ActivationCode, null=True, on_delete=models.PROTECT, related_name="seat_handover", verbose_name="激活码"
    )
    state = models.CharField("状态", max_length=12, choices=HandoverState, default=HandoverState.ANNOUNCED)
    announced_at = models.DateTimeField("提出时间", default=clock.now)
    version = models.PositiveIntegerField(default=1)

    objects = BelongingQuerySet.as_manager()

    class Meta:
        verbose_name = "岗位交接"
        constraints = [
            models.UniqueConstraint(
                name="seat_handover_one_open",
                fields=["seat"],
                condition=Q(state=HandoverState.ANNOUNCED),
                violation_error_message="该岗位已有一份待安排的交接。",
            ),
            models.CheckConstraint(
                name="seat_handover_arranged_has_successor",
                condition=~Q(state=HandoverState.ARRANGED) | Q(successor__isnull=False) | Q(code__isnull=False),
                violation_error_message="请说明由谁接手。",
            ),
            models.CheckConstraint(name="seat_handover_state_known", condition=Q(state__in=HandoverState.values)),
        ]

    def __str__(self):
        return f"{self.seat.user.name}（{self.seat.get_role_display()}）"


@history.tracked
class RepresentativeChange(Belonging, models.Model):
    """法定代表人账号交接申请: filed by the clerk with documents, decided by a second person of the authority."""

    machine = CHANGE_MACHINE

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="representative_changes", verbose_name="社会组织"
    )
    old_seat = models.ForeignKey(
        OrganizationSeat, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="原账号"
    )
    new_name = models.CharField("现法定代表人姓名", max_length=60)
    document_no = models.CharField("依据文件及文号", max_length=80)
    reason = models.CharField("情况说明", max_length=300)
    files = models.ManyToManyField(StoredFile, related_name="+", verbose_name="证明材料")
    code = models.OneToOneField(
        ActivationCode,
        null=True,
        on_delete=models.PROTECT,
        related_name="representative_change",
        verbose_name="激活码",
    )
    state = models.CharField("状态", max_length=12, choices=ChangeState, default=ChangeState.REQUESTED)
    requested_at = models.DateTimeField("申请时间", default=clock.now)
    version = models.PositiveIntegerField(default=1)

    objects = BelongingQuerySet.as_manager()

    class Meta:
        verbose_name = "法定代表人账号交接申请"
        indexes = [models.Index(fields=["requested_at", "id"], name="representative_change_at")]
        constraints = [
            models.UniqueConstraint(
                name="representative_change_one_open",
                fields=["organization"],
                condition=Q(state=ChangeState.REQUESTED),
                violation_error_message="该组织已有一份待复核的交接申请。",
            ),
            models.CheckConstraint(
                name="representative_change_state_known", condition=Q(state__in=ChangeState.values)
            ),
        ]

    def __str__(self):
        return f"{self.organization}"
