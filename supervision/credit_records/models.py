from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock, history
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization
from supervision.credit_records.states import MACHINE, TONES, RecordKind, RecordState


class CreditRecordQuerySet(BelongingQuerySet):
    def visible_to(self, actor):
        """The organization reads what was entered about it, withdrawn ones no more."""
        rows = super().visible_to(actor)
        return rows.filter(state=RecordState.ENTERED) if actor.is_organization_side else rows

    def of(self, obj):
        return self.filter(source_type=obj._meta.label, source_id=obj.pk)

    def late(self, day):
        """Formed and not entered though the last day to enter it has passed."""
        return self.filter(state=RecordState.FORMED, due_on__lt=day)


@history.tracked
class CreditRecord(Belonging, models.Model):
    """One piece of 信用信息. `source` is the row it was formed from; a praise has none, it is its own source.

    A withdrawn record stays here and nowhere else: what was wrong or was taken back leaves every page and file.
    """

    machine = MACHINE

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="credit_records", verbose_name="社会组织"
    )
    kind = models.CharField("类别", max_length=10, choices=RecordKind)
    title = models.CharField("内容", max_length=200)
    document = models.CharField("文书", max_length=120, blank=True)
    authority_name = models.CharField("作出机关", max_length=100)
    formed_on = models.DateField("形成日期")
    due_on = models.DateField("归集期限")
    entered_on = models.DateField("归集日期", null=True, blank=True)
    is_public = models.BooleanField("对外公开", default=False)
    source_type = models.CharField(max_length=60, blank=True)
    source_id = models.BigIntegerField(null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="登记人"
    )
    made_at = models.DateTimeField("登记时间", default=clock.now)
    state = models.CharField("状态", max_length=10, choices=RecordState, default=RecordState.FORMED)
    version = models.PositiveIntegerField(default=1)

    objects = CreditRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "信用信息"
        indexes = [
            models.Index(fields=["-formed_on", "-id"], name="credit_record_formed"),
            models.Index(fields=["due_on", "id"], name="credit_record_due"),
            models.Index(fields=["source_type", "source_id"], name="credit_record_source"),
        ]
        constraints = [
            models.CheckConstraint(name="credit_record_state_known", condition=Q(state__in=RecordState.values)),
            models.CheckConstraint(name="credit_record_kind_known", condition=Q(kind__in=RecordKind.values)),
            models.CheckConstraint(
                name="credit_record_entered_has_day",
                condition=~Q(state=RecordState.ENTERED) | Q(entered_on__isnull=False),
                violation_error_message="归集须有日期。",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_late(self) -> bool:
        return self.state == RecordState.FORMED and self.due_on < clock.today()

    @property
    def state_tone(self) -> str:
        return "danger" if self.is_late else TONES[self.state]
