from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core import history
from core.dated.models import in_order, no_overlap
from registry.organizations.states import OrgType
from registry.report_forms.states import SpendingBasis, SpendingKind


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


class SpendingRuleQuerySet(models.QuerySet):
    def on(self, day):
        """In force on `day`, first and last day included."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


@history.tracked
class SpendingRule(models.Model):
    """公益支出下限、管理费用上限: one row a limit, whom it binds, its article and the time it holds for.

    A null condition binds either way; net assets are those at the end of the year before, lower bound inclusive.
    """

    code = models.CharField("代码", max_length=60, db_collation="C")
    kind = models.CharField("类别", max_length=10, choices=SpendingKind)
    org_types = ArrayField(models.CharField(max_length=1), verbose_name="适用的组织类型")
    is_charity = models.BooleanField("慈善组织", null=True, blank=True)
    has_public_fundraising = models.BooleanField("公开募捐资格", null=True, blank=True)
    assets_from = models.DecimalField("上年末净资产不低于", max_digits=18, decimal_places=2, null=True, blank=True)
    assets_below = models.DecimalField("上年末净资产低于", max_digits=18, decimal_places=2, null=True, blank=True)
    basis = models.CharField("计算口径", max_length=20, choices=SpendingBasis)
    may_average = models.BooleanField("可用前三年平均数", default=False)
    percent = models.DecimalField("比例（%）", max_digits=5, decimal_places=2)
    exempt_below = models.DecimalField(
        "管理费用低于此数的不受限制", max_digits=18, decimal_places=2, null=True, blank=True
    )
    article = models.CharField("依据", max_length=80)
    is_verified = models.BooleanField("已核对原文", default=False)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")

    objects = SpendingRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "公益支出和管理费用比例"
        ordering = ["code", "valid_from"]
        constraints = [
            no_overlap("spending_rule_once", "code", message="同一时期同一规定只能有一条。"),
            in_order("spending_rule_in_order"),
            models.CheckConstraint(name="spending_rule_kind_known", condition=Q(kind__in=SpendingKind.values)),
            models.CheckConstraint(name="spending_rule_basis_known", condition=Q(basis__in=SpendingBasis.values)),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.percent.normalize():f}%（{self.article}）"
