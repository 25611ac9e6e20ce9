from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from core import clock, history
from core.access.scope import Scope, ScopedQuerySet, ScopeKind
from core.dated.models import DatedFact, in_order, no_overlap
from core.indicators.grouping import unit
from party_building import places
from party_building.party_units.states import GuidanceKind, UnitForm, UnitKind, UnitLevel
from registry.organizations.models import Organization

_ID = models.BigIntegerField()


class PartyUnitQuerySet(ScopedQuerySet):
    """The party line sees the units it leads; the others see the units of, or over, the organizations they see."""

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

    def within(self, scope: Scope):
        reached = super().within(scope)
        if scope.kind in (ScopeKind.ALL, ScopeKind.NONE, ScopeKind.PARTY):
            return reached
        links = self.model._meta.get_field("coverage_links").related_model.objects
        over = links.within(scope).on(clock.today()).values("unit")
        return self.filter(Q(pk__in=reached.values("pk")) | Q(pk__in=over))

    def of_organizations(self):
        """Without the organs that lead, and without those of bodies that civil affairs does not register."""
        return self.filter(kind=UnitKind.OWN, registered_by_civil_affairs=True)

    def highest(self, day):
        """Without those under another unit of an organization on `day`: the branches of a general branch."""
        under = UnitAttachment.objects.on(day).filter(unit=OuterRef("pk"), parent__kind=UnitKind.OWN)
        return self.filter(~Exists(under))

    def unit_of(self, name: str, as_of):
        """To which district, department … a unit belongs in a table of figures: by its host, else by its own links."""
        of_host = unit(name).of("organization__", as_of)
        if name in places.LEVELS:
            return Coalesce(of_host, places.unit_of(name, "service_region"), output_field=_ID)
        if name == "responsible":
            guides = UnitGuidance.objects.on(as_of).filter(unit=OuterRef("pk"), kind=GuidanceKind.BUSINESS)
            return Coalesce(Subquery(guides.values("department")[:1]), of_host, output_field=_ID)
        if name == "party":
            return Subquery(UnitAttachment.objects.on(as_of).filter(unit=OuterRef("pk")).values("superior")[:1])
        return of_host

    def on(self, day):
        """Established and not yet dissolved on `day`; the day of dissolution is the first without the unit."""
        return self.filter(Q(dissolved_on=None) | Q(dissolved_on__gt=day), established_on__lte=day)


@history.tracked
class PartyUnit(models.Model):
    """A work committee, committee, general branch or branch of the party line.

    `superior` is the organ with seats that approves what the unit asks for; `parent` the unit it stands under in the
    tree, where that is no office (the general branch of a school). Both are projections of UnitAttachment.
    `department` is set where people with seats work in the unit itself. `organization` is the body that hosts it; a
    joint branch need not have one. Which bodies a unit covers is said by CoverageLink. Law firms and others outside
    the register of civil affairs have units too (`registered_by_civil_affairs` = False).
    """

    name = models.CharField("名称", max_length=120)
    kind = models.CharField("类别", max_length=20, choices=UnitKind, default=UnitKind.OWN)
    level = models.CharField("层级", max_length=20, choices=UnitLevel)
    form = models.CharField("组建方式", max_length=20, choices=UnitForm, blank=True)
    superior = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="party_units", verbose_name="上级党组织"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children", verbose_name="所属党组织"
    )
    service_region = models.ForeignKey(
        "core.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="服务地"
    )
    business_guide = models.ForeignKey(
        "core.Department",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="业务指导单位",
    )
    party_guide = models.ForeignKey(
        "core.Department",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="党务指导单位",
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
            models.CheckConstraint(name="party_unit_kind_known", condition=Q(kind__in=UnitKind.values)),
            models.CheckConstraint(
                name="party_unit_form_known",
                condition=Q(form__in=UnitForm.values) | (Q(form="") & ~Q(kind=UnitKind.OWN)),
                violation_error_message="社会组织党组织须有组建方式。",
            ),
            models.CheckConstraint(
                name="party_unit_not_under_itself",
                condition=Q(parent=None) | ~Q(parent=F("id")),
                violation_error_message="党组织不能隶属于自身。",
            ),
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


@history.tracked
class UnitAttachment(DatedFact):
    """隶属关系: under which organ, and under which unit of the tree, a unit stands from when to when."""

    subject_field = "unit"
    value_fields = ("superior", "parent")
    unit = models.ForeignKey(PartyUnit, on_delete=models.PROTECT, related_name="attachments", verbose_name="党组织")
    superior = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="上级党组织"
    )
    parent = models.ForeignKey(
        PartyUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="所属党组织"
    )

    class Meta:
        verbose_name = "隶属关系"
        constraints = [
            no_overlap("unit_attachment_once", "unit", message="同一时期只能隶属于一个上级党组织。"),
            in_order("unit_attachment_in_order"),
        ]

    @classmethod
    def projection(cls, fact, key):
        return {"superior_id": fact.superior_id, "parent_id": fact.parent_id} if fact else {}


@history.tracked
class UnitGuidance(DatedFact):
    """双重指导: the department that guides the business, the place that guides the party affairs."""

    subject_field = "unit"
    key_fields = ("kind",)
    value_fields = ("department",)
    unit = models.ForeignKey(PartyUnit, on_delete=models.PROTECT, related_name="guidance", verbose_name="党组织")
    kind = models.CharField("指导类别", max_length=10, choices=GuidanceKind)
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="指导单位"
    )

    class Meta:
        verbose_name = "指导关系"
        constraints = [
            no_overlap("unit_guidance_once", "unit", "kind", message="同一时期同类指导单位只能有一个。"),
            in_order("unit_guidance_in_order"),
            models.CheckConstraint(name="unit_guidance_kind_known", condition=Q(kind__in=GuidanceKind.values)),
        ]

    @classmethod
    def projection(cls, fact, key):
        column = "business_guide_id" if key["kind"] == GuidanceKind.BUSINESS else "party_guide_id"
        return {column: fact.department_id if fact else None}
