from django.db import models
from django.db.models import F, Q

from core import clock, history
from core.dated.models import in_order, no_overlap
from core.departments.belonging import OfOneOffice
from party_building.party_units.models import PartyUnit
from party_building.places import PlacedQuerySet
from party_building.service_centres.states import CentreLevel


class ServiceCentreQuerySet(PlacedQuerySet):
    def on(self, day):
        """Opened and not yet closed on `day`; the day of closing is the first without the centre."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day), opened_on__lte=day)


@history.tracked
class ServiceCentre(OfOneOffice, models.Model):
    """党群服务中心. `department` is the party organ that runs it; `unit` the 综合支部 that sits in it."""

    name = models.CharField("名称", max_length=80)
    level = models.CharField("级别", max_length=10, choices=CentreLevel)
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="service_centres", verbose_name="主管党组织"
    )
    region = models.ForeignKey("core.Region", on_delete=models.PROTECT, related_name="+", verbose_name="所在区划")
    address = models.CharField("地址", max_length=120, blank=True)
    area_sqm = models.DecimalField("面积（平方米）", max_digits=9, decimal_places=1, null=True, blank=True)
    opening_hours = models.CharField("开放时间", max_length=120, blank=True)
    phone = models.CharField("办公电话", max_length=40, blank=True)
    unit = models.OneToOneField(
        PartyUnit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="service_centre",
        verbose_name="综合支部",
    )
    opened_on = models.DateField("启用日期")
    closed_on = models.DateField("停用日期", null=True, blank=True, help_text="自当日起停用")
    closing_reason = models.CharField("停用原因", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ServiceCentreQuerySet.as_manager()

    class Meta:
        verbose_name = "党群服务中心"
        constraints = [
            models.CheckConstraint(name="service_centre_level_known", condition=Q(level__in=CentreLevel.values)),
            models.CheckConstraint(
                name="service_centre_dates_in_order",
                condition=Q(closed_on=None) | Q(closed_on__gt=F("opened_on")),
                violation_error_message="停用日期须晚于启用日期。",
            ),
            models.UniqueConstraint(
                name="service_centre_name_once",
                fields=["department", "name"],
                condition=Q(closed_on=None),
                violation_error_message="该党组织下已有同名的党群服务中心。",
            ),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="service_centre_name"),
            models.Index(fields=["opened_on", "id"], name="service_centre_opened"),
        ]

    def __str__(self):
        return self.name

    def is_closed_on(self, day) -> bool:
        return self.closed_on is not None and self.closed_on <= day

    @property
    def is_closed(self) -> bool:
        return self.is_closed_on(clock.today())


@history.tracked
class CentreFacility(models.Model):
    """A room or facility of a centre, from one day to another (included)."""

    centre = models.ForeignKey(ServiceCentre, on_delete=models.PROTECT, related_name="facilities")
    name = models.CharField("设施", max_length=60)
    note = models.CharField("说明", max_length=200, blank=True)
    valid_from = models.DateField("启用日期")
    valid_to = models.DateField("停用日期", null=True, blank=True, help_text="含当日")

    class Meta:
        verbose_name = "服务中心设施"
        constraints = [
            in_order("centre_facility_in_order"),
            no_overlap("centre_facility_once", "centre", "name", message="该设施已经登记，同一时期不能重复。"),
        ]

    def __str__(self):
        return self.name
