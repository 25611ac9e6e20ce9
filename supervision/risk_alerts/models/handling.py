"""What people do with alerts, and the numbers and words they do it by."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock, history
from core.dated.models import DatedQuerySet, in_order, no_overlap
from core.rules.models import Severity
from supervision.risk_alerts.models.alerts import RiskAlert


class LimitKind(models.TextChoices):
    JUDGE = "judge", "研判期限（工作日）"
    ESCALATE = "escalate", "未办结升级（日）"
    NOISY_PERCENT = "noisy_percent", "误报偏多：占比（%）"
    NOISY_LEAST = "noisy_least", "误报偏多：最少已判条数"


@history.tracked
class AlertLimit(models.Model):
    """One number for the time it holds. `severity` is "" where it holds for all; `repeat_days` repeats an escalation.

    No law names these numbers: they are the bureau's own, `is_design` says so.
    """

    kind = models.CharField("类别", max_length=20, choices=LimitKind)
    severity = models.CharField("级别", max_length=1, choices=Severity, blank=True)
    number = models.PositiveSmallIntegerField("数值")
    repeat_days = models.PositiveSmallIntegerField("每隔几日再报", null=True, blank=True)
    is_design = models.BooleanField("平台设定", default=True)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日")

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "预警时限"
        constraints = [
            no_overlap("alert_limit_of_a_day", "kind", "severity", message="同一时期只能有一个数值。"),
            in_order("alert_limit_in_order"),
            models.CheckConstraint(name="alert_limit_kind_known", condition=Q(kind__in=LimitKind.values)),
            models.CheckConstraint(
                name="alert_limit_severity_known", condition=Q(severity="") | Q(severity__in=Severity.values)
            ),
            models.CheckConstraint(name="alert_limit_repeats", condition=Q(repeat_days=None) | Q(repeat_days__gt=0)),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}{self.get_severity_display()}"


@history.tracked
class DismissalKind(models.Model):
    """Why an alert is dismissed. Only a false alarm speaks against its rule."""

    code = models.CharField("代码", max_length=30, unique=True, db_collation="C")
    label = models.CharField("名称", max_length=60)
    is_false_alarm = models.BooleanField("误报", default=True)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日")

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "排除原因"
        ordering = ["pk"]
        constraints = [in_order("dismissal_kind_in_order")]

    def __str__(self):
        return self.label


class AlertComment(models.Model):
    """What somebody who sees the alert has to say about it. Append-only."""

    alert = models.ForeignKey(RiskAlert, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField("内容")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey("core.Department", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "预警留言"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="alert_comment_says_something", condition=~Q(text=""))]


class AlertEscalation(models.Model):
    """An alert that stayed open was reported to the head of `office`; `turn` counts the repeats. Append-only.

    One row for each time it opened, severity and turn: a night that is run twice reports once.
    """

    alert = models.ForeignKey(RiskAlert, on_delete=models.PROTECT, related_name="escalations")
    since = models.DateField("本次预警日期")
    severity = models.CharField("级别", max_length=1, choices=Severity)
    turn = models.PositiveSmallIntegerField("第几次", default=0)
    made_on = models.DateField("升级日期")
    office = models.ForeignKey("core.Department", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "预警升级"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(name="alert_escalation_once", fields=["alert", "since", "severity", "turn"]),
        ]
        indexes = [models.Index(fields=["made_on"], name="alert_escalation_made")]
