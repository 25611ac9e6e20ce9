from django.db import models
from django.db.models import Q


class HolidayKind(models.TextChoices):
    HOLIDAY = "holiday", "法定节假日"
    WORKDAY = "workday", "调休上班"


class Holiday(models.Model):
    """A day that differs from its weekday: a rest day in the week, or a make-up working day at the weekend.

    `is_provisional` marks days entered before the State Council has announced the year.
    """

    date = models.DateField("日期", unique=True)
    kind = models.CharField("类别", max_length=10, choices=HolidayKind)
    occasion = models.CharField("节日", max_length=40, blank=True)
    is_provisional = models.BooleanField("暂定", default=False)

    class Meta:
        verbose_name = "节假日"
        ordering = ["date"]
        constraints = [
            models.CheckConstraint(name="holiday_kind_known", condition=Q(kind__in=HolidayKind.values)),
        ]

    def __str__(self):
        return f"{self.date} {self.get_kind_display()}"
