from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.dated.models import DatedQuerySet, in_order, no_overlap
from core.departments.belonging import OfOneOffice
from core.indicators.grouping import unit as unit_called
from registry.organizations.models import Organization
from supervision.liaison.states import (
    NEED_MACHINE,
    OPEN_NEEDS,
    TONES,
    ContactKind,
    LinkKind,
    NeedKind,
    NeedState,
)
from supervision.task_lists.models import OFFICE_LINES

OWN_OFFICE = {kind: ("department_id",) for kind in OFFICE_LINES}


class OwnOfficeQuerySet(ScopedQuerySet):
    """Of the seat's own line; whoever sits by territory sees what her own office and she herself keeps."""

    scope_columns = {**OWN_OFFICE, ScopeKind.ORGANIZATION: ("organization_id",)}
    person_field = "user_id"

    def visible_to(self, actor):
        found = super().visible_to(actor)
        if not actor.is_staff_side or not actor.user_id:
            return found
        mine = Q(**{self.person_field: actor.user_id})
        if actor.scope.kind == ScopeKind.TERRITORY and actor.department_id:
            mine |= Q(department_id=actor.department_id)
        return found | self.filter(mine)


class LinkQuerySet(OwnOfficeQuerySet, DatedQuerySet):
    pass


@history.tracked
class LiaisonLink(OfOneOffice, models.Model):
    """联系服务名单: a leader or a liaison officer of `department` keeps in touch with an organization, by document."""

    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="联系单位"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="liaison_links", verbose_name="社会组织"
    )
    kind = models.CharField("类别", max_length=10, choices=LinkKind)
    name = models.CharField("联系人", max_length=40)
    post = models.CharField("职务", max_length=80, blank=True)
    phone = models.CharField("办公电话", max_length=40, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="账号",
    )
    document = models.CharField("依据文件", max_length=200)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")
    ending_reason = models.CharField("终止原因", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = "联系服务名单"
        indexes = [models.Index(fields=["valid_from", "id"], name="liaison_link_since")]
        constraints = [
            in_order("liaison_link_in_order"),
            models.CheckConstraint(name="liaison_link_kind_known", condition=Q(kind__in=LinkKind.values)),
            no_overlap(
                "liaison_link_once", "department", "organization", "kind",
                message="本单位同一时期对该社会组织已有同类联系人。",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.name}联系{self.organization}"

    @property
    def badge(self) -> tuple[str, str]:
        today = clock.today()
        if self.valid_to is not None and self.valid_to < today:
            return "已终止", "neutral"
        return ("未开始", "info") if self.valid_from > today else ("在联系", "ok")


class ContactQuerySet(OwnOfficeQuerySet):
    def between(self, first, last):
        return self.filter(on__range=(first, last))

    def visits(self):
        return self.filter(kind=ContactKind.VISIT)

    def unit_of(self, unit, as_of):
        return unit_called(unit).of("organization__", as_of)


class Contact(models.Model):
    """One contact, in a few words; append-only. `answer` is what was told, to copy for the next caller."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="liaison_contacts", verbose_name="社会组织"
    )
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="联系单位"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="登记人"
    )
    kind = models.CharField("方式", max_length=10, choices=ContactKind)
    on = models.DateField("日期")
    counterpart = models.CharField("对方", max_length=60, blank=True)
    topic = models.CharField("事由", max_length=300)
    answer = models.CharField("答复", max_length=500, blank=True)
    at = models.DateTimeField("登记时间", default=clock.now)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = "联系记录"
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["on", "id"], name="liaison_contact_on")]
        constraints = [
            models.CheckConstraint(name="liaison_contact_kind_known", condition=Q(kind__in=ContactKind.values))
        ]

    def __str__(self):
        return f"{self.on}{self.get_kind_display()}"


class NeedQuerySet(ScopedQuerySet):
    """Seen by the office that keeps it, the one that answers, and the organization."""

    scope_columns = {
        **{kind: ("department_id", "responsible_id") for kind in OFFICE_LINES},
        ScopeKind.ORGANIZATION: ("organization_id",),
    }

    def visible_to(self, actor):
        found = super().visible_to(actor)
        if not actor.is_staff_side or actor.scope.kind != ScopeKind.TERRITORY or not actor.department_id:
            return found
        return found | self.filter(Q(department_id=actor.department_id) | Q(responsible_id=actor.department_id))

    def open(self):
        return self.filter(state__in=OPEN_NEEDS)

    def overdue(self, day=None):
        return self.filter(state=NeedState.ASSIGNED, due_on__lt=day or clock.today())

    def raised(self, first, last):
        return self.filter(raised_on__range=(first, last))

    def unit_of(self, unit, as_of):
        return unit_called(unit).of("organization__", as_of)


@history.tracked
class Need(OfOneOffice, models.Model):
    """诉求: what an organization thinks, needs, hopes for or has a problem with. `department` keeps it, `responsible`
    answers it until `due_on`. Closed when the organization says so or a second person decides.
    """

    machine = NEED_MACHINE

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="liaison_needs", verbose_name="社会组织"
    )
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="受理单位"
    )
    kind = models.CharField("类别", max_length=10, choices=NeedKind)
    words = models.CharField("诉求内容", max_length=400)
    wish = models.CharField("希望怎样解决", max_length=300, blank=True)
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="needs", verbose_name="联系记录"
    )
    is_own_word = models.BooleanField("社会组织自行提出", default=False)
    raised_on = models.DateField("提出日期")
    responsible = models.ForeignKey(
        "core.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="答复单位"
    )
    due_on = models.DateField("答复期限", null=True, blank=True)
    answer = models.CharField("答复", max_length=800, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=NeedState, default=NeedState.RAISED)
    version = models.PositiveIntegerField(default=1)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = "社会组织诉求"
        indexes = [models.Index(fields=["due_on", "id"], name="liaison_need_due")]
        constraints = [
            models.CheckConstraint(name="liaison_need_state_known", condition=Q(state__in=NeedState.values)),
            models.CheckConstraint(name="liaison_need_kind_known", condition=Q(kind__in=NeedKind.values)),
            models.CheckConstraint(
                name="liaison_need_assigned_says_to_whom",
                condition=Q(state=NeedState.RAISED) | Q(responsible__isnull=False, due_on__isnull=False),
                violation_error_message="交办须写明答复单位和期限。",
            ),
            models.CheckConstraint(
                name="liaison_need_answered_says_what",
                condition=Q(state__in=[NeedState.RAISED, NeedState.ASSIGNED])
                | (Q(answered_on__isnull=False) & ~Q(answer="")),
                violation_error_message="请填写答复内容。",
            ),
            models.CheckConstraint(
                name="liaison_need_closed_says_when",
                condition=Q(state__in=OPEN_NEEDS, closed_on=None)
                | (~Q(state__in=OPEN_NEEDS) & Q(closed_on__isnull=False)),
                violation_error_message="办结须写明日期。",
            ),
        ]

    def __str__(self):
        return self.words

    @property
    def organization_key(self) -> int:
        return self.organization_id

    @property
    def is_overdue(self) -> bool:
        return self.state == NeedState.ASSIGNED and self.due_on is not None and self.due_on < clock.today()

    @property
    def state_tone(self) -> str:
        return "danger" if self.is_overdue else TONES[self.state]
