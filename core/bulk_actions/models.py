import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import QueryDict

from core import clock
from core.bulk_actions.states import MACHINE, OUTCOME_TONES, RUN_TONES, Outcome, RunState

UNDO_FOR = datetime.timedelta(hours=24)


class BulkRunQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """One's own, and those of the office that one may start or confirm oneself."""
        mine = Q(requested_by_id=actor.user_id)
        if actor.department_id is None:
            return self.filter(mine)
        codes = actor.permissions
        office = Q(department_id=actor.department_id)
        return self.filter(mine | office & (Q(permission__in=codes) | Q(confirm_permission__in=codes)))


class BulkRun(models.Model):
    """One verb asked for many rows. `list_name` and `action` name what a list declares; `params` are its arguments.

    The verb runs as the seat of who started it, or of the second person where one confirms (`confirm_permission`).
    """

    machine = MACHINE

    list_name = models.CharField("清单", max_length=80)
    action = models.CharField("动作", max_length=40)
    title = models.CharField("标题", max_length=80)
    query = models.CharField("筛选条件", max_length=2000, blank=True)
    params = models.JSONField("填写的内容", default=dict)
    permission = models.CharField(max_length=60)
    confirm_permission = models.CharField(max_length=60, blank=True)
    state = models.CharField("状态", max_length=12, choices=RunState)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="发起人"
    )
    department = models.ForeignKey(
        "core.Department", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="单位"
    )
    requested_at = models.DateTimeField("发起时间", default=clock.now)
    acted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="办理人"
    )
    finished_at = models.DateTimeField("办理时间", null=True)
    job = models.ForeignKey("core.Job", null=True, on_delete=models.PROTECT, related_name="+")

    objects = BulkRunQuerySet.as_manager()

    class Meta:
        verbose_name = "批量办理"
        constraints = [
            models.CheckConstraint(name="bulk_run_state_known", condition=Q(state__in=RunState.values)),
            models.CheckConstraint(
                name="bulk_run_waits_for_second_person",
                condition=~Q(state=RunState.WAITING) | ~Q(confirm_permission=""),
                violation_error_message="只有须第二人确认的事项才能等待确认。",
            ),
            models.CheckConstraint(
                name="bulk_run_done_has_time",
                condition=~Q(state__in=[RunState.DONE, RunState.UNDOING, RunState.UNDONE])
                | Q(finished_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["department", "-id"], name="bulk_run_department"),
            models.Index(fields=["requested_by", "-id"], name="bulk_run_requested_by"),
        ]

    def __str__(self):
        return self.title

    @property
    def parameters(self) -> QueryDict:
        return QueryDict(self.query)

    @property
    def state_tone(self) -> str:
        return RUN_TONES[self.state]

    @property
    def undo_until(self) -> datetime.datetime | None:
        """Exclusive."""
        return self.finished_at + UNDO_FOR if self.finished_at else None


class BulkRow(models.Model):
    """What became of one row. `label` is what the row was called when the run was asked for."""

    run = models.ForeignKey(BulkRun, on_delete=models.PROTECT, related_name="rows")
    object_id = models.BigIntegerField()
    label = models.CharField("对象", max_length=200)
    outcome = models.CharField("结果", max_length=10, choices=Outcome, blank=True)
    message = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "批量办理的一行"
        constraints = [
            models.UniqueConstraint(name="bulk_row_once", fields=["run", "object_id"]),
            models.CheckConstraint(name="bulk_row_outcome_known", condition=Q(outcome__in=Outcome.values)),
            models.CheckConstraint(
                name="bulk_row_says_why",
                condition=Q(outcome__in=[Outcome.PENDING, Outcome.DONE, Outcome.UNDONE]) | ~Q(message=""),
                violation_error_message="未办理的须写明原因。",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def outcome_pair(self) -> tuple[str, str]:
        return self.get_outcome_display(), OUTCOME_TONES[Outcome(self.outcome)]
