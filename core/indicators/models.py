from django.db import models
from django.db.models import Q

from core import clock


class IndicatorSnapshot(models.Model):
    """One number of one night: integers only, rounded on display. `unit_type` "region" or "department"; id 0 = all."""

    indicator = models.CharField("指标", max_length=40)
    as_of = models.DateField("日期")
    unit_type = models.CharField("范围", max_length=20)
    unit_id = models.BigIntegerField("范围编号", default=0)
    numerator = models.BigIntegerField("分子")
    denominator = models.BigIntegerField("分母", null=True)
    taken_at = models.DateTimeField("生成时间", default=clock.now)

    class Meta:
        verbose_name = "指标快照"
        constraints = [
            models.UniqueConstraint(
                name="indicator_snapshot_once", fields=["indicator", "as_of", "unit_type", "unit_id"]
            ),
            models.CheckConstraint(
                name="indicator_snapshot_counts",
                condition=Q(numerator__gte=0) & (Q(denominator=None) | Q(denominator__gte=0)),
            ),
        ]
