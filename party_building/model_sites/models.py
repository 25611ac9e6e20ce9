from django.db import models
from django.db.models import F, Q

from core import clock, history
from core.access.scope import Scope, ScopedQuerySet, ScopeKind
from core.dated.models import DatedFact, in_order, no_overlap
from core.departments.belonging import OfOneOffice
from party_building.model_sites.states import OPEN, SITE_MACHINE, TONES, SiteState, Status
from party_building.party_units.models import PartyUnit
from registry.organizations.belonging import BelongingQuerySet
from registry.organizations.models import Organization


class SiteSchemeQuerySet(ScopedQuerySet):
    """The organ that runs the scheme, and the units that stand under it."""

    scope_columns = {ScopeKind.PARTY: ("department_id",)}

    def within(self, scope: Scope):
        if scope.kind != ScopeKind.ORGANIZATION:
            return super().within(scope)
        units = PartyUnit.objects.within(scope).on(clock.today())
        return self.filter(department__in=units.values("superior"))

    def on(self, day):
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=day), begun_on__lte=day)


@history.tracked
class SiteScheme(OfOneOffice, models.Model):
    """示范点创建方案. Without the document that approved it there is none (减负规定: 创建示范须经批准)."""

    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="site_schemes", verbose_name="开展创建的党组织"
    )
    name = models.CharField("名称", max_length=80)
    document = models.CharField("批准文件", max_length=200, help_text="批准开展创建的文件名称和文号")
    requirements = models.CharField("创建要求", max_length=500, blank=True)
    valid_years = models.PositiveSmallIntegerField("命名有效期（年）", default=3)
    begun_on = models.DateField("开始日期")
    ended_on = models.DateField("结束日期", null=True, blank=True, help_text="含当日；不填为至今")
    version = models.PositiveIntegerField(default=1)

    objects = SiteSchemeQuerySet.as_manager()

    class Meta:
        verbose_name = "示范点创建方案"
        constraints = [
            models.CheckConstraint(
                name="site_scheme_is_approved",
                condition=~Q(document=""),
                violation_error_message="开展示范点创建须有批准文件。",
            ),
            models.CheckConstraint(
                name="site_scheme_in_order",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("begun_on")),
                violation_error_message="结束日期不能早于开始日期。",
            ),
        ]
        indexes = [models.Index(fields=["begun_on", "id"], name="site_scheme_begun")]

    def __str__(self):
        return self.name


class ModelSiteQuerySet(BelongingQuerySet):
    """The line by the organ of the scheme; all others by the organization that hosts the site."""

    def within(self, scope: Scope):
        if scope.kind == ScopeKind.PARTY:
            return self.filter(scheme__department__in=scope.ids)
        return super().within(scope)

    def with_status(self, status: Status, day):
        facts = SiteStatus.objects.on(day).filter(status=status)
        return self.filter(pk__in=facts.values("site"))

    def taken_in(self, day):
        """Groomed on the day, or named by then after having been groomed (培育，其中命名)."""
        return self.filter(pk__in=SiteStatus.objects.on(day).values("site"))


@history.tracked
class ModelSite(models.Model):
    """One site. Read `scheme` with its department. What it was on which day is said by SiteStatus."""

    machine = SITE_MACHINE

    scheme = models.ForeignKey(SiteScheme, on_delete=models.PROTECT, related_name="sites", verbose_name="创建方案")
    name = models.CharField("名称", max_length=80)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="model_sites",
        verbose_name="依托的社会组织",
    )  # fmt: skip
    unit = models.ForeignKey(
        PartyUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="model_sites", verbose_name="党组织"
    )
    reason = models.CharField("申报理由", max_length=500)
    state = models.CharField("状态", max_length=12, choices=SiteState, default=SiteState.APPLIED)
    applied_on = models.DateField("申报日期")
    checked_on = models.DateField("验收日期", null=True, blank=True)
    check_opinion = models.CharField("验收意见", max_length=500, blank=True)
    ended_on = models.DateField("撤销日期", null=True, blank=True, help_text="自当日起不再是示范点")
    ending_reason = models.CharField("撤销理由", max_length=300, blank=True)
    ending_document = models.CharField("撤销文号", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ModelSiteQuerySet.as_manager()

    class Meta:
        verbose_name = "党建示范点"
        constraints = [
            models.CheckConstraint(name="model_site_state_known", condition=Q(state__in=SiteState.values)),
            models.CheckConstraint(
                name="model_site_has_host",
                condition=Q(organization__isnull=False) | Q(unit__isnull=False),
                violation_error_message="示范点须有依托的社会组织或党组织。",
            ),
            models.CheckConstraint(
                name="model_site_withdrawn_says_why",
                condition=~Q(state=SiteState.WITHDRAWN) | (Q(ended_on__isnull=False) & ~Q(ending_reason="")),
            ),
            models.UniqueConstraint(
                name="model_site_name_once",
                fields=["scheme", "name"],
                condition=Q(state__in=OPEN),
                violation_error_message="该方案下已有同名的示范点。",
            ),
        ]
        indexes = [models.Index(fields=["applied_on", "id"], name="model_site_applied")]

    def __str__(self):
        return self.name

    @property
    def state_tone(self) -> str:
        return TONES.get(SiteState(self.state), "neutral")

    @property
    def host(self) -> str:
        return str(self.unit or self.organization)

    @property
    def organization_key(self) -> int | None:
        return self.organization_id

    @property
    def competent_department_id(self) -> int:
        return self.scheme.department_id

    @property
    def competent_department_name(self) -> str:
        return self.scheme.department.name


@history.tracked
class SiteStatus(DatedFact):
    """培育 or 命名, from when to when and by which document."""

    subject_field = "site"
    value_fields = ("status",)
    site = models.ForeignKey(ModelSite, on_delete=models.PROTECT, related_name="statuses", verbose_name="示范点")
    status = models.CharField("类别", max_length=10, choices=Status)

    class Meta:
        verbose_name = "示范点状态"
        constraints = [
            no_overlap("site_status_once", "site", message="同一时期示范点只能有一种状态。"),
            in_order("site_status_in_order"),
            models.CheckConstraint(name="site_status_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="site_status_is_approved", condition=~Q(document=""), violation_error_message="须有批准文号。"
            ),
        ]

    def __str__(self):
        return self.get_status_display()
