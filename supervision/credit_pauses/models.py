import datetime

from django.db import models
from django.db.models import F, Q

from core import clock, history
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization
from supervision.credit_pauses.states import MACHINE, TONES, PauseState, Track


class PauseQuerySet(BelongingQuerySet):
    def on(self, day):
        """In force on `day`, first and last day included; it ends by itself."""
        ended = Q(ended_on=None) | Q(ended_on__gt=day)
        return self.filter(
            ended, state__in=(PauseState.APPROVED, PauseState.ENDED), from_on__lte=day, until_on__gte=day
        )


@history.tracked
class CreditPause(Belonging, models.Model):
    """One track of one organization stands still from `from_on` to `until_on`, both included."""

    machine = MACHINE

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="credit_pauses", verbose_name="社会组织"
    )
    track = models.CharField("轨道", max_length=10, choices=Track)
    reason = models.TextField("暂缓理由", max_length=1000)
    document = models.CharField("依据文书", max_length=120, blank=True)
    from_on = models.DateField("起始日期")
    until_on = models.DateField("截止日期", help_text="含当日，期满自行恢复。")
    ended_on = models.DateField("提前结束日期", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=PauseState, default=PauseState.PROPOSED)
    version = models.PositiveIntegerField(default=1)

    objects = PauseQuerySet.as_manager()

    class Meta:
        verbose_name = "暂缓"
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="credit_pause_state_known", condition=Q(state__in=PauseState.values)),
            models.CheckConstraint(
                name="credit_pause_in_order",
                condition=Q(until_on__gte=F("from_on")),
                violation_error_message="截止日期不能早于起始日期。",
            ),
        ]

    def __str__(self):
        return f"{self.get_track_display()}暂缓至{self.until_on:%Y-%m-%d}"

    @property
    def state_tone(self) -> str:
        return TONES[self.state]

    @property
    def is_running(self) -> bool:
        return self.state == PauseState.APPROVED and self.from_on <= clock.today() <= self.until_on


def pause_on(organization_id: int, track: str, day: datetime.date) -> CreditPause | None:
    """The decision that holds this track on `day`."""
    return CreditPause.objects.on(day).filter(organization=organization_id, track=track).order_by("-until_on").first()
