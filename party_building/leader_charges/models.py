from django.conf import settings
from django.db import models
from django.db.models import Q

from core import history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.dated.models import DatedQuerySet, in_order, no_overlap
from core.departments.belonging import OfOneOffice
from party_building.leader_charges.states import ChargeKind, NoteKind
from registry.organizations.models import Organization


class LeaderQuerySet(ScopedQuerySet, DatedQuerySet):
    """Seen by the party organ that keeps the list, by the leader, and by those who see an organization in charge."""

    scope_columns = {ScopeKind.PARTY: ("department_id",)}

    def within(self, scope):
        if scope.kind in (ScopeKind.ALL, ScopeKind.NONE, ScopeKind.PARTY):
            return super().within(scope)
        return self.filter(pk__in=LeaderCharge.objects.within(scope).values("leader"))

    def visible_to(self, actor):
        return super().visible_to(actor) | self.filter(user_id=actor.user_id or 0)


@history.tracked
class ChargedLeader(OfOneOffice, models.Model):
    """包联领导, on the list of one party organ. `user` is set where the leader has an account of the portal.

    How many counties and organizations each is to take on stands in the document, so it stands here, not in the code.
    """

    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="牵头单位"
    )
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务", max_length=80)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="账号",
    )
    regions_due = models.PositiveSmallIntegerField("应包县区数", default=0)
    organizations_due = models.PositiveSmallIntegerField("应包社会组织数", default=0)
    document = models.CharField("依据文件", max_length=200)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")
    version = models.PositiveIntegerField(default=1)

    objects = LeaderQuerySet.as_manager()

    class Meta:
        verbose_name = "包联领导"
        constraints = [
            in_order("charged_leader_in_order"),
            models.UniqueConstraint(
                name="charged_leader_once",
                fields=["department", "name", "post"],
                condition=Q(valid_to=None),
                violation_error_message="该领导已在名单中。",
            ),
        ]
        indexes = [models.Index(fields=["name", "id"], name="charged_leader_name")]

    def __str__(self):
        return self.name


class ChargeQuerySet(ScopedQuerySet, DatedQuerySet):
    scope_columns = {ScopeKind.PARTY: ("leader__department_id",)}

    def within(self, scope):
        """Others see who answers for the organizations they see; counties and offices stay on the organ's list."""
        if scope.kind in (ScopeKind.ALL, ScopeKind.NONE, ScopeKind.PARTY):
            return super().within(scope)
        return self.filter(organization__in=Organization.objects.within(scope).values("pk"))

    def visible_to(self, actor):
        return super().visible_to(actor) | self.filter(leader__user_id=actor.user_id or 0)


@history.tracked
class LeaderCharge(models.Model):
    """One thing a leader answers for, from when to when: a county, an office or an organization."""

    leader = models.ForeignKey(
        ChargedLeader, on_delete=models.PROTECT, related_name="charges", verbose_name="包联领导"
    )
    kind = models.CharField("类别", max_length=12, choices=ChargeKind)
    region = models.ForeignKey(
        "core.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="县区"
    )
    department = models.ForeignKey(
        "core.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="单位"
    )
    organization = models.ForeignKey(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="leader_charges",
        verbose_name="社会组织",
    )
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日")
    ending_reason = models.CharField("终止原因", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ChargeQuerySet.as_manager()

    class Meta:
        verbose_name = "包联事项"
        constraints = [
            in_order("leader_charge_in_order"),
            models.CheckConstraint(name="leader_charge_kind_known", condition=Q(kind__in=ChargeKind.values)),
            models.CheckConstraint(
                name="leader_charge_of_one",
                condition=Q(kind=ChargeKind.REGION, region__isnull=False, department=None, organization=None)
                | Q(kind=ChargeKind.DEPARTMENT, region=None, department__isnull=False, organization=None)
                | Q(kind=ChargeKind.ORGANIZATION, region=None, department=None, organization__isnull=False),
                violation_error_message="请选择一个县区、一个单位或一家社会组织。",
            ),
            no_overlap(
                "leader_charge_organization_once", "organization", message="该社会组织同一时期已由一位领导包联。"
            ),
            no_overlap("leader_charge_region_once", "leader", "region", message="该领导同一时期已包联这个县区。"),
            no_overlap(
                "leader_charge_department_once", "leader", "department", message="该领导同一时期已包联这个单位。"
            ),
        ]
        indexes = [models.Index(fields=["valid_from", "id"], name="leader_charge_since")]

    def __str__(self):
        return str(self.subject)

    @property
    def subject(self):
        return self.organization or self.department or self.region

    @property
    def competent_department_id(self) -> int:
        return self.leader.department_id

    @property
    def competent_department_name(self) -> str:
        return self.leader.department.name


class ChargeNote(models.Model):
    """A visit or a word about progress; append-only."""

    charge = models.ForeignKey(LeaderCharge, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField("类别", max_length=12, choices=NoteKind)
    on = models.DateField("日期")
    text = models.CharField("情况", max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="登记人"
    )
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "包联记录"
        ordering = ["-on", "-pk"]
        constraints = [models.CheckConstraint(name="charge_note_kind_known", condition=Q(kind__in=NoteKind.values))]

    def __str__(self):
        return f"{self.on}{self.get_kind_display()}"
