import datetime

from django.db import models
from django.db.models import Q

from core import history
from core.dated.models import in_order, no_overlap
from supervision.credit_terms.states import Check, CreditList, Exit, PeriodCode


class DatedRows(models.QuerySet):
    def on(self, day):
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


@history.tracked
class CreditGround(models.Model):
    """One 列入情形 of one list for a time. `public_words` may stand on a public page, `remedy` tells the way out."""

    code = models.CharField("代码", max_length=10)
    list = models.CharField("名录", max_length=10, choices=CreditList)
    number = models.PositiveSmallIntegerField("项")
    title = models.CharField("情形", max_length=200)
    public_words = models.CharField("公开表述", max_length=100)
    remedy = models.CharField("怎样改正", max_length=300)
    check_kind = models.CharField("复核方式", max_length=20, choices=Check)
    exit_kind = models.CharField("移出方式", max_length=10, choices=Exit)
    source = models.CharField("依据", max_length=200)
    is_verified = models.BooleanField("已核对原文", default=False)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")

    objects = DatedRows.as_manager()

    class Meta:
        verbose_name = "列入情形"
        ordering = ["list", "number", "valid_from"]
        constraints = [
            no_overlap("credit_ground_once", "code", message="同一时期同一情形只能有一条。"),
            in_order("credit_ground_in_order"),
            models.CheckConstraint(name="credit_ground_list_known", condition=Q(list__in=CreditList.values)),
            models.CheckConstraint(name="credit_ground_check_known", condition=Q(check_kind__in=Check.values)),
            models.CheckConstraint(name="credit_ground_exit_known", condition=Q(exit_kind__in=Exit.values)),
        ]

    def __str__(self):
        return f"第（{self.number}）项：{self.title}"


@history.tracked
class CreditPeriod(models.Model):
    """One period or limit of the procedure and the time it holds for."""

    code = models.CharField("期限", max_length=30, choices=PeriodCode)
    number = models.PositiveIntegerField("数值")
    source = models.CharField("依据", max_length=200)
    is_verified = models.BooleanField("已核对原文", default=False)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")

    objects = DatedRows.as_manager()

    class Meta:
        verbose_name = "信用管理期限"
        ordering = ["code", "valid_from"]
        constraints = [
            no_overlap("credit_period_once", "code", message="同一时期同一期限只能有一个数值。"),
            in_order("credit_period_in_order"),
            models.CheckConstraint(name="credit_period_code_known", condition=Q(code__in=PeriodCode.values)),
        ]

    def __str__(self):
        return f"{self.get_code_display()}：{self.number}"


class PeriodMissing(Exception):
    """No row in force: reference data were not loaded for that day."""


def period(code: PeriodCode, day: datetime.date) -> int:
    """The number in force on `day`. Raises PeriodMissing."""
    found = CreditPeriod.objects.on(day).filter(code=code).values_list("number", flat=True).first()
    if found is None:
        raise PeriodMissing(f"{code} on {day}")
    return found


def periods(day: datetime.date) -> dict[str, int]:
    """Every number in force on `day`; one query."""
    return dict(CreditPeriod.objects.on(day).values_list("code", "number"))
