"""What is true of an organization since when. These rows are the truth; Organization's columns mirror them."""

from django.conf import settings
from django.db import models

from core import clock, history
from core.dated.models import DatedFact, in_order, no_overlap
from registry.organizations.models import Organization
from registry.organizations.states import (
    OrgType,
    RegistrationLevel,
    ResponsibilityKind,
    Standing,
    Status,
    SupervisionMode,
)


def _organization(related_name: str):
    return models.ForeignKey(Organization, on_delete=models.PROTECT, related_name=related_name)


@history.tracked
class OrganizationName(DatedFact):
    """Current and former names; search runs over this table."""

    value_fields = ("name", "pinyin", "initials")
    organization = _organization("names")
    name = models.CharField("名称", max_length=120)
    pinyin = models.CharField("拼音", max_length=600, blank=True, db_collation="C")
    initials = models.CharField("首字母", max_length=120, blank=True, db_collation="C")

    class Meta:
        verbose_name = "名称"
        constraints = [
            no_overlap("organization_name_once", "organization", message="同一时期只能有一个名称。"),
            in_order("organization_name_in_order"),
        ]
        indexes = [models.Index(fields=["initials", "organization"], name="organization_name_initials")]

    @classmethod
    def projection(cls, fact, key):
        return {"name": fact.name, "pinyin": fact.pinyin, "initials": fact.initials} if fact else {}


@history.tracked
class OrganizationStatus(DatedFact):
    """The status and the decision that caused it; `document` is its title, `decision_number` its 文号."""

    value_fields = ("status", "decision_number", "decided_on", "decided_by")
    organization = _organization("statuses")
    status = models.CharField("状态", max_length=20, choices=Status)
    decision_number = models.CharField("决定文号", max_length=80, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    decided_by = models.ForeignKey(
        "core.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="决定机关"
    )

    class Meta:
        verbose_name = "状态"
        constraints = [
            no_overlap("organization_status_once", "organization", message="同一时期只能有一个状态。"),
            in_order("organization_status_in_order"),
        ]

    @classmethod
    def projection(cls, fact, key):
        return {"status": fact.status} if fact else {}


@history.tracked
class OrganizationStanding(DatedFact):
    """信用状况; no row in force means no adverse record."""

    value_fields = ("standing", "ground")
    organization = _organization("standings")
    standing = models.CharField("信用状况", max_length=10, choices=Standing)
    ground = models.CharField("列入情形", max_length=200, blank=True)

    class Meta:
        verbose_name = "信用状况"
        constraints = [
            no_overlap("organization_standing_once", "organization", message="同一时期只能有一种信用状况。"),
            in_order("organization_standing_in_order"),
        ]

    @classmethod
    def projection(cls, fact, key):
        return {"standing": fact.standing if fact else Standing.CLEAR}


@history.tracked
class OrganizationClass(DatedFact):
    """组织类型、登记级别、管理方式、慈善属性、枢纽型和联合会."""

    value_fields = (
        "org_type",
        "is_industry_association",
        "is_nonlocal_chamber",
        "is_charity",
        "has_public_fundraising",
        "is_hub",
        "is_federation",
        "registration_level",
        "supervision_mode",
    )
    organization = _organization("classes")
    org_type = models.CharField("组织类型", max_length=1, choices=OrgType)
    is_industry_association = models.BooleanField("行业协会商会", default=False)
    is_nonlocal_chamber = models.BooleanField("异地商会", default=False)
    is_charity = models.BooleanField("慈善组织", default=False)
    has_public_fundraising = models.BooleanField("公开募捐资格", default=False)
    is_hub = models.BooleanField("枢纽型", default=False)
    is_federation = models.BooleanField("社区社会组织联合会", default=False)
    registration_level = models.CharField("登记级别", max_length=10, choices=RegistrationLevel, blank=True)
    supervision_mode = models.CharField("管理方式", max_length=10, choices=SupervisionMode, blank=True)

    class Meta:
        verbose_name = "类型与管理方式"
        constraints = [
            no_overlap("organization_class_once", "organization", message="同一时期只能有一种类型。"),
            in_order("organization_class_in_order"),
        ]

    @classmethod
    def projection(cls, fact, key):
        return {name: getattr(fact, name) for name in cls.value_fields} if fact else {}


@history.tracked
class Responsibility(DatedFact):
    """Which office answers for the organization, by kind: five kinds, each with its own history."""

    key_fields = ("kind",)
    value_fields = ("department",)
    organization = _organization("responsibilities")
    kind = models.CharField("责任类别", max_length=30, choices=ResponsibilityKind)
    department = models.ForeignKey("core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="部门")

    class Meta:
        verbose_name = "责任单位"
        constraints = [
            no_overlap("responsibility_once", "organization", "kind", message="同一时期同类责任单位只能有一个。"),
            in_order("responsibility_in_order"),
        ]
        indexes = [models.Index(fields=["department", "kind", "valid_from"], name="responsibility_department")]

    @classmethod
    def projection(cls, fact, key):
        return {f"{key['kind']}_id": fact.department_id if fact else None}


@history.tracked
class OrganizationAddress(DatedFact):
    """住所 and the region it lies in; null region = on the gap list."""

    value_fields = ("region", "address")
    organization = _organization("addresses")
    region = models.ForeignKey(
        "core.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="区划"
    )
    address = models.CharField("住所", max_length=200, blank=True)

    class Meta:
        verbose_name = "住所"
        constraints = [
            no_overlap("organization_address_once", "organization", message="同一时期只能有一个住所。"),
            in_order("organization_address_in_order"),
        ]

    @classmethod
    def projection(cls, fact, key):
        levels = {"city_id": None, "district_id": None, "street_id": None, "community_id": None}
        region = fact.region if fact else None
        names = {1: "city_id", 2: "district_id", 3: "street_id", 4: "community_id"}
        while region is not None:
            if region.level in names:
                levels[names[region.level]] = region.pk
            region = region.parent
        return {**levels, "address": fact.address if fact else ""}


@history.tracked
class OrganizationHeadcount(DatedFact):
    """Staff and members as last reported, from the day the report speaks of."""

    value_fields = ("full_time_staff", "part_time_staff", "volunteers", "unit_members", "individual_members")
    organization = _organization("headcounts")
    full_time_staff = models.PositiveIntegerField("专职工作人员数", null=True, blank=True)
    part_time_staff = models.PositiveIntegerField("兼职工作人员数", null=True, blank=True)
    volunteers = models.PositiveIntegerField("志愿者数", null=True, blank=True)
    unit_members = models.PositiveIntegerField("单位会员数", null=True, blank=True)
    individual_members = models.PositiveIntegerField("个人会员数", null=True, blank=True)

    class Meta:
        verbose_name = "人员规模"
        constraints = [
            no_overlap("organization_headcount_once", "organization", message="同一时期只能有一条人员规模记录。"),
            in_order("organization_headcount_in_order"),
        ]

    @classmethod
    def projection(cls, fact, key):
        return {"full_time_staff": fact.full_time_staff if fact else None}


@history.tracked
class OrganizationFunds(DatedFact):
    """注册资金（活动资金、开办资金、原始基金）: a registered item; zero is an amount, no row is none on record."""

    value_fields = ("registered_funds_yuan",)
    organization = _organization("funds")
    registered_funds_yuan = models.DecimalField("注册资金（元）", max_digits=18, decimal_places=2)

    class Meta:
        verbose_name = "注册资金"
        constraints = [
            no_overlap("organization_funds_once", "organization", message="同一时期只能有一个注册资金数额。"),
            in_order("organization_funds_in_order"),
            models.CheckConstraint(
                name="organization_funds_not_negative",
                condition=models.Q(registered_funds_yuan__gte=0),
                violation_error_message="注册资金不能为负数。",
            ),
        ]

    @classmethod
    def projection(cls, fact, key):
        return {"registered_funds_yuan": fact.registered_funds_yuan if fact else None}


@history.tracked
class OrganizationScope(DatedFact):
    """业务范围, as the certificate prints it, and the trade it was put under."""

    value_fields = ("business_scope", "industry")
    organization = _organization("scopes")
    business_scope = models.TextField("业务范围", blank=True)
    industry = models.CharField("行业分类", max_length=60, blank=True)

    class Meta:
        verbose_name = "业务范围"
        constraints = [
            no_overlap("organization_scope_once", "organization", message="同一时期只能有一个业务范围。"),
            in_order("organization_scope_in_order"),
        ]

    @classmethod
    def projection(cls, fact, key):
        return {name: getattr(fact, name) if fact else "" for name in cls.value_fields}


FACT_MODELS = (
    OrganizationName,
    OrganizationStatus,
    OrganizationStanding,
    OrganizationClass,
    Responsibility,
    OrganizationAddress,
    OrganizationScope,
    OrganizationFunds,
    OrganizationHeadcount,
)


def said(fact: DatedFact) -> dict[str, str]:
    """What a fact says, in words: {"部门": "霁川市民政局"}, without empty values and what only serves search."""
    words = {}
    for name in fact.value_fields:
        field = fact._meta.get_field(name)
        value = getattr(fact, name)
        if value in (None, "") or name in ("pinyin", "initials"):
            continue
        if isinstance(field, models.BooleanField):
            value = "是" if value else ""
        elif field.choices:
            value = getattr(fact, f"get_{name}_display")()
        elif isinstance(field, models.DecimalField):
            value = f"{field.to_python(value):,.2f}"
        if value != "":
            words[str(field.verbose_name)] = str(value)
    return words


class FactCorrection(models.Model):
    """A fact was wrong from its first day and was put right: what it said, what it says, why. Append-only."""

    organization = _organization("corrections")
    fact_type = models.CharField("记录类别", max_length=60)
    fact_id = models.BigIntegerField("记录编号")
    before = models.JSONField("更正前")
    after = models.JSONField("更正后")
    reason = models.CharField("理由", max_length=400)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="经办人"
    )
    department = models.ForeignKey(
        "core.Department", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="部门"
    )
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "更正记录"
        ordering = ["-at", "-pk"]


@history.tracked
class FactRecording(models.Model):
    """登记变更: who took a change down, when and why, beside the fact it wrote. A fact is 补录 when it began earlier.

    A change that has not begun yet may be withdrawn: the fact goes, this row and the history stay.
    """

    organization = _organization("recordings")
    fact_type = models.CharField("记录类别", max_length=60)
    fact_id = models.BigIntegerField("记录编号")
    words = models.JSONField("内容")
    valid_from = models.DateField("起始日期")
    document = models.CharField("依据文书", max_length=200)
    reason = models.CharField("补录理由", max_length=400, blank=True)
    file = models.ForeignKey(
        "core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="附件"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="经办人"
    )
    department = models.ForeignKey(
        "core.Department", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="部门"
    )
    recorded_at = models.DateTimeField("登记时间", default=clock.now)
    withdrawn_at = models.DateTimeField("撤回时间", null=True)
    withdrawn_because = models.CharField("撤回理由", max_length=400, blank=True)

    class Meta:
        verbose_name = "登记变更"
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="fact_recording_withdrawn_with_reason",
                condition=models.Q(withdrawn_at=None) | ~models.Q(withdrawn_because=""),
                violation_error_message="撤回须写明理由。",
            ),
        ]

    @property
    def is_late(self) -> bool:
        """补录: taken down after the day it took effect."""
        return self.valid_from < clock.date_of(self.recorded_at)
