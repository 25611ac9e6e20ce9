"""A share of the reports in which nothing stands out, drawn for a full review: anyone can draw it again.

Quality control of the office's own work; it is no 双随机抽查 and never counted as one.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.departments.belonging import OfOneOffice
from registry.annual_reports.models import AnnualReport


class ReviewSampleQuerySet(ScopedQuerySet):
    scope_columns = {ScopeKind.AUTHORITY: ("department_id",)}


@history.tracked
class ReviewSample(OfOneOffice, models.Model):
    """One draw. The commitment (SHA-256 of the seed) is shown before the reports are known; the seed afterwards.

    Order: SHA-256 of "seed:report id" in hexadecimal, smallest first; the first `percent` of a hundred, rounded up.
    """

    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="登记管理机关"
    )
    year = models.PositiveSmallIntegerField("报告年度")
    percent = models.PositiveSmallIntegerField("抽取比例（%）")
    commitment = models.CharField("种子承诺", max_length=64, help_text="随机种子的 SHA-256，先于抽取公布")
    committed_at = models.DateTimeField("承诺时间", default=clock.now)
    committed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    seed = models.CharField("随机种子", max_length=64)
    drawn_at = models.DateTimeField("抽取时间", null=True, blank=True)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ReviewSampleQuerySet.as_manager()

    class Meta:
        verbose_name = "无问题报告抽查"
        ordering = ["-committed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="review_sample_one_waiting",
                fields=["department", "year"],
                condition=Q(drawn_at=None),
                violation_error_message="已有一次抽取待进行。",
            )
        ]

    def __str__(self):
        return f"{self.year}年度无问题报告抽查"


class SampledReport(models.Model):
    """A report that was among those drawn from; a chosen one is looked at in full before it is accepted."""

    sample = models.ForeignKey(ReviewSample, on_delete=models.PROTECT, related_name="reports")
    report = models.OneToOneField(AnnualReport, on_delete=models.PROTECT, related_name="sampled")
    position = models.PositiveIntegerField("次序")
    draw_hash = models.CharField("抽取值", max_length=64)
    is_chosen = models.BooleanField("抽中")

    class Meta:
        verbose_name = "抽中报告"
        ordering = ["sample", "position"]
