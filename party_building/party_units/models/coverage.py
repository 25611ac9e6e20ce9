"""Which organization is covered by which party unit, since when and until when."""

from django.db import models
from django.db.models import Q

from core import history
from core.dated.models import DatedFact, in_order, no_overlap
from party_building.party_units.models.units import PartyUnit
from party_building.party_units.states import BUILT, CoverageKind, UnitLevel
from registry.organizations.belonging import BelongingFactQuerySet
from registry.organizations.models import Organization


class CoverageLinkQuerySet(BelongingFactQuerySet):
    def built(self):
        """By an own or a joint unit: what organization coverage counts."""
        return self.filter(kind__in=BUILT)


@history.tracked
class CoverageLink(DatedFact):
    """覆盖关系: to the organization's highest own organ (its sub-branches inherit), or to the unit it shares.

    Own, joint and affiliated exclude each other on any day; a functional unit may stand beside one of them.
    """

    key_fields = ("is_functional",)
    value_fields = ("unit", "kind")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="coverage_links", verbose_name="社会组织"
    )
    unit = models.ForeignKey(PartyUnit, on_delete=models.PROTECT, related_name="coverage_links", verbose_name="党组织")
    kind = models.CharField("覆盖方式", max_length=12, choices=CoverageKind)
    is_functional = models.BooleanField(default=False)

    objects = CoverageLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "覆盖关系"
        constraints = [
            no_overlap(
                "coverage_link_excludes",
                "organization_id",
                "is_functional",
                message="该组织同一时期已由另一党组织覆盖：单独、联合、挂靠只能有一种。",
            ),
            in_order("coverage_link_in_order"),
            models.CheckConstraint(name="coverage_link_kind_known", condition=Q(kind__in=CoverageKind.values)),
            models.CheckConstraint(
                name="coverage_link_functional_is_said",
                condition=Q(is_functional=True, kind=CoverageKind.FUNCTIONAL)
                | (Q(is_functional=False) & ~Q(kind=CoverageKind.FUNCTIONAL)),
            ),
        ]
        indexes = [models.Index(fields=["unit", "valid_from"], name="coverage_link_unit")]

    def __str__(self):
        return f"{self.unit}覆盖{self.organization}"

    @property
    def is_branch(self) -> bool:
        return self.unit.level == UnitLevel.BRANCH
