import datetime

from django.db import models
from django.db.models import Q

from core import history
from core.dated.models import in_order, no_overlap
from party_building.party_limits.states import LimitCode


class PartyLimitQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


@history.tracked
class PartyLimit(models.Model):
    """One number of the party rules and the time it holds for."""

    code = models.CharField("标准", max_length=30, choices=LimitCode)
    number = models.PositiveIntegerField("数值")
    source = models.CharField("依据", max_length=200)
    is_verified = models.BooleanField("已核对原文", default=False)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")

    objects = PartyLimitQuerySet.as_manager()

    class Meta:
        verbose_name = "党建标准"
        ordering = ["code", "valid_from"]
        constraints = [
            no_overlap("party_limit_once", "code", message="同一时期同一标准只能有一个数值。"),
            in_order("party_limit_in_order"),
            models.CheckConstraint(name="party_limit_code_known", condition=Q(code__in=LimitCode.values)),
        ]

    def __str__(self):
        return f"{self.get_code_display()}：{self.number}"


def limits(day: datetime.date) -> dict[str, int]:
    """Every number in force on `day` by its code; one query. A code without a row is absent: it is not asked for."""
    return dict(PartyLimit.objects.on(day).values_list("code", "number"))
