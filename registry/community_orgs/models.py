import secrets

from django.db import models
from django.db.models import F, Q

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.dated.models import DatedFact, in_order, no_overlap
from core.privacy.numbers import EncryptedNumber
from registry.community_orgs import past
from registry.community_orgs.states import FILING_MACHINE, Contact, FilingState
from registry.organizations.models import Organization

COMMUNITY_SCOPE = {
    ScopeKind.TERRITORY: {1: "city_id", 2: "district_id", 3: "street_id", 4: "community_id"},
    ScopeKind.AUTHORITY: ("guiding_authority_id",),
}


def new_key() -> str:
    """The address of the public page: says nothing and cannot be guessed from another one."""
    return secrets.token_urlsafe(9)


def _region(label: str):
    return models.ForeignKey(
        "core.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=label
    )


class CommunityKind(models.Model):
    """类别: rows, so that a city can have its own."""

    code = models.CharField("代码", max_length=20, unique=True)
    label = models.CharField("名称", max_length=20)
    position = models.PositiveSmallIntegerField("次序", default=0)
    valid_to = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "社区社会组织类别"
        ordering = ["position", "pk"]

    def __str__(self):
        return self.label


class CommunityOrganizationQuerySet(ScopedQuerySet):
    """Today reads the projected columns, a past day the facts; who sees a group is decided by the current ones."""

    scope_columns = COMMUNITY_SCOPE
    reads_facts = False

    def _clone(self):
        clone = super()._clone()
        clone.reads_facts = self.reads_facts
        return clone

    def filed(self, day=None):
        """Filed and not closed on `day`; the day of closing is the first without the group."""
        day = day or clock.today()
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day), filed_on__lte=day)

    def as_of(self, day):
        """Today every filing whatever its state, on a past day the groups that were filed then, as they were."""
        return self if day == clock.today() else self.from_facts(day)

    def from_facts(self, day):
        rows = self.filed(day).alias(**past.joins(day)).annotate(**past.columns())
        rows.reads_facts = True
        return rows

    def column(self, name: str) -> str:
        return f"{past.PREFIX}{name}" if self.reads_facts and name in past.COLUMNS else name

    def where(self, **conditions):
        """filter() in the names of the projected columns, on whichever day the queryset reads."""
        return self.filter(**{self.column(name): value for name, value in conditions.items()})


@history.tracked
class CommunityOrganization(models.Model):
    """社区社会组织. Columns of the last block are the current projection of dated facts: core.dated writes them.

    `filed_on` is the first day it stands filed, `closed_on` the first day it no longer does.
    """

    machine = FILING_MACHINE

    filing_no = models.CharField("备案号", max_length=60, blank=True, db_collation="C")
    public_key = models.CharField("核验码", max_length=24, unique=True, default=new_key, db_collation="C")
    name = models.CharField("名称", max_length=60)
    pinyin = models.CharField("拼音", max_length=300, blank=True, db_collation="C")
    initials = models.CharField("首字母", max_length=60, blank=True, db_collation="C")
    kind = models.ForeignKey(CommunityKind, on_delete=models.PROTECT, related_name="+", verbose_name="类别")
    purpose = models.CharField("宗旨和活动内容", max_length=200)
    head_name = models.CharField("负责人", max_length=40)
    head_phone = EncryptedNumber("phone", "负责人电话")
    funds_yuan = models.DecimalField("活动资金（元）", max_digits=12, decimal_places=2, null=True, blank=True)
    state = models.CharField("状态", max_length=12, choices=FilingState, default=FilingState.DRAFT)
    proposed_on = models.DateField("提出日期", default=clock.today)
    filed_on = models.DateField("备案日期", null=True, blank=True)
    closed_on = models.DateField("注销或转登记日期", null=True, blank=True)
    confirmed_on = models.DateField("最近确认日期", null=True, blank=True)
    contacted_on = models.DateField("最近联系日期", null=True, blank=True)
    contact_result = models.CharField("联系结果", max_length=12, choices=Contact, blank=True)
    federation = models.ForeignKey(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="community_members",
        verbose_name="所属联合会",
    )
    registered_as = models.OneToOneField(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="grown_from",
        verbose_name="登记后的社会组织",
    )
    version = models.PositiveIntegerField(default=1)

    # The current projection of dated facts.
    office = models.ForeignKey(
        "core.Department", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="备案镇街"
    )
    guiding_authority = models.ForeignKey(
        "core.Department", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="指导机关"
    )
    city = _region("所在市")
    district = _region("所在区县")
    street = _region("所在镇街")
    community = _region("所在村居")
    place = models.CharField("活动场所", max_length=120, blank=True)
    members_count = models.PositiveIntegerField("成员数", default=0)
    individual_members = models.PositiveIntegerField("个人成员数", default=0)
    unit_members = models.PositiveIntegerField("单位成员数", default=0)

    objects = CommunityOrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = "社区社会组织"
        constraints = [
            models.CheckConstraint(name="community_org_state_known", condition=Q(state__in=FilingState.values)),
            models.CheckConstraint(
                name="community_org_number_when_filed",
                condition=Q(state__in=(FilingState.DRAFT, FilingState.REFUSED), filing_no="", filed_on=None)
                | (Q(state__in=(FilingState.FILED, FilingState.CLOSED, FilingState.PROMOTED), filed_on__isnull=False)
                   & ~Q(filing_no="")),
                violation_error_message="备案号和备案日期在予以备案时产生。",
            ),
            models.CheckConstraint(
                name="community_org_end_when_over",
                condition=Q(closed_on=None, state__in=(FilingState.DRAFT, FilingState.REFUSED, FilingState.FILED))
                | Q(closed_on__gte=F("filed_on"), state__in=(FilingState.CLOSED, FilingState.PROMOTED)),
                violation_error_message="注销或转登记日期不能早于备案日期。",
            ),
            models.CheckConstraint(
                name="community_org_promoted_is_registered",
                condition=Q(state=FilingState.PROMOTED, registered_as__isnull=False)
                | (~Q(state=FilingState.PROMOTED) & Q(registered_as=None)),
                violation_error_message="转为登记须指明登记后的社会组织。",
            ),
            models.CheckConstraint(
                name="community_org_contact_known", condition=Q(contact_result__in=["", *Contact.values])
            ),
            models.UniqueConstraint(
                name="community_org_number_once",
                fields=["filing_no"],
                condition=~Q(filing_no=""),
                violation_error_message="该备案号已在使用。",
            ),
            models.UniqueConstraint(
                name="community_org_name_once",
                fields=["office", "name"],
                condition=Q(state__in=(FilingState.DRAFT, FilingState.FILED)),
                violation_error_message="该镇街已有同名的社区社会组织。",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["pinyin", "id"], name="community_org_pinyin"),
            models.Index(fields=["city", "pinyin", "id"], name="community_org_city"),
            models.Index(fields=["district", "pinyin", "id"], name="community_org_district"),
            models.Index(fields=["street", "pinyin", "id"], name="community_org_street"),
            models.Index(fields=["community", "pinyin", "id"], name="community_org_community"),
            models.Index(fields=["guiding_authority", "pinyin", "id"], name="community_org_guiding"),
            models.Index(fields=["filed_on", "id"], name="community_org_filed_on"),
            models.Index(fields=["members_count", "id"], name="community_org_members"),
            models.Index(fields=["contacted_on", "id"], name="community_org_contacted"),
        ]

    def __str__(self):
        return self.name

    @property
    def competent_department_id(self) -> int | None:
        """The street or town it is filed with."""
        return self.office_id

    @property
    def competent_department_name(self) -> str:
        return self.office.name if self.office_id else "备案镇街（尚未明确）"

    @property
    def state_tone(self) -> str:
        tones = {FilingState.DRAFT: "warning", FilingState.FILED: "ok", FilingState.PROMOTED: "info"}
        return tones.get(self.state, "neutral")

    @property
    def is_confirmed(self) -> bool:
        """Said to be still active in the running year; filing itself says so for its own year."""
        year = clock.today().year
        return any(day is not None and day.year == year for day in (self.confirmed_on, self.filed_on))


def _group(related_name: str):
    return models.ForeignKey(CommunityOrganization, on_delete=models.PROTECT, related_name=related_name)


@history.tracked
class CommunityPlacement(DatedFact):
    """With which street a group is filed, who guides it, and where it meets."""

    subject_field = "community_organization"
    value_fields = ("office", "guiding_authority", "region", "place")
    community_organization = _group("placements")
    office = models.ForeignKey("core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="备案镇街")
    guiding_authority = models.ForeignKey(
        "core.Department", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="指导机关"
    )
    region = models.ForeignKey("core.Region", on_delete=models.PROTECT, related_name="+", verbose_name="区划")
    place = models.CharField("活动场所", max_length=120, blank=True)

    class Meta:
        verbose_name = "备案镇街和活动场所"
        constraints = [
            no_overlap("community_placement_once", "community_organization", message="同一时期只能在一个镇街备案。"),
            in_order("community_placement_in_order"),
        ]
        indexes = [models.Index(fields=["region", "valid_from"], name="community_placement_region")]

    @classmethod
    def projection(cls, fact, key):
        if fact is None:
            return {}
        found = {name: None for name in past.REGION_COLUMNS.values()}
        region = fact.region
        while region is not None:
            if region.level in past.REGION_COLUMNS:
                found[past.REGION_COLUMNS[region.level]] = region.pk
            region = region.parent
        offices = {"office_id": fact.office_id, "guiding_authority_id": fact.guiding_authority_id}
        return {**found, **offices, "place": fact.place}


@history.tracked
class CommunityMembership(DatedFact):
    """How many take part, from the day it was counted."""

    subject_field = "community_organization"
    value_fields = ("individual_members", "unit_members")
    community_organization = _group("memberships")
    individual_members = models.PositiveIntegerField("个人成员数", default=0)
    unit_members = models.PositiveIntegerField("单位成员数", default=0)

    class Meta:
        verbose_name = "成员数"
        constraints = [
            no_overlap(
                "community_membership_once", "community_organization", message="同一时期只能有一条成员数记录。"
            ),
            in_order("community_membership_in_order"),
        ]

    @classmethod
    def projection(cls, fact, key):
        if fact is None:
            return {}
        counts = {"individual_members": fact.individual_members, "unit_members": fact.unit_members}
        return {**counts, "members_count": sum(counts.values())}


class GroupQuerySet(ScopedQuerySet):
    """Rows with a link `community_organization`."""

    scope_prefix = "community_organization__"
    scope_columns = COMMUNITY_SCOPE


@history.tracked
class CommunityActivity(models.Model):
    """A line of the light log: when, what about, how many people it reached. No names."""

    community_organization = _group("activities")
    held_on = models.DateField("日期")
    topic = models.CharField("主题", max_length=20)
    title = models.CharField("内容", max_length=80)
    people_served = models.PositiveIntegerField("服务人次", default=0)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = "社区社会组织活动"
        indexes = [models.Index(fields=["community_organization", "held_on"], name="community_activity_of")]

    def __str__(self):
        return self.title


class FilingSeries(models.Model):
    """The last number given by an office in a year; locked while one is given, so that none is missing."""

    office = models.ForeignKey("core.Department", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "备案号序列"
        constraints = [models.UniqueConstraint(name="filing_series_once", fields=["office", "year"])]


class RegistrationConditionQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


@history.tracked
class RegistrationCondition(models.Model):
    """One condition of registration as a row: what is counted, from how many on, and where the law says so.

    Conditions of one `alternative` of a type are ways to the same end: one of them is enough. Without a `measure` the
    portal cannot count it; a person checks.
    """

    org_type = models.CharField("组织类型", max_length=1)
    alternative = models.CharField("同类条件", max_length=20)
    measure = models.CharField("计量", max_length=20, blank=True)
    threshold = models.DecimalField("下限", max_digits=14, decimal_places=2, null=True, blank=True)
    label = models.CharField("条件", max_length=80)
    legal_source = models.CharField("依据", max_length=120)
    is_verified = models.BooleanField("条文已核", default=True)
    position = models.PositiveSmallIntegerField("次序", default=0)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True)

    objects = RegistrationConditionQuerySet.as_manager()

    class Meta:
        verbose_name = "登记条件"
        ordering = ["org_type", "position", "pk"]
        constraints = [
            models.UniqueConstraint(name="registration_condition_once", fields=["org_type", "label", "valid_from"]),
            in_order("registration_condition_in_order"),
        ]

    def __str__(self):
        return self.label
