from django.db import models
from django.db.models import Q

from core import history
from core.dated.models import DatedFact, in_order, no_overlap
from party_building.party_units.belonging import OfUnit, UnitFactQuerySet
from party_building.party_units.models import PartyUnit
from party_building.population.states import Trade


@history.tracked
class OutsideSituation(OfUnit, DatedFact):
    """Who hosts a unit outside the register of civil affairs, and how many members it has, from when on.

    Never public, and never joined with PartyCount, which is about organizations of the register.
    """

    subject_field = "unit"
    value_fields = ("host_name", "trade", "staff", "formal", "probationary", "activists")
    unit = models.ForeignKey(
        PartyUnit, on_delete=models.PROTECT, related_name="outside_situations", verbose_name="党组织"
    )
    host_name = models.CharField("所在单位", max_length=120)
    trade = models.CharField("行业", max_length=12, choices=Trade)
    staff = models.PositiveIntegerField("从业人员数", default=0)
    formal = models.PositiveIntegerField("正式党员数", default=0)
    probationary = models.PositiveIntegerField("预备党员数", default=0)
    activists = models.PositiveIntegerField("入党积极分子数", default=0)

    objects = UnitFactQuerySet.as_manager()

    class Meta:
        verbose_name = "口径外党组织情况"
        constraints = [
            no_overlap("outside_situation_once", "unit", message="同一时期只能有一条情况记录。"),
            in_order("outside_situation_in_order"),
            models.CheckConstraint(name="outside_situation_trade_known", condition=Q(trade__in=Trade.values)),
        ]
