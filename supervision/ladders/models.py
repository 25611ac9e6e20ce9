from django.db import models
from django.db.models import F, Q

from core import history
from core.dated.models import in_order, no_overlap
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization
from supervision.ladders.states import TONES, FactKind, LadderState, StepCode, Track


class LadderStepQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


@history.tracked
class LadderStep(models.Model):
    """One rung of a track for a time, in its order. `code` says which facts it reads."""

    track = models.CharField("轨道", max_length=10, choices=Track)
    position = models.PositiveSmallIntegerField("顺序")
    code = models.CharField("读取", max_length=12, choices=StepCode)
    title = models.CharField("名称", max_length=40)
    explained = models.CharField("说明", max_length=200)
    source = models.CharField("依据", max_length=200, blank=True)
    is_verified = models.BooleanField("已核对原文", default=False)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")

    objects = LadderStepQuerySet.as_manager()

    class Meta:
        verbose_name = "处置步骤"
        ordering = ["track", "position"]
        constraints = [
            no_overlap("ladder_step_once", "track", "position", message="同一时期同一位置只能有一个步骤。"),
            in_order("ladder_step_in_order"),
            models.CheckConstraint(name="ladder_step_code_known", condition=Q(code__in=StepCode.values)),
        ]

    def __str__(self):
        return self.title


class LadderQuerySet(BelongingQuerySet):
    def running(self):
        return self.filter(state=LadderState.RUNNING)


@history.tracked
class Ladder(Belonging, models.Model):
    """What one fact of one organization has set in motion. It follows (actions.refresh) and decides nothing."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="ladders", verbose_name="社会组织"
    )
    kind = models.CharField("事由", max_length=16, choices=FactKind)
    began_on = models.DateField("开始日期")
    stopped_on = models.DateField("终止日期", null=True, blank=True)
    stopped_because = models.CharField("终止原因", max_length=200, blank=True)
    state = models.CharField("状态", max_length=10, choices=LadderState, default=LadderState.RUNNING)

    objects = LadderQuerySet.as_manager()

    class Meta:
        verbose_name = "处置进程"
        indexes = [models.Index(fields=["-began_on", "-id"], name="ladder_began")]
        constraints = [
            models.CheckConstraint(name="ladder_state_known", condition=Q(state__in=LadderState.values)),
            models.CheckConstraint(
                name="ladder_stopped_has_day",
                condition=Q(state=LadderState.RUNNING, stopped_on=None)
                | Q(state=LadderState.STOPPED, stopped_on__gte=F("began_on")),
            ),
            models.UniqueConstraint(
                name="ladder_running_once", fields=["organization", "kind"], condition=Q(state=LadderState.RUNNING)
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def state_tone(self) -> str:
        return TONES[self.state]
