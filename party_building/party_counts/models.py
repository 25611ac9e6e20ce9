from django.db import models
from django.db.models import Q

from core import history
from core.dated.models import DatedFact, in_order, no_overlap
from party_building.party_counts.states import CountSource
from registry.organizations.belonging import BelongingFactQuerySet
from registry.organizations.models import Organization


@history.tracked
class PartyCount(DatedFact):
    """党员情况 of one organization. Never public; cells below three are hidden in tables of other offices.

    `formal_full_time` are the formal members among the full-time staff whose membership can sit here: they alone
    decide whether a party organization should be set up. `formal_elsewhere` work here while their membership stays
    with the home community or a former unit.
    """

    value_fields = ("formal_full_time", "formal_elsewhere", "probationary", "applicants", "source")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="party_counts", verbose_name="社会组织"
    )
    formal_full_time = models.PositiveIntegerField("专职人员中的正式党员数")
    formal_elsewhere = models.PositiveIntegerField("组织关系在外的正式党员数", default=0)
    probationary = models.PositiveIntegerField("预备党员数", default=0)
    applicants = models.PositiveIntegerField("入党积极分子数", default=0)
    source = models.CharField("来源", max_length=10, choices=CountSource)

    objects = BelongingFactQuerySet.as_manager()

    class Meta:
        verbose_name = "党员情况"
        constraints = [
            no_overlap("party_count_once", "organization_id", message="同一时期只能有一条党员情况记录。"),
            in_order("party_count_in_order"),
            models.CheckConstraint(name="party_count_source_known", condition=Q(source__in=CountSource.values)),
        ]

    @property
    def formal(self) -> int:
        return self.formal_full_time + self.formal_elsewhere
