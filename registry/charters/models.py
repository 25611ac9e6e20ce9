from django.db import models

from core import history
from core.dated.models import DatedFact, in_order, no_overlap
from registry.organizations.belonging import Belonging, BelongingFactQuerySet
from registry.organizations.models import Organization


@history.tracked
class CharterVersion(Belonging, DatedFact):
    """章程 as approved; in force from the day of approval until the next version is approved."""

    value_fields = ("version_no", "adopted_on", "approved_by", "has_party_clause", "has_core_values_clause", "file")

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="charters", verbose_name="社会组织"
    )
    version_no = models.PositiveSmallIntegerField("版次")
    adopted_on = models.DateField("表决通过日期", null=True, blank=True)
    approved_by = models.ForeignKey(
        "core.Department", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="核准机关"
    )
    has_party_clause = models.BooleanField("党建入章", default=False)
    has_core_values_clause = models.BooleanField("核心价值观入章", default=False)
    file = models.ForeignKey(
        "core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="章程文本"
    )

    objects = BelongingFactQuerySet.as_manager()

    class Meta:
        verbose_name = "章程"
        constraints = [
            no_overlap("charter_version_once", "organization", message="同一时期只能有一个有效的章程版本。"),
            in_order("charter_version_in_order"),
            models.UniqueConstraint(
                name="charter_version_number_once",
                fields=["organization", "version_no"],
                violation_error_message="该组织已有相同版次的章程。",
            ),
        ]
        indexes = [models.Index(fields=["valid_from", "id"], name="charter_version_approved")]

    def __str__(self):
        return f"第{self.version_no}版章程"

    @property
    def approved_on(self):
        return self.valid_from

    @classmethod
    def projection(cls, fact, key):
        names = ("has_party_clause", "has_core_values_clause")
        return {name: getattr(fact, name) if fact else None for name in names}
