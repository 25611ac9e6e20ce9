from django.db import models
from django.db.models import F, Q

from core import history
from core.access.scope import Scope, ScopedQuerySet, ScopeKind
from party_building.party_members.models.members import PartyMember
from party_building.party_members.states import TONES, TRANSFER_MACHINE, TransferState
from party_building.party_units.models import PartyUnit


class TransferQuerySet(ScopedQuerySet):
    def within(self, scope: Scope):
        """Both sides see it."""
        if scope.kind == ScopeKind.ALL:
            return self.all()
        if scope.kind not in (ScopeKind.PARTY, ScopeKind.ORGANIZATION):
            return self.none()
        units = PartyUnit.objects.within(scope).values("pk")
        return self.filter(Q(from_unit__in=units) | Q(to_unit__in=units))

    def open(self):
        return self.filter(state=TransferState.SENT)


def _unit(label: str, related_name: str) -> models.ForeignKey:
    return models.ForeignKey(
        PartyUnit, null=True, blank=True, on_delete=models.PROTECT, related_name=related_name, verbose_name=label
    )


@history.tracked
class MemberTransfer(models.Model):
    """组织关系转接 as the papers say: out on one day, in on another. The party's own system executes it, not this.

    Each side is a unit on record or words. Who receives confirms; where the receiver is not on record, the sender
    enters what the returned slip (回执) says.
    """

    machine = TRANSFER_MACHINE
    member = models.ForeignKey(PartyMember, on_delete=models.PROTECT, related_name="transfers", verbose_name="党员")
    from_unit = _unit("转出党组织", "transfers_out")
    from_place = models.CharField("转出党组织名称", max_length=120)
    to_unit = _unit("转入党组织", "transfers_in")
    to_place = models.CharField("转入党组织名称", max_length=120)
    sent_on = models.DateField("转出日期")
    document = models.CharField("介绍信编号", max_length=200)
    received_on = models.DateField("接收日期", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=TransferState, default=TransferState.SENT)
    version = models.PositiveIntegerField(default=1)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = "组织关系转接"
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="member_transfer_state_known", condition=Q(state__in=TransferState.values)),
            models.CheckConstraint(
                name="member_transfer_has_a_side",
                condition=Q(from_unit__isnull=False) | Q(to_unit__isnull=False),
                violation_error_message="转出和转入党组织至少有一方是本平台登记的党组织。",
            ),
            models.CheckConstraint(
                name="member_transfer_received_has_day",
                condition=Q(state=TransferState.RECEIVED, received_on__isnull=False)
                | (~Q(state=TransferState.RECEIVED) & Q(received_on=None)),
            ),
            models.CheckConstraint(
                name="member_transfer_in_order",
                condition=Q(received_on=None) | Q(received_on__gte=F("sent_on")),
                violation_error_message="接收日期不能早于转出日期。",
            ),
            models.UniqueConstraint(
                name="member_transfer_one_open",
                fields=["member"],
                condition=Q(state=TransferState.SENT),
                violation_error_message="该党员有一件转接还没有办结。",
            ),
        ]

    def __str__(self):
        return f"{self.from_place} → {self.to_place}"

    @property
    def _confirming(self) -> PartyUnit:
        return self.to_unit or self.from_unit

    @property
    def competent_department_id(self) -> int:
        return self._confirming.competent_department_id

    @property
    def competent_department_name(self) -> str:
        return self._confirming.competent_department_name

    @property
    def state_tone(self) -> str:
        return TONES[self.state]
