from django.db import models

from core import clock


class IdempotentAnswer(models.Model):
    """What a call that wrote was answered, under the caller's own key, so that asking again does nothing twice.

    Only calls that were carried out are kept: one that was refused may be put right and sent again under its key.
    """

    token = models.ForeignKey("core.ApiToken", on_delete=models.PROTECT, related_name="+", verbose_name="令牌")
    key = models.CharField("幂等键", max_length=255, db_collation="C")
    fingerprint = models.CharField(max_length=64, editable=False, db_collation="C")
    status = models.PositiveSmallIntegerField("状态码")
    answer = models.JSONField("答复")
    at = models.DateTimeField("时间", default=clock.real_now)

    class Meta:
        verbose_name = "接口答复"
        constraints = [models.UniqueConstraint(name="idempotent_answer_once", fields=["token", "key"])]
        indexes = [models.Index(fields=["at"], name="idempotent_answer_at")]
