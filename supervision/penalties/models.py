from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from core import history
from core.files.models import StoredFile
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization
from supervision.penalties.states import (
    MACHINE,
    SHOWN,
    STANDING,
    TONES,
    WITH_AMOUNT,
    PenaltyKind,
    PenaltyState,
    WithdrawalGround,
)


class PenaltyQuerySet(BelongingQuerySet):
    def visible_to(self, actor):
        """The organization reads what was confirmed; what is still being compared is the office's own."""
        rows = super().visible_to(actor)
        return rows.filter(state__in=SHOWN) if actor.is_organization_side else rows

    def standing(self):
        """Confirmed and neither withdrawn nor replaced by a corrected record."""
        return self.filter(state__in=STANDING)

    def standing_on(self, day):
        """In effect by `day` and not withdrawn by the end of it."""
        later = Q(state=PenaltyState.WITHDRAWN, withdrawn_on__gt=day)
        return self.filter(Q(state__in=STANDING) | later, effective_on__lte=day)


@history.tracked
class Penalty(Belonging, models.Model):
    """One decision of any authority against one organization; what it imposes stands in its items."""

    machine = MACHINE

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="penalties", verbose_name="社会组织"
    )
    authority_name = models.CharField("处罚机关", max_length=100)
    number = models.CharField("决定书文号", max_length=80)
    decided_on = models.DateField("处罚决定日期")
    effective_on = models.DateField("生效日期")
    facts = models.TextField("违法事实", max_length=2000)
    basis = models.CharField("处罚依据", max_length=300)
    is_published = models.BooleanField("处罚机关已公开", default=False)
    document = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="决定书"
    )
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections", verbose_name="更正的记录"
    )
    withdrawal_ground = models.CharField("撤销原因", max_length=20, choices=WithdrawalGround, blank=True)
    withdrawal_document = models.CharField("撤销文书", max_length=120, blank=True)
    withdrawn_on = models.DateField("撤销日期", null=True, blank=True)
    state = models.CharField("状态", max_length=12, choices=PenaltyState, default=PenaltyState.ENTERED)
    version = models.PositiveIntegerField(default=1)

    objects = PenaltyQuerySet.as_manager()

    class Meta:
        verbose_name = "行政处罚"
        indexes = [models.Index(fields=["-decided_on", "-id"], name="penalty_decided")]
        constraints = [
            models.CheckConstraint(name="penalty_state_known", condition=Q(state__in=PenaltyState.values)),
            models.CheckConstraint(
                name="penalty_effective_after_decided",
                condition=Q(effective_on__gte=F("decided_on")),
                violation_error_message="生效日期不能早于处罚决定日期。",
            ),
            models.CheckConstraint(
                name="penalty_withdrawn_says_why",
                condition=~Q(state__in=(PenaltyState.WITHDRAWING, PenaltyState.WITHDRAWN))
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawal_document="") & ~Q(withdrawal_ground="")),
                violation_error_message="撤销须写明原因、文书和日期。",
            ),
            models.UniqueConstraint(
                name="penalty_decision_once",
                fields=["organization", "authority_name", "number"],
                condition=Q(state__in=(PenaltyState.CONFIRMED, PenaltyState.WITHDRAWING)),
                violation_error_message="同一处罚机关的同一文号已经登记。",
            ),
        ]

    def __str__(self):
        return f"{self.authority_name}{self.number}"

    @property
    def state_tone(self) -> str:
        return TONES[self.state]

    @property
    def is_standing(self) -> bool:
        return self.state in STANDING

    @property
    def kind_words(self) -> str:
        return "、".join(str(item) for item in self.items.all())

    @property
    def kinds(self) -> set[str]:
        return {item.kind for item in self.items.all()}

    @property
    def fine_yuan(self) -> Decimal:
        return sum(
            (item.amount_yuan or Decimal(0) for item in self.items.all() if item.kind == PenaltyKind.FINE), Decimal(0)
        )


@history.tracked
class PenaltyItem(models.Model):
    """One kind in the decision. An edit before the confirmation replaces the rows; history keeps the former ones."""

    penalty = models.ForeignKey(Penalty, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField("处罚种类", max_length=20, choices=PenaltyKind)
    amount_yuan = models.DecimalField("金额（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    from_on = models.DateField("停止活动起始日期", null=True, blank=True)
    until_on = models.DateField("停止活动终止日期", null=True, blank=True)

    class Meta:
        verbose_name = "处罚内容"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="penalty_item_once", fields=["penalty", "kind"]),
            models.CheckConstraint(name="penalty_item_kind_known", condition=Q(kind__in=PenaltyKind.values)),
            models.CheckConstraint(
                name="penalty_item_amount_of_money",
                condition=Q(kind__in=WITH_AMOUNT, amount_yuan__gte=0)
                | (~Q(kind__in=WITH_AMOUNT) & Q(amount_yuan=None)),
                violation_error_message="罚款、没收须写明金额。",
            ),
            models.CheckConstraint(
                name="penalty_item_stop_in_order",
                condition=Q(from_on=None, until_on=None) | Q(until_on__gte=F("from_on")),
                violation_error_message="停止活动的终止日期不能早于起始日期。",
            ),
        ]

    def __str__(self):
        if self.amount_yuan is not None:
            return f"{self.get_kind_display()}{self.amount_yuan.normalize():,f}元"
        if self.from_on:
            return f"{self.get_kind_display()}（{self.from_on:%Y-%m-%d}至{self.until_on:%Y-%m-%d}）"
        return self.get_kind_display()
