from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock
from core.access.scope import ScopeKind
from core.notifications.states import OUTSIDE, TONES, Channel, DeliveryState


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Hers, her office's, her organization's; nobody else's, whatever she may see otherwise."""
        if not actor.is_signed_in:
            return self.none()
        mine = Q(user_id=actor.user_id)
        if actor.is_staff_side and actor.department_id:
            mine |= Q(department_id=actor.department_id)
        if actor.scope.kind == ScopeKind.ORGANIZATION:
            mine |= Q(organization_key__in=actor.scope.ids)
        return self.filter(mine)

    def unread(self):
        return self.filter(read_at=None)


class Notice(models.Model):
    """One event told to one recipient, in the portal: this row is the delivery of the channel in_app.

    `event_key` names the event ("annual_reports.returned:12:2"); the same event never reaches a recipient twice.
    `context` holds ids and codes; names are looked up when the notice is shown.
    """

    event_key = models.CharField(max_length=160)
    recipient_key = models.CharField(max_length=40)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey("core.Department", null=True, on_delete=models.PROTECT, related_name="+")
    organization_key = models.BigIntegerField(null=True)
    template = models.CharField("模板", max_length=80)
    context = models.JSONField("编号", default=dict)
    created_at = models.DateTimeField("时间", default=clock.now)
    read_at = models.DateTimeField("已读时间", null=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "消息"
        indexes = [
            models.Index(fields=["user", "-id"], name="notice_user"),
            models.Index(fields=["department", "-id"], name="notice_department"),
            models.Index(fields=["organization_key", "-id"], name="notice_organization"),
        ]
        constraints = [
            models.UniqueConstraint(name="notice_once_per_recipient", fields=["event_key", "recipient_key"]),
            models.CheckConstraint(
                name="notice_one_recipient",
                condition=Q(user__isnull=False, department=None, organization_key=None)
                | Q(user=None, department__isnull=False, organization_key=None)
                | Q(user=None, department=None, organization_key__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.template} → {self.recipient_key}"


class DeliveryQuerySet(models.QuerySet):
    def needing_a_person(self):
        return self.filter(state__in=(DeliveryState.UNKNOWN, DeliveryState.FAILED))


class Delivery(models.Model):
    """One message to one person outside the portal; unique per event, person and channel. Machine time, not portal
    time: retries do not wait for a demo's clock."""

    event_key = models.CharField(max_length=160)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField("渠道", max_length=10, choices=Channel)
    state = models.CharField("状态", max_length=12, choices=DeliveryState, default=DeliveryState.PENDING)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    due_at = models.DateTimeField("最早发送", default=clock.real_now)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField("发出时间", null=True)
    error = models.CharField("原因", max_length=200, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "发送"
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state__in=("pending", "sending")), name="delivery_waiting")
        ]
        constraints = [
            models.UniqueConstraint(name="delivery_once", fields=["event_key", "user", "channel"]),
            models.CheckConstraint(name="delivery_state_known", condition=Q(state__in=DeliveryState.values)),
            models.CheckConstraint(name="delivery_channel_known", condition=Q(channel__in=OUTSIDE)),
        ]

    @property
    def state_tone(self) -> str:
        return TONES[self.state]
