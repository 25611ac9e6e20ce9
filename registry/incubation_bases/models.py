from django.db import models
from django.db.models import F, Q

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.dated.models import in_order, no_overlap
from core.departments.belonging import OfOneOffice
from core.departments.models import Region
from registry.community_orgs.models import CommunityOrganization
from registry.incubation_bases.states import BaseLevel
from registry.organizations.models import Organization

REGION_COLUMNS = {1: "city_id", 2: "district_id", 3: "street_id"}


ALREADY = "该组织同一时期已在孵化基地入驻。"


def places_of(region: Region | None) -> dict[str, int | None]:
    """The scope columns of a base in `region`."""
    found: dict[str, int | None] = dict.fromkeys(REGION_COLUMNS.values())
    while region is not None:
        if region.level in REGION_COLUMNS:
            found[REGION_COLUMNS[region.level]] = region.pk
        region = region.parent
    return found


def _region(label: str):
    return models.ForeignKey(
        "core.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=label
    )


class IncubationBaseQuerySet(ScopedQuerySet):
    scope_columns = {
        ScopeKind.TERRITORY: {1: "city_id", 2: "district_id", 3: "street_id"},
        ScopeKind.AUTHORITY: ("department_id",),
    }

    def standing(self, day=None):
        """Opened and not yet closed on `day`; the day of closing is the first without the base."""
        day = day or clock.today()
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day), opened_on__lte=day)


@history.tracked
class IncubationBase(OfOneOffice, models.Model):
    """孵化基地. `department` keeps the record: the bureau of its level."""

    name = models.CharField("名称", max_length=80)
    level = models.CharField("级别", max_length=10, choices=BaseLevel)
    operator = models.ForeignKey(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="operated_bases",
        verbose_name="运营的社会组织",
    )
    operator_name = models.CharField("运营单位", max_length=120, blank=True)
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="主管民政部门"
    )
    city = _region("所在市")
    district = _region("所在区县")
    street = _region("所在镇街")
    address = models.CharField("地址", max_length=120, blank=True)
    area_sqm = models.DecimalField("面积（平方米）", max_digits=9, decimal_places=1, null=True, blank=True)
    capacity = models.PositiveSmallIntegerField("可入驻数", default=0)
    opened_on = models.DateField("启用日期")
    closed_on = models.DateField("停用日期", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = IncubationBaseQuerySet.as_manager()

    class Meta:
        verbose_name = "孵化基地"
        constraints = [
            models.CheckConstraint(name="incubation_base_level_known", condition=Q(level__in=BaseLevel.values)),
            models.CheckConstraint(
                name="incubation_base_dates_in_order",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                violation_error_message="停用日期不能早于启用日期。",
            ),
            models.UniqueConstraint(
                name="incubation_base_name_once",
                fields=["name"],
                condition=Q(closed_on=None),
                violation_error_message="已有同名的孵化基地。",
            ),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="incubation_base_name"),
            models.Index(fields=["opened_on", "id"], name="incubation_base_opened"),
        ]

    def __str__(self):
        return self.name

    @property
    def operator_words(self) -> str:
        return self.operator.name if self.operator_id else self.operator_name

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None and self.closed_on <= clock.today()


@history.tracked
class Incubation(models.Model):
    """入驻: a filed group or a registered organization in a base, from one day to another (included)."""

    base = models.ForeignKey(IncubationBase, on_delete=models.PROTECT, related_name="incubations")
    community_organization = models.ForeignKey(
        CommunityOrganization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="incubations",
        verbose_name="社区社会组织",
    )
    organization = models.ForeignKey(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="incubations",
        verbose_name="社会组织",
    )
    valid_from = models.DateField("入驻日期")
    valid_to = models.DateField("离开日期", null=True, blank=True, help_text="含当日")
    outcome = models.CharField("离开情况", max_length=80, blank=True)

    class Meta:
        verbose_name = "入驻"
        constraints = [
            models.CheckConstraint(
                name="incubation_of_one",
                condition=Q(community_organization=None, organization__isnull=False)
                | Q(community_organization__isnull=False, organization=None),
                violation_error_message="请选择一个社区社会组织或一个社会组织。",
            ),
            in_order("incubation_in_order"),
            no_overlap("incubation_of_group_once", "community_organization", message=ALREADY),
            no_overlap("incubation_of_organization_once", "organization", message=ALREADY),
        ]

    def __str__(self):
        return str(self.subject)

    @property
    def subject(self):
        return self.community_organization or self.organization
