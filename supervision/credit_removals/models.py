from django.db import models
from django.db.models import F, Q

from core import clock, history
from core.files.models import StoredFile
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization
from supervision.credit_listings.models import CreditEntry
from supervision.credit_removals.states import MACHINE, OPEN, TONES, RemovalState
from supervision.letters.models import Letter


class RemovalQuerySet(BelongingQuerySet):
    def open(self):
        return self.filter(state__in=OPEN)

    def late(self, day):
        """Verified, and the days within which the entry has to go are past."""
        return self.filter(state=RemovalState.VERIFIED, remove_due_on__lt=day)


@history.tracked
class RemovalRequest(Belonging, models.Model):
    """移出申请 about one stay; `is_own_motion` where the office itself began it (nothing to mend, a period full)."""

    machine = MACHINE

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="removal_requests", verbose_name="社会组织"
    )
    entry = models.ForeignKey(CreditEntry, on_delete=models.PROTECT, related_name="removals", verbose_name="列入记录")
    text = models.TextField("履行义务、改正情况", max_length=2000)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="证明材料"
    )
    is_own_motion = models.BooleanField("依职权办理", default=False)
    applied_on = models.DateField("申请日期", default=clock.today)
    verify_due_on = models.DateField("核实期限")
    verified_on = models.DateField("核实日期", null=True, blank=True)
    remove_due_on = models.DateField("移出期限", null=True, blank=True)
    finding = models.TextField("核实情况", max_length=1000, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    decision = models.ForeignKey(
        Letter, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="移出决定书"
    )
    state = models.CharField("状态", max_length=10, choices=RemovalState, default=RemovalState.APPLIED)
    version = models.PositiveIntegerField(default=1)

    objects = RemovalQuerySet.as_manager()

    class Meta:
        verbose_name = "移出申请"
        indexes = [
            models.Index(fields=["-applied_on", "-id"], name="removal_applied"),
            models.Index(fields=["remove_due_on", "id"], name="removal_due"),
        ]
        constraints = [
            models.CheckConstraint(name="removal_state_known", condition=Q(state__in=RemovalState.values)),
            models.CheckConstraint(
                name="removal_verified_has_day",
                condition=~Q(state__in=(RemovalState.VERIFIED, RemovalState.REMOVED))
                | Q(verified_on__gte=F("applied_on"), remove_due_on__isnull=False),
            ),
            models.UniqueConstraint(
                name="removal_open_once",
                fields=["entry"],
                condition=Q(state__in=OPEN),
                violation_error_message="已有一份移出申请正在办理。",
            ),
        ]

    def __str__(self):
        return f"移出{self.entry.get_list_display()}"

    @property
    def state_tone(self) -> str:
        return TONES[self.state]
