import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock
from core.privacy.numbers import EncryptedNumber
from core.workdays.calendar import add_workdays
from registry.disclosures.states import MACHINE, TONES, CorrectionState
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization


class CorrectionRequest(Belonging, models.Model):
    """纠错: a visitor says that a public page is wrong. Never public itself, and no statement about the organization.

    `about` is a key of config/disclosure.py, or empty. The caller's number is encrypted.
    """

    machine = MACHINE

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="correction_requests")
    about = models.CharField("有误的内容", max_length=40, blank=True)
    reason = models.CharField("说明", max_length=500)
    phone = EncryptedNumber("phone", "联系电话", index=False)
    state = models.CharField("状态", max_length=12, choices=CorrectionState, default=CorrectionState.RECEIVED)
    received_at = models.DateTimeField("收到时间", default=clock.now)

    objects = BelongingQuerySet.as_manager()

    class Meta:
        verbose_name = "纠错"
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["organization", "state"], name="correction_request_state")]
        constraints = [
            models.CheckConstraint(
                name="correction_request_state_known", condition=Q(state__in=CorrectionState.values)
            )
        ]

    def __str__(self):
        return f"纠错{self.pk}"

    @property
    def due_on(self) -> datetime.date:
        """Working days after it came in, the day itself not counted."""
        return add_workdays(clock.date_of(self.received_at), settings.CORRECTION_WORKDAYS)

    @property
    def state_tone(self) -> str:
        return TONES[self.state]
