"""六有阵地: what a party unit should have, as data, and what each one has."""

from django.db import models

from core import history
from core.dated.models import DatedFact, in_order, no_overlap
from party_building.party_units.belonging import OfUnit, UnitFactQuerySet
from party_building.party_units.models.units import PartyUnit


@history.tracked
class PremisesItem(models.Model):
    """One of the six haves. The list is local usage (unverified), so the rows are edited, not the program."""

    code = models.CharField("代码", max_length=30, unique=True, db_collation="C")
    name = models.CharField("名称", max_length=40)
    note = models.CharField("要求", max_length=200, blank=True)
    order = models.PositiveSmallIntegerField("顺序")
    is_active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = "阵地建设项目"
        ordering = ["order", "code"]

    def __str__(self):
        return self.name


@history.tracked
class PremisesCheck(OfUnit, DatedFact):
    """Whether a unit has an item, from the day it was seen."""

    subject_field = "unit"
    key_fields = ("item",)
    value_fields = ("has", "note")
    unit = models.ForeignKey(PartyUnit, on_delete=models.PROTECT, related_name="premises", verbose_name="党组织")
    item = models.ForeignKey(PremisesItem, on_delete=models.PROTECT, related_name="+", verbose_name="项目")
    has = models.BooleanField("具备")
    note = models.CharField("说明", max_length=200, blank=True)

    objects = UnitFactQuerySet.as_manager()

    class Meta:
        verbose_name = "阵地建设情况"
        constraints = [
            no_overlap("premises_check_once", "unit", "item", message="同一时期同一项目只能有一条记录。"),
            in_order("premises_check_in_order"),
        ]
