"""What stands out in a submission, measured by which thresholds, and who answered for it."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock, history
from registry.annual_reports.models import ReportSubmission
from registry.organizations.states import OrgType


class SubmissionDigest(models.Model):
    """What the portal found in one submission when it was sent; written once with it.

    `findings` are {key, field, section, kind, text, reason}: each must be answered for before the report passes.
    `changed` are the keys of fields that differ from last year beyond the threshold or from the round before.
    """

    submission = models.OneToOneField(ReportSubmission, on_delete=models.PROTECT, related_name="digest")
    findings = models.JSONField("核对提示", default=list)
    changed = models.JSONField("变动项目", default=list)
    finding_count = models.PositiveIntegerField("提示数", default=0)
    changed_count = models.PositiveIntegerField("变动数", default=0)
    found_at = models.DateTimeField("核对时间", default=clock.now)

    class Meta:
        verbose_name = "报送核对结果"


class FindingAcceptance(models.Model):
    """One office answers for one finding, with its reason where a check fails; append-only."""

    submission = models.ForeignKey(ReportSubmission, on_delete=models.PROTECT, related_name="acceptances")
    key = models.CharField("提示", max_length=120)
    reason = models.CharField("理由", max_length=400, blank=True)
    department = models.ForeignKey("core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="单位")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "提示核对意见"
        constraints = [
            models.UniqueConstraint(name="finding_acceptance_once", fields=["submission", "key", "department"])
        ]


class PeerRange(models.Model):
    """The usual range of one figure among organizations of one type and size in one report year.

    `low` and `high` are the percentiles that the thresholds name. Counted anew every night.
    """

    year = models.PositiveSmallIntegerField("报告年度")
    org_type = models.CharField("组织类型", max_length=1, choices=OrgType)
    band = models.PositiveSmallIntegerField("规模档", help_text="按收入合计分档")
    code = models.CharField("指标", max_length=60)
    low = models.DecimalField("下限", max_digits=20, decimal_places=2)
    high = models.DecimalField("上限", max_digits=20, decimal_places=2)
    count = models.PositiveIntegerField("组织数")
    counted_at = models.DateTimeField("统计时间", default=clock.now)

    class Meta:
        verbose_name = "同类数值范围"
        constraints = [models.UniqueConstraint(name="peer_range_once", fields=["year", "org_type", "band", "code"])]


class ReviewThresholdQuerySet(models.QuerySet):
    def on(self, day: datetime.date):
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


@history.tracked
class ReviewThreshold(models.Model):
    """One number of the review with the days it holds; none is named by a law."""

    code = models.CharField("代码", max_length=40)
    label = models.CharField("名称", max_length=80)
    value = models.DecimalField("数值", max_digits=18, decimal_places=2)
    unit = models.CharField("单位", max_length=20, blank=True)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日")
    is_verified = models.BooleanField("已核对依据", default=False)

    objects = ReviewThresholdQuerySet.as_manager()

    class Meta:
        verbose_name = "审查参数"
        constraints = [
            models.UniqueConstraint(name="review_threshold_once", fields=["code", "valid_from"]),
            models.CheckConstraint(
                name="review_threshold_dates_in_order",
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
            ),
        ]

    def __str__(self):
        return self.label
