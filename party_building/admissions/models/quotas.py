from django.db import models

from core import history
from core.access.scope import ScopedQuerySet, ScopeKind


class QuotaQuerySet(ScopedQuerySet):
    scope_columns = {ScopeKind.PARTY: ("department_id",)}


@history.tracked
class AdmissionQuota(models.Model):
    """发展党员计划单列: how many the organ may accept in a year from social organizations, by which document."""

    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="admission_quotas", verbose_name="上级党组织"
    )
    year = models.PositiveSmallIntegerField("年度")
    planned = models.PositiveIntegerField("计划人数")
    document = models.CharField("批准文号", max_length=200)
    approved_on = models.DateField("批准日期")
    version = models.PositiveIntegerField(default=1)

    objects = QuotaQuerySet.as_manager()

    class Meta:
        verbose_name = "发展党员计划"
        ordering = ["-year", "department"]
        constraints = [
            models.UniqueConstraint(
                name="admission_quota_once",
                fields=["department", "year"],
                violation_error_message="该年度的计划已经登记，请修改。",
            )
        ]

    def __str__(self):
        return f"{self.year}年发展党员计划"
