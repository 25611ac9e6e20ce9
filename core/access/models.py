from django.db import models


class RateWindow(models.Model):
    """How often a key was used in the current window; rows older than their window are worthless and swept away."""

    key = models.CharField("键", max_length=160, unique=True, db_collation="C")
    started_at = models.DateTimeField("窗口起点")
    count = models.PositiveIntegerField("次数")

    class Meta:
        verbose_name = "频次窗口"
        indexes = [models.Index(fields=["started_at"], name="rate_window_started")]
