from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock, history
from core.files.models import StoredFile
from party_building.party_units.belonging import OfUnit, UnitQuerySet
from party_building.party_units.models import PartyUnit


class PropagandaQuerySet(UnitQuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)


@history.tracked
class PropagandaItem(OfUnit, models.Model):
    """One article or film about a unit: where it appeared, when, where to read it."""

    unit = models.ForeignKey(PartyUnit, on_delete=models.PROTECT, related_name="propaganda", verbose_name="党组织")
    title = models.CharField("标题", max_length=120)
    outlet = models.CharField("媒体或平台", max_length=80)
    published_on = models.DateField("发布日期")
    link = models.URLField("链接", max_length=300, blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="文件"
    )
    recorded_at = models.DateTimeField("存档时间", default=clock.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="存档人"
    )
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawal_reason = models.CharField("撤回原因", max_length=200, blank=True)

    objects = PropagandaQuerySet.as_manager()

    class Meta:
        verbose_name = "宣传报道"
        constraints = [
            models.UniqueConstraint(
                name="propaganda_item_once",
                fields=["unit", "title", "outlet", "published_on"],
                condition=Q(withdrawn_at=None),
                violation_error_message="这篇报道已经存档。",
            ),
            models.CheckConstraint(
                name="propaganda_withdrawn_says_why",
                condition=Q(withdrawn_at=None, withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
            ),
        ]
        indexes = [models.Index(fields=["published_on", "id"], name="propaganda_published")]

    def __str__(self):
        return self.title
