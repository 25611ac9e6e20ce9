from django.db import models

from core import history
from registry.organizations.states import OrgType


@history.tracked
class FormVersion(models.Model):
    """One year's form of one type as data: sections, fields, checks. Old reports render in their own version."""

    code = models.CharField("代码", max_length=40, unique=True)
    org_type = models.CharField("组织类型", max_length=1, choices=OrgType)
    year_from = models.PositiveSmallIntegerField("适用起始年度")
    year_to = models.PositiveSmallIntegerField("适用截止年度", null=True, blank=True)
    schema = models.JSONField("表单结构")

    class Meta:
        verbose_name = "年报表单版本"

    def __str__(self):
        return self.code
