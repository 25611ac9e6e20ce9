from django.conf import settings
from django.db import models

from core import clock


class TransitionLogQuerySet(models.QuerySet):
    def of(self, obj):
        return self.filter(object_type=obj._meta.label, object_id=obj.pk)


class TransitionLog(models.Model):
    """One line per step of any workflow; append-only. `object_type` is the model label, e.g. registry.AnnualReport."""

    object_type = models.CharField("对象类型", max_length=60)
    object_id = models.BigIntegerField("对象编号")
    name = models.CharField("动作", max_length=40)
    from_state = models.CharField("原状态", max_length=30, blank=True)
    to_state = models.CharField("新状态", max_length=30)
    comment = models.TextField("意见", blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="经办人"
    )
    seat_key = models.CharField("岗位", max_length=60, blank=True)
    department = models.ForeignKey(
        "core.Department", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="部门"
    )
    at = models.DateTimeField("时间", default=clock.now)

    objects = TransitionLogQuerySet.as_manager()

    class Meta:
        verbose_name = "流转记录"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="transition_log_object")]
