from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import history


class Severity(models.TextChoices):
    INFO = "I", "提示"
    LOW = "L", "低"
    MEDIUM = "M", "中"
    HIGH = "H", "高"
    CRITICAL = "C", "严重"


SEVERITY_TONES = {
    Severity.INFO: "neutral",
    Severity.LOW: "info",
    Severity.MEDIUM: "warning",
    Severity.HIGH: "danger",
    Severity.CRITICAL: "danger",
}


@history.tracked
class LegalSource(models.Model):
    """An article of law or a policy. `text` is empty where the wording has not been checked against the original."""

    code = models.CharField("代码", max_length=40, unique=True)
    title = models.CharField("名称", max_length=120)
    article = models.CharField("条款", max_length=60, blank=True)
    text = models.TextField("条文", blank=True)
    in_force_from = models.DateField("施行日期", null=True, blank=True)
    in_force_to = models.DateField("失效日期", null=True, blank=True)
    is_verified = models.BooleanField("已核对原文", default=False)

    class Meta:
        verbose_name = "法律依据"
        ordering = ["code"]

    def __str__(self):
        return f"《{self.title}》{self.article}"


class RuleVersionQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


@history.tracked
class RuleVersion(models.Model):
    """Parameters of a rule for a stretch of time. `code` is the rule's; days are calendar days unless named wd."""

    code = models.CharField("规则", max_length=20)
    number = models.PositiveSmallIntegerField("版本")
    params = models.JSONField("参数", default=dict, blank=True)
    severity = models.CharField("级别", max_length=1, choices=Severity)
    told = models.JSONField("告知对象", default=list, blank=True)
    sources = models.ManyToManyField(LegalSource, verbose_name="法律依据", blank=True)
    is_design = models.BooleanField("数值为平台设定", default=False)
    valid_from = models.DateField("启用日期")
    valid_to = models.DateField("停用日期", null=True, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField("说明", max_length=200, blank=True)

    objects = RuleVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "规则版本"
        constraints = [
            models.UniqueConstraint(name="rule_version_number_once", fields=["code", "number"]),
            models.CheckConstraint(
                name="rule_version_two_persons",
                condition=Q(author=None) | Q(approver=None) | ~Q(author=F("approver")),
                violation_error_message="规则版本的提出人和批准人不能是同一人。",
            ),
        ]
