from django.db import models
from django.db.models import F, Q

from core import clock, history
from core.access.scope import Scope, ScopedQuerySet, ScopeKind
from core.dated.models import DatedQuerySet, in_order, no_overlap
from core.departments.belonging import OfOneOffice
from party_building.brands.states import FileKind
from party_building.party_units.models import CoverageLink, PartyUnit
from party_building.places import PlacedQuerySet, unit_of
from registry.organizations.models import Organization

ALREADY = "同一时期已有授权，请先终止。"


class BrandQuerySet(PlacedQuerySet):
    """A brand stands where its organ does; an organization sees those that it, or its unit, may use today."""

    region_field = "department__region"

    def within(self, scope: Scope):
        if scope.kind != ScopeKind.ORGANIZATION:
            return super().within(scope)
        return self.filter(pk__in=Authorisation.objects.of_bodies(scope.ids, clock.today()).values("brand"))

    def on(self, day):
        """In use on `day`; the day it was given up is the first without the brand."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), started_on__lte=day)


@history.tracked
class Brand(OfOneOffice, models.Model):
    """A brand and its manual: where, on which occasions and how it may be used. `department` owns it."""

    name = models.CharField("名称", max_length=60)
    slogan = models.CharField("释义", max_length=200, blank=True)
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="brands", verbose_name="品牌主管党组织"
    )
    scope_text = models.TextField("使用范围", max_length=2000)
    scenes_text = models.TextField("使用场景", max_length=2000)
    method_text = models.TextField("使用方法", max_length=2000)
    document = models.CharField("批准文件", max_length=200)
    started_on = models.DateField("启用日期")
    ended_on = models.DateField("停用日期", null=True, blank=True, help_text="自当日起停用")
    ended_reason = models.CharField("停用原因", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = BrandQuerySet.as_manager()

    class Meta:
        verbose_name = "党建品牌"
        constraints = [
            models.CheckConstraint(
                name="brand_dates_in_order",
                condition=Q(ended_on=None) | Q(ended_on__gt=F("started_on")),
                violation_error_message="停用日期须晚于启用日期。",
            ),
            models.UniqueConstraint(
                name="brand_name_once",
                fields=["department", "name"],
                condition=Q(ended_on=None),
                violation_error_message="该党组织下已有同名品牌。",
            ),
        ]
        indexes = [models.Index(fields=["name", "id"], name="brand_name")]

    def __str__(self):
        return self.name

    @property
    def is_ended(self) -> bool:
        return self.ended_on is not None and self.ended_on <= clock.today()


class OfBrand:
    """The owner of the brand is the competent office; read `brand` with its `department`."""

    @property
    def competent_department_id(self) -> int:
        return self.brand.competent_department_id

    @property
    def competent_department_name(self) -> str:
        return self.brand.competent_department_name


@history.tracked
class BrandFile(OfBrand, models.Model):
    """A file to download. A newer one does not replace it: what is no longer to be used is withdrawn."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField("类别", max_length=10, choices=FileKind)
    title = models.CharField("名称", max_length=80)
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="文件")
    added_on = models.DateField("上传日期")
    withdrawn_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "品牌文件"
        constraints = [models.CheckConstraint(name="brand_file_kind_known", condition=Q(kind__in=FileKind.values))]

    def __str__(self):
        return self.title


class AuthorisationQuerySet(ScopedQuerySet, DatedQuerySet):
    def within(self, scope: Scope):
        return self.filter(brand__in=Brand.objects.within(scope).values("pk"))

    def of_bodies(self, organizations, day):
        """In force on `day` for one of these organizations, or for a party unit that hosts or covers one."""
        over = CoverageLink.objects.on(day).filter(organization__in=organizations).values("unit")
        hosted = PartyUnit.objects.on(day).filter(organization__in=organizations).values("pk")
        named = Q(organization__in=organizations) | Q(unit__in=over) | Q(unit__in=hosted)
        return self.on(day).filter(named)

    def unit_of(self, unit, as_of):
        return unit_of(unit, "brand__department__region", "brand__department_id")


@history.tracked
class Authorisation(OfBrand, models.Model):
    """A party unit or an organization may use the brand from one day to another (included)."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="authorisations")
    unit = models.ForeignKey(
        PartyUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="党组织"
    )
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="社会组织"
    )
    purpose = models.CharField("用途", max_length=200)
    valid_from = models.DateField("授权起始日期")
    valid_to = models.DateField("授权终止日期", null=True, blank=True, help_text="含当日；不填为至品牌停用")
    document = models.CharField("授权文书", max_length=200, blank=True)
    ended_reason = models.CharField("提前终止原因", max_length=200, blank=True)

    objects = AuthorisationQuerySet.as_manager()

    class Meta:
        verbose_name = "品牌授权"
        constraints = [
            models.CheckConstraint(
                name="brand_authorisation_of_one",
                condition=Q(unit=None, organization__isnull=False) | Q(unit__isnull=False, organization=None),
                violation_error_message="请选择一个党组织或一个社会组织。",
            ),
            in_order("brand_authorisation_in_order"),
            no_overlap("brand_authorisation_of_unit_once", "brand", "unit", message=ALREADY),
            no_overlap("brand_authorisation_of_body_once", "brand", "organization", message=ALREADY),
        ]

    def __str__(self):
        return str(self.user)

    @property
    def user(self):
        return self.unit or self.organization


@history.tracked
class Misuse(OfBrand, models.Model):
    """A use outside the manual or without authorisation, and what was done about it. Never public."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="misuses")
    user_name = models.CharField("使用单位", max_length=120)
    found_on = models.DateField("发现日期")
    where = models.CharField("发现的场合", max_length=200)
    what = models.CharField("不规范情形", max_length=400)
    handled_on = models.DateField("处理日期", null=True, blank=True)
    handling = models.CharField("处理情况", max_length=400, blank=True)

    class Meta:
        verbose_name = "品牌使用不规范记录"
        constraints = [
            models.CheckConstraint(
                name="brand_misuse_handled_says_how",
                condition=Q(handled_on=None, handling="") | (Q(handled_on__gte=F("found_on")) & ~Q(handling="")),
                violation_error_message="处理须写明日期和情况，且不早于发现日期。",
            ),
        ]

    def __str__(self):
        return f"{self.user_name}：{self.what}"[:80]
