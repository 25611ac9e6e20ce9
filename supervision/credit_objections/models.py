from django.db import models
from django.db.models import Q

from core import clock, history
from core.files.models import StoredFile
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization
from supervision.credit_listings.models import CreditEntry
from supervision.credit_objections.states import MACHINE, OPEN, TONES, Advice, ObjectionState
from supervision.credit_records.models import CreditRecord


class ObjectionQuerySet(BelongingQuerySet):
    def open(self):
        return self.filter(state__in=OPEN)


@history.tracked
class CreditObjection(Belonging, models.Model):
    """异议 against one stay on a list or one credit record; `is_own_motion` where the office itself doubts it."""

    machine = MACHINE

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="credit_objections", verbose_name="社会组织"
    )
    entry = models.ForeignKey(
        CreditEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="objections",
        verbose_name="列入记录",
    )  # fmt: skip
    record = models.ForeignKey(
        CreditRecord, null=True, blank=True, on_delete=models.PROTECT, related_name="objections",
        verbose_name="信用信息",
    )  # fmt: skip
    text = models.TextField("异议内容", max_length=2000)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="证明材料"
    )
    is_own_motion = models.BooleanField("依职权更正", default=False)
    raised_on = models.DateField("提出日期", default=clock.today)
    due_on = models.DateField("处理期限")
    advice = models.CharField("拟审查意见", max_length=10, choices=Advice, blank=True)
    reason = models.TextField("理由", max_length=1000, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    document = models.CharField("决定文书", max_length=120, blank=True)
    state = models.CharField("状态", max_length=10, choices=ObjectionState, default=ObjectionState.RAISED)
    version = models.PositiveIntegerField(default=1)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = "信用异议"
        indexes = [
            models.Index(fields=["-raised_on", "-id"], name="credit_objection_raised"),
            models.Index(fields=["due_on", "id"], name="credit_objection_due"),
        ]
        constraints = [
            models.CheckConstraint(name="credit_objection_state_known", condition=Q(state__in=ObjectionState.values)),
            models.CheckConstraint(
                name="credit_objection_against_one",
                condition=Q(entry=None, record__isnull=False) | Q(entry__isnull=False, record=None),
                violation_error_message="异议针对一条列入记录或者一条信用信息。",
            ),
            models.UniqueConstraint(
                name="credit_objection_open_once",
                fields=["entry", "record"],
                condition=Q(state__in=OPEN),
                nulls_distinct=False,
                violation_error_message="同一记录的异议正在处理。",
            ),
        ]

    def __str__(self):
        return f"对“{self.subject}”的异议"

    @property
    def subject(self):
        return self.entry or self.record

    @property
    def state_tone(self) -> str:
        return TONES[self.state]
