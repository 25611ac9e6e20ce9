"""The log of the nights."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core import clock


class SweepRun(models.Model):
    """One night, or one run by hand. Rows are added and finished, never changed after."""

    as_of = models.DateField("检查日期")
    rules = ArrayField(models.CharField(max_length=20), verbose_name="规则")
    is_whole = models.BooleanField("全部规则", default=True)
    started_by = models.CharField("发起", max_length=60)
    started_at = models.DateTimeField("开始时间", default=clock.now)
    finished_at = models.DateTimeField("完成时间", null=True)
    opened = models.PositiveIntegerField("新增", default=0)
    changed = models.PositiveIntegerField("变化", default=0)
    resolved = models.PositiveIntegerField("解除", default=0)
    failed = models.PositiveIntegerField("出错规则", default=0)
    rescoped = models.PositiveIntegerField("归属更新", default=0)
    escalated = models.PositiveIntegerField("升级", default=0)
    duration_ms = models.PositiveIntegerField("用时(毫秒)", default=0)

    class Meta:
        verbose_name = "夜间检查"
        indexes = [models.Index(fields=["-as_of", "-id"], name="sweep_run_as_of")]

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def failed_label(self) -> str:
        return f"{self.failed}条规则出错"


class RuleRun(models.Model):
    """What one rule did in one run; `error` is empty when all went well."""

    sweep = models.ForeignKey(SweepRun, on_delete=models.PROTECT, related_name="rule_runs")
    rule_code = models.CharField("规则", max_length=20)
    version = models.ForeignKey("core.RuleVersion", null=True, on_delete=models.PROTECT, related_name="+")
    found = models.PositiveIntegerField("符合条件", default=0)
    opened = models.PositiveIntegerField("新增", default=0)
    changed = models.PositiveIntegerField("变化", default=0)
    resolved = models.PositiveIntegerField("解除", default=0)
    duration_ms = models.PositiveIntegerField("用时(毫秒)", default=0)
    error = models.TextField("错误", blank=True)

    class Meta:
        verbose_name = "规则运行"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="rule_run_once", fields=["sweep", "rule_code"])]
