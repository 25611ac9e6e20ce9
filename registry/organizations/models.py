from django.db import models
from django.db.models import Q

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from registry.organizations import past
from registry.organizations.states import (
    ACTIVE_STATUSES,
    OrgType,
    RegistrationLevel,
    Standing,
    Status,
    SupervisionMode,
)

ORGANIZATION_SCOPE = {
    ScopeKind.TERRITORY: {1: "city_id", 2: "district_id", 3: "street_id", 4: "community_id"},
    ScopeKind.AUTHORITY: ("registering_authority_id", "supervising_authority_id"),
    ScopeKind.RESPONSIBILITY: ("business_supervisor_id", "industry_department_id"),
    ScopeKind.PARTY: ("party_superior_id",),
    ScopeKind.ORGANIZATION: ("id",),
}


class OrganizationQuerySet(ScopedQuerySet):
    """Today reads the projected columns, any other day the facts alone; `column` names the one to filter by.

    Who sees which organization is decided by the current columns, whatever the day that is looked at.
    """

    scope_columns = ORGANIZATION_SCOPE
    reads_facts = False

    def _clone(self):
        clone = super()._clone()
        clone.reads_facts = self.reads_facts
        return clone

    def as_of(self, day):
        """Organizations that were in the register on `day`, as they were on it."""
        return self if day == clock.today() else self.from_facts(day)

    def from_facts(self, day):
        """The slow and true reading: annotates `then_…` columns, touches no current column."""
        annotated = self.alias(**past.joins(day)).annotate(**past.columns()).filter(then_status__isnull=False)
        annotated.reads_facts = True
        return annotated

    def column(self, name: str) -> str:
        """Under which name this queryset carries the projected column `name`."""
        return f"{past.PREFIX}{name}" if self.reads_facts and name in past.COLUMNS else name

    def where(self, **conditions):
        """filter() in the names of the projected columns, on whichever day the queryset reads."""
        return self.filter(**{self._path(path): value for path, value in conditions.items()})

    def _path(self, path: str) -> str:
        name, separator, lookup = path.partition("__")
        return f"{self.column(name)}{separator}{lookup}"

    def active(self):
        """Registered and not on the way out."""
        return self.where(status__in=ACTIVE_STATUSES)


def _department(label: str, **kwargs):
    return models.ForeignKey(
        "core.Department",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=label,
        **kwargs,
    )


def _region(label: str):
    return models.ForeignKey(
        "core.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=label
    )


@history.tracked
class Organization(models.Model):
    """社会组织. Columns of the second block are the current projection of dated facts: core.dated alone writes them.

    Four authorities and the industry department are five links, each with its own history; never one "department".
    """

    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True, db_collation="C")
    uscc_override_reason = models.CharField("代码校验不符说明", max_length=200, blank=True)
    legacy_reg_no = models.CharField("原登记证号", max_length=60, blank=True, db_collation="C")
    org_code = models.CharField("组织机构代码", max_length=9, blank=True, db_collation="C")
    registered_on = models.DateField("成立登记日期", null=True, blank=True)
    phone_public = models.CharField("对外联系电话", max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    # The current projection of dated facts (see facts.py).
    name = models.CharField("名称", max_length=120)
    pinyin = models.CharField("拼音", max_length=600, blank=True, db_collation="C")
    initials = models.CharField("拼音首字母", max_length=120, blank=True, db_collation="C")
    org_type = models.CharField("组织类型", max_length=1, choices=OrgType)
    is_industry_association = models.BooleanField("行业协会商会", default=False)
    is_nonlocal_chamber = models.BooleanField("异地商会", default=False)
    is_charity = models.BooleanField("慈善组织", default=False)
    has_public_fundraising = models.BooleanField("公开募捐资格", default=False)
    is_hub = models.BooleanField("枢纽型", default=False)
    is_federation = models.BooleanField("社区社会组织联合会", default=False)
    registration_level = models.CharField("登记级别", max_length=10, choices=RegistrationLevel, blank=True)
    supervision_mode = models.CharField("管理方式", max_length=10, choices=SupervisionMode, blank=True)
    status = models.CharField("状态", max_length=20, choices=Status, default=Status.NORMAL)
    standing = models.CharField("信用状况", max_length=10, choices=Standing, default=Standing.CLEAR)
    city = _region("所在市")
    district = _region("所在区县")
    street = _region("所在镇街")
    community = _region("所在村居")
    address = models.CharField("住所", max_length=200, blank=True)
    registered_funds_yuan = models.DecimalField(
        "注册资金（元）", max_digits=18, decimal_places=2, null=True, blank=True
    )
    business_scope = models.TextField("业务范围", blank=True)
    industry = models.CharField("行业分类", max_length=60, blank=True)
    full_time_staff = models.PositiveIntegerField("专职工作人员数", null=True, blank=True)
    certificate_until = models.DateField("证书载明有效期至", null=True, blank=True)
    has_party_clause = models.BooleanField("党建入章", null=True, blank=True)
    has_core_values_clause = models.BooleanField("核心价值观入章", null=True, blank=True)
    registering_authority = _department("登记管理机关")
    supervising_authority = _department("监督管理机关")
    business_supervisor = _department("业务主管单位")
    industry_department = _department("行业管理部门")
    party_superior = _department("党建责任单位")
    legal_representative = models.ForeignKey(
        "registry.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="法定代表人"
    )

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = "社会组织"
        constraints = [
            models.UniqueConstraint(
                name="organization_uscc_once",
                fields=["uscc"],
                condition=~Q(uscc=""),
                violation_error_message="该统一社会信用代码已登记在另一社会组织名下。",
            ),
            models.CheckConstraint(name="organization_type_known", condition=Q(org_type__in=OrgType.values)),
            models.CheckConstraint(name="organization_status_known", condition=Q(status__in=Status.values)),
        ]
        indexes = [
            models.Index(fields=["pinyin", "id"], name="org_pinyin"),
            models.Index(fields=["city", "pinyin", "id"], name="org_city_pinyin"),
            models.Index(fields=["district", "pinyin", "id"], name="org_district_pinyin"),
            models.Index(fields=["street", "pinyin", "id"], name="org_street_pinyin"),
            models.Index(fields=["community", "pinyin", "id"], name="org_community_pinyin"),
            models.Index(fields=["registering_authority", "pinyin", "id"], name="org_registering_pinyin"),
            models.Index(fields=["supervising_authority", "pinyin", "id"], name="org_supervising_pinyin"),
            models.Index(fields=["business_supervisor", "pinyin", "id"], name="org_supervisor_pinyin"),
            models.Index(fields=["industry_department", "pinyin", "id"], name="org_industry_pinyin"),
            models.Index(fields=["party_superior", "pinyin", "id"], name="org_party_pinyin"),
            models.Index(fields=["registered_on", "id"], name="org_registered_on"),
            models.Index(fields=["certificate_until", "id"], name="org_certificate_until"),
            models.Index(fields=["legacy_reg_no"], name="org_legacy_no", condition=~Q(legacy_reg_no="")),
            models.Index(fields=["org_code"], name="org_org_code", condition=~Q(org_code="")),
        ]

    def __str__(self):
        return self.name

    @property
    def organization_key(self) -> int:
        return self.pk

    @property
    def competent_department_id(self) -> int | None:
        """Who registers, concludes, lists and punishes: the supervising authority."""
        return self.supervising_authority_id

    @property
    def competent_department_name(self) -> str:
        return self.supervising_authority.name if self.supervising_authority_id else "其监督管理机关（尚未明确）"

    @property
    def responsible_department_id(self) -> int | None:
        """责任部门: the business supervisor, else the industry department."""
        return self.business_supervisor_id or self.industry_department_id
