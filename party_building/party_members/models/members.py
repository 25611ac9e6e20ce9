from django.db import models
from django.db.models import Q

from core import history
from core.dated.models import DatedFact, in_order, no_overlap
from party_building.party_members.belonging import MemberFactQuerySet, PartyMemberQuerySet
from party_building.party_members.states import AffiliationKind, Standing, VanguardKind
from party_building.party_units.models import PartyUnit
from registry.organizations.models import Organization
from registry.people.models import Person


@history.tracked
class PartyMember(models.Model):
    """党员. What she is, where her membership is held and where she works are dated facts; the columns of the same
    names are their projection. `standing` is "" once she is a member no more."""

    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, related_name="party_membership", verbose_name="姓名"
    )
    joined_on = models.DateField("入党日期", null=True, blank=True, help_text="支部大会通过接收为预备党员之日")
    confirmed_on = models.DateField("转正日期", null=True, blank=True)
    standing = models.CharField("党员身份", max_length=14, choices=Standing, blank=True)
    affiliation_kind = models.CharField("组织关系", max_length=10, choices=AffiliationKind, blank=True)
    unit = models.ForeignKey(
        PartyUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="members", verbose_name="所在党组织"
    )
    organization = models.ForeignKey(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="party_members",
        verbose_name="工作单位",
    )
    is_full_time = models.BooleanField("专职", default=False)
    note = models.CharField("备注", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PartyMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "党员"
        constraints = [
            models.CheckConstraint(
                name="party_member_confirmed_after_joining",
                condition=Q(confirmed_on=None) | Q(joined_on=None) | Q(confirmed_on__gte=models.F("joined_on")),
                violation_error_message="转正日期不能早于入党日期。",
            ),
            models.CheckConstraint(
                name="party_member_standing_known", condition=Q(standing="") | Q(standing__in=Standing.values)
            ),
        ]
        indexes = [models.Index(fields=["unit", "standing"], name="party_member_unit")]

    def __str__(self):
        return self.person.name

    @property
    def competent_department_id(self) -> int | None:
        """The organ above her unit; without a unit here, the organ that leads her employer."""
        if self.unit_id:
            return self.unit.competent_department_id
        return self.organization.party_superior_id if self.organization_id else None

    @property
    def competent_department_name(self) -> str:
        if self.unit_id:
            return self.unit.competent_department_name
        superior = self.organization.party_superior if self.organization_id else None
        return superior.name if superior else "其所在党组织的上级党组织"

    @property
    def held_at(self) -> str:
        return self.unit.name if self.unit_id else self.get_affiliation_kind_display() or "—"


def _member(related_name: str) -> models.ForeignKey:
    return models.ForeignKey(PartyMember, on_delete=models.PROTECT, related_name=related_name, verbose_name="党员")


@history.tracked
class MemberStanding(DatedFact):
    """正式 or 预备, from when to when."""

    subject_field = "member"
    value_fields = ("standing",)
    member = _member("standings")
    standing = models.CharField("党员身份", max_length=14, choices=Standing)

    objects = MemberFactQuerySet.as_manager()

    class Meta:
        verbose_name = "党员身份"
        constraints = [
            no_overlap("member_standing_once", "member", message="同一时期只能有一种党员身份。"),
            in_order("member_standing_in_order"),
            models.CheckConstraint(name="member_standing_known", condition=Q(standing__in=Standing.values)),
        ]

    @classmethod
    def projection(cls, fact, key):
        return {"standing": fact.standing if fact else ""}


@history.tracked
class MemberAffiliation(DatedFact):
    """组织关系所在: a unit on record, or elsewhere in words (居住地社区、原单位)."""

    subject_field = "member"
    value_fields = ("kind", "unit", "place")
    member = _member("affiliations")
    kind = models.CharField("组织关系", max_length=10, choices=AffiliationKind)
    unit = models.ForeignKey(
        PartyUnit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="affiliations",
        verbose_name="所在党组织",
    )
    place = models.CharField("组织关系所在党组织", max_length=120, blank=True)

    objects = MemberFactQuerySet.as_manager()

    class Meta:
        verbose_name = "组织关系"
        constraints = [
            no_overlap("member_affiliation_once", "member", message="同一时期组织关系只能在一个党组织。"),
            in_order("member_affiliation_in_order"),
            models.CheckConstraint(
                name="member_affiliation_says_where",
                condition=Q(kind=AffiliationKind.UNIT, unit__isnull=False)
                | (~Q(kind=AffiliationKind.UNIT) & Q(unit=None)),
                violation_error_message="组织关系在本平台登记的党支部时须选择党支部，在外时不选。",
            ),
        ]
        indexes = [models.Index(fields=["unit", "valid_from"], name="member_affiliation_unit")]

    @classmethod
    def projection(cls, fact, key):
        if fact is None:
            return {"affiliation_kind": "", "unit_id": None}
        return {"affiliation_kind": fact.kind, "unit_id": fact.unit_id}

    @property
    def where(self) -> str:
        return self.unit.name if self.unit_id else self.place or self.get_kind_display()


@history.tracked
class MemberEmployment(DatedFact):
    """In which organization she works, and whether full-time (专职工作人员)."""

    subject_field = "member"
    value_fields = ("organization", "is_full_time", "position")
    member = _member("employments")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="member_employments", verbose_name="工作单位"
    )
    is_full_time = models.BooleanField("专职", default=True)
    position = models.CharField("职务", max_length=40, blank=True)

    objects = MemberFactQuerySet.as_manager()

    class Meta:
        verbose_name = "工作单位"
        constraints = [
            no_overlap("member_employment_once", "member", message="同一时期只登记一个工作单位。"),
            in_order("member_employment_in_order"),
        ]
        indexes = [models.Index(fields=["organization", "valid_from"], name="member_employment_org")]

    @classmethod
    def projection(cls, fact, key):
        if fact is None:
            return {"organization_id": None, "is_full_time": False}
        return {"organization_id": fact.organization_id, "is_full_time": fact.is_full_time}


@history.tracked
class UnitParticipation(DatedFact):
    """Takes part in a functional unit while the membership stays elsewhere; `is_mobile`: 流动党员."""

    subject_field = "member"
    key_fields = ("unit",)
    value_fields = ("is_mobile",)
    member = _member("participations")
    unit = models.ForeignKey(
        PartyUnit, on_delete=models.PROTECT, related_name="participations", verbose_name="功能型党组织"
    )
    is_mobile = models.BooleanField("流动党员", default=False)

    objects = MemberFactQuerySet.as_manager()

    class Meta:
        verbose_name = "参加功能型党组织活动"
        constraints = [
            no_overlap("unit_participation_once", "member", "unit", message="该党员同一时期已登记参加该党组织。"),
            in_order("unit_participation_in_order"),
        ]


@history.tracked
class VanguardPost(DatedFact):
    """党员责任区、红旗岗、示范岗: who holds which, in which unit, until when. Counted, not scored."""

    subject_field = "member"
    key_fields = ("kind",)
    value_fields = ("unit", "name")
    member = _member("vanguard_posts")
    unit = models.ForeignKey(PartyUnit, on_delete=models.PROTECT, related_name="vanguard_posts", verbose_name="党组织")
    kind = models.CharField("类别", max_length=10, choices=VanguardKind)
    name = models.CharField("名称", max_length=60, help_text="如：前台服务示范岗")

    objects = MemberFactQuerySet.as_manager()

    class Meta:
        verbose_name = "先锋岗位"
        constraints = [
            no_overlap("vanguard_post_once", "member", "kind", message="该党员同一时期已有同类岗位。"),
            in_order("vanguard_post_in_order"),
            models.CheckConstraint(name="vanguard_post_kind_known", condition=Q(kind__in=VanguardKind.values)),
        ]
