from django.db import models
from django.db.models import F, Q

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from party_building.party_units.states import UnitForm, UnitLevel
from registry.organizations.models import Organization


class PartyUnitQuerySet(ScopedQuerySet):
    """The party line sees the units it leads; the others see the units of the organizations they see."""

    scope_columns = {
        ScopeKind.PARTY: ("superior_id", "department_id"),
        ScopeKind.AUTHORITY: ("organization__registering_authority_id", "organization__supervising_authority_id"),
        ScopeKind.RESPONSIBILITY: ("organization__business_supervisor_id", "organization__industry_department_id"),
        ScopeKind.TERRITORY: {
            1: "organization__city_id",
            2: "organization__district_id",
            3: "organization__street_id",
            4: "organization__community_id",
        },
        ScopeKind.ORGANIZATION: ("organization_id",),
    }

    def on(self, day):
        """Established and not yet dissolved on `day`; the day of dissolution is the first without the unit."""
        return self.filter(Q(dissolved_on=None) | Q(dissolved_on__gt=day), established_on__lte=day)


@history.tracked
class PartyUnit(models.Model):
    """A party committee, general branch or branch; attached to exactly one superior party organ.

    `department` is set where people with seats work in the unit itself. `organization` is the body that hosts it; a
    joint branch need not have one, and which bodies a unit covers is not said here. Law firms and others outside the
    register of civil affairs have units too (`registered_by_civil_affairs` = False).
    """

    name = models.CharField("名称", max_length=120)
    level = models.CharField("层级", max_length=20, choices=UnitLevel)
    form = models.CharField("组建方式", max_length=20, choices=UnitForm)
    superior = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="party_units", verbose_name="上级党组织"
    )
    department = models.OneToOneField(
        "core.Department",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="party_unit",
        verbose_name="对应机构",
    )
    organization = models.ForeignKey(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="party_units",
        verbose_name="所在社会组织",
    )
    registered_by_civil_affairs = models.BooleanField("民政部门登记的社会组织", default=True)
    established_on = models.DateField("成立日期")
    dissolved_on = models.DateField("撤销日期", null=True, blank=True)
    document = models.CharField("批复文号", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PartyUnitQuerySet.as_manager()

    class Meta:
        verbose_name = "党组织"
        constraints = [
            models.CheckConstraint(name="party_unit_level_known", condition=Q(level__in=UnitLevel.values)),
            models.CheckConstraint(name="party_unit_form_known", condition=Q(form__in=UnitForm.values)),
            models.CheckConstraint(
                name="party_unit_dates_in_order",
                condition=Q(dissolved_on=None) | Q(dissolved_on__gte=F("established_on")),
                violation_error_message="撤销日期不能早于成立日期。",
            ),
            models.UniqueConstraint(
                name="party_unit_name_once",
                fields=["superior", "name"],
                condition=Q(dissolved_on=None),
                violation_error_message="该上级党组织下已有同名党组织。",
            ),
        ]
        indexes = [models.Index(fields=["superior", "name"], name="party_unit_superior")]

    def __str__(self):
        return self.name

    @property
    def competent_department_id(self) -> int:
        """Party units are set up and dissolved by the organ above them."""
        return self.superior_id

    @property
    def competent_department_name(self) -> str:
        return self.superior.name

    @property
    def is_dissolved(self) -> bool:
        return self.dissolved_on is not None and self.dissolved_on <= clock.today()
