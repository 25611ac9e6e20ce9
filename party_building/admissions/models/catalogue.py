"""The steps and the periods, as rows: local manuals name the steps differently, and the articles were not compared."""

from django.db import models
from django.db.models import Q

from core import history
from core.dated.models import in_order
from party_building.admissions.states import Decider, Naming, PeriodKind, Stage


class ValidQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class _Row(models.Model):
    is_verified = models.BooleanField("已核对原文", default=False)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")

    objects = ValidQuerySet.as_manager()

    class Meta:
        abstract = True


@history.tracked
class AdmissionStep(_Row):
    """One of the 25 steps. `moves` names the transition of the machine that it performs; most perform none.

    `code` is what periods and the program refer to; the name is local usage.
    """

    code = models.CharField("代码", max_length=30, db_collation="C")
    seq = models.PositiveSmallIntegerField("序号")
    stage = models.PositiveSmallIntegerField("阶段", choices=Stage)
    name = models.CharField("步骤", max_length=60)
    decider = models.CharField("由谁办理", max_length=10, choices=Decider)
    moves = models.CharField("改变状态", max_length=20, blank=True)
    names = models.CharField("须指定", max_length=10, choices=Naming, blank=True)
    note = models.CharField("要求", max_length=200, blank=True)

    class Meta:
        verbose_name = "发展党员步骤"
        ordering = ["seq"]
        constraints = [
            in_order("admission_step_in_order"),
            models.UniqueConstraint(name="admission_step_once", fields=["code", "valid_from"]),
        ]

    def __str__(self):
        return self.name


@history.tracked
class AdmissionPeriod(_Row):
    """What must lie between two steps, by the calendar: years, months and days after the day of `from_code`."""

    code = models.CharField("代码", max_length=40, db_collation="C")
    kind = models.CharField("类别", max_length=10, choices=PeriodKind)
    from_code = models.CharField("起算步骤", max_length=30, db_collation="C")
    to_code = models.CharField("步骤", max_length=30, db_collation="C")
    years = models.PositiveSmallIntegerField("年", default=0)
    months = models.PositiveSmallIntegerField("月", default=0)
    days = models.PositiveSmallIntegerField("日", default=0)
    source = models.CharField("依据", max_length=200)

    class Meta:
        verbose_name = "发展党员期限"
        ordering = ["to_code", "kind", "code"]
        constraints = [
            in_order("admission_period_in_order"),
            models.UniqueConstraint(name="admission_period_once", fields=["code", "valid_from"]),
            models.CheckConstraint(
                name="admission_period_says_how_long",
                condition=Q(years__gt=0) | Q(months__gt=0) | Q(days__gt=0),
                violation_error_message="请填写年、月或日。",
            ),
        ]

    def __str__(self):
        return self.code
