"""What a limit on spending is, and what it is measured by."""

from django.db import models


class SpendingKind(models.TextChoices):
    FLOOR = "floor", "公益支出下限"
    CEILING = "ceiling", "管理费用上限"


class SpendingBasis(models.TextChoices):
    """Of a floor: what the expenditure is a share of. Of a ceiling: what of all expenditure is measured."""

    LAST_INCOME = "last_income", "上年总收入"
    LAST_NET_ASSETS = "last_net_assets", "上年末净资产"
    MANAGEMENT = "management", "管理费用"
    PAY_AND_OFFICE = "pay_and_office", "工作人员工资福利和行政办公支出"
