from django.conf import settings
from django.db import models
from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, Value

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.departments.belonging import OfOneOffice
from core.files.models import StoredFile
from registry.organizations.models import Organization
from supervision.letters.models.kinds import LetterKind, LetterTemplate
from supervision.letters.states import (
    MACHINE,
    OUT,
    REACHED,
    TONES,
    LetterState,
    Opinion,
    Outcome,
    Way,
)


class LetterQuerySet(ScopedQuerySet):
    """The issuing office sees its own from the first draft on, an office above it too; an addressee what has reached
    it; nobody else anything."""

    scope_columns = {
        ScopeKind.AUTHORITY: ("department_id",),
        ScopeKind.RESPONSIBILITY: ("department_id",),
        ScopeKind.PARTY: ("department_id",),
    }

    def within(self, scope):
        if scope.kind == ScopeKind.ORGANIZATION:
            return self.filter(organization_id__in=scope.ids).arrived() if scope.ids else self.none()
        found = super().within(scope)
        if scope.kind in (ScopeKind.AUTHORITY, ScopeKind.RESPONSIBILITY, ScopeKind.PARTY) and scope.ids:
            return self.filter(Q(pk__in=found.values("pk")) | Q(addressee_id__in=scope.ids, state__in=REACHED))
        return found

    def visible_to(self, actor):
        """Beside the scope, what reached the actor's own office (a street's seat has a scope of places), and what it
        was asked to countersign."""
        found = self.within(actor.scope)
        if not actor.is_staff_side or actor.department_id is None or actor.scope.kind in (None, ScopeKind.ALL):
            return found
        asked = Countersign.objects.filter(department_id=actor.department_id, asked_at__isnull=False)
        own = Q(addressee_id=actor.department_id, state__in=REACHED) | Q(pk__in=asked.values("letter"))
        return self.filter(Q(pk__in=found.values("pk")) | own)

    def arrived(self):
        """What an organization finds in its list: served, or sent by the portal and waiting to be opened."""
        deliveries = self.model._meta.get_field("deliveries").related_model.objects
        waiting = deliveries.pending().filter(letter=OuterRef("pk"), way=Way.ELECTRONIC)
        return self.filter(Q(state__in=REACHED) | Q(Exists(waiting), state=LetterState.SEALED))

    def overdue(self, day=None):
        """Served, a reply asked for, none on `day` and the last day for it past."""
        day = day or clock.today()
        return self.filter(state=LetterState.SERVED, reply_due_on__lt=day)

    def signed_between(self, first, last):
        return self.filter(state__in=OUT, signed_on__range=(first, last))

    def unit_of(self, unit: str, as_of):
        """Broken down by the office that wrote or the department it wrote to; by nothing else."""
        column = {"authority": "department_id", "responsible": "addressee_id"}.get(unit)
        return F(column) if column else Value(None, output_field=BigIntegerField())


@history.tracked
class Letter(OfOneOffice, models.Model):
    """`department` issues it under `issuer_name` (its name or a plate it carries) to one organization or one office.

    `values` fill the template of the day; `title` and `blocks` are what came of it and stand from the signature on.
    """

    machine = MACHINE

    kind = models.ForeignKey(LetterKind, on_delete=models.PROTECT, related_name="letters", verbose_name="文种")
    template = models.ForeignKey(LetterTemplate, on_delete=models.PROTECT, related_name="+", verbose_name="范文")
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="发文单位"
    )
    issuer_name = models.CharField("署名", max_length=100)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="letters", verbose_name="社会组织"
    )
    addressee = models.ForeignKey(
        "core.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="主送单位"
    )
    subject = models.CharField("事由", max_length=160, blank=True)
    values = models.JSONField("填写内容", default=dict)
    title = models.CharField("标题", max_length=240)
    blocks = models.JSONField("正文", default=list)
    note = models.CharField("文末说明", max_length=300, blank=True)
    reply_workdays = models.PositiveSmallIntegerField("回复时限（工作日）", null=True, blank=True)
    state = models.CharField("状态", max_length=16, choices=LetterState, default=LetterState.DRAFT)
    number = models.CharField("文号", max_length=80, blank=True)
    recipient_name = models.CharField("签发时的主送单位名称", max_length=120, blank=True)
    signed_on = models.DateField("签发日期", null=True, blank=True)
    sealed_on = models.DateField("用印日期", null=True, blank=True)
    served_on = models.DateField("送达日期", null=True, blank=True)
    served_way = models.CharField("送达方式", max_length=12, choices=Way, blank=True)
    reply_due_on = models.DateField("回复期限", null=True, blank=True)
    replied_on = models.DateField("回复日期", null=True, blank=True)
    outcome = models.CharField("办理结果", max_length=12, choices=Outcome, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    drafted_at = models.DateTimeField("拟稿时间", default=clock.now)
    version = models.PositiveIntegerField(default=1)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "公文"
        indexes = [
            models.Index(fields=["reply_due_on", "id"], name="letter_reply_due"),
            models.Index(fields=["organization", "-id"], name="letter_organization"),
        ]
        constraints = [
            models.CheckConstraint(name="letter_state_known", condition=Q(state__in=LetterState.values)),
            models.CheckConstraint(
                name="letter_to_one",
                condition=Q(organization=None, addressee__isnull=False)
                | Q(organization__isnull=False, addressee=None),
                violation_error_message="一件公文发给一个社会组织或者一个单位。",
            ),
            models.CheckConstraint(
                name="letter_not_to_itself",
                condition=Q(addressee=None) | ~Q(department=F("addressee")),
                violation_error_message="主送单位不能是发文单位自己。",
            ),
            models.CheckConstraint(
                name="letter_signed_has_number",
                condition=~Q(state__in=OUT) | (Q(signed_on__isnull=False) & ~Q(number="")),
                violation_error_message="签发须有文号。",
            ),
            models.CheckConstraint(
                name="letter_served_has_day",
                condition=~Q(state__in=REACHED) | (Q(served_on__gte=F("signed_on")) & ~Q(served_way="")),
                violation_error_message="送达日期不能早于签发日期。",
            ),
            models.CheckConstraint(
                name="letter_closed_has_outcome",
                condition=~Q(state=LetterState.CLOSED) | (Q(closed_on__isnull=False) & ~Q(outcome="")),
            ),
            models.UniqueConstraint(
                name="letter_number_once",
                fields=["department", "number"],
                condition=~Q(number=""),
                violation_error_message="本单位已有同一文号的公文。",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def organization_key(self) -> int | None:
        return self.organization_id

    @property
    def recipient(self):
        return self.organization if self.organization_id else self.addressee

    @property
    def asks_reply(self) -> bool:
        return bool(self.reply_workdays)

    @property
    def is_overdue(self) -> bool:
        return self.state == LetterState.SERVED and bool(self.reply_due_on) and self.reply_due_on < clock.today()

    @property
    def state_tone(self) -> str:
        return "danger" if self.is_overdue and self.kind.chases_reply else TONES[self.state]

    @property
    def is_out(self) -> bool:
        return self.state in OUT


@history.tracked
class Countersign(models.Model):
    """会签: one office that is asked before the signature; `asked_at` None until the draft was checked."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="countersigns")
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="会签单位"
    )
    asked_at = models.DateTimeField("送会签时间", null=True, blank=True)
    opinion = models.CharField("意见", max_length=12, choices=Opinion, blank=True)
    comment = models.CharField("说明", max_length=500, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="会签人",
    )  # fmt: skip
    answered_at = models.DateTimeField("会签时间", null=True, blank=True)

    class Meta:
        verbose_name = "会签"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="countersign_once", fields=["letter", "department"],
                violation_error_message="会签单位重复。",
            ),
            models.CheckConstraint(
                name="countersign_answer_has_day",
                condition=Q(opinion="", answered_at=None) | (~Q(opinion="") & Q(answered_at__isnull=False)),
            ),
        ]  # fmt: skip

    @property
    def is_waiting(self) -> bool:
        return self.asked_at is not None and not self.opinion


class LetterReply(models.Model):
    """回复: the addressee's words. Append-only."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="replies")
    opinion = models.CharField("意见", max_length=12, choices=Opinion, blank=True)
    text = models.TextField("回复内容", max_length=3000)
    files = models.ManyToManyField(StoredFile, related_name="+", verbose_name="附件")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="回复人"
    )
    department = models.ForeignKey(
        "core.Department", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="回复单位"
    )
    on = models.DateField("回复日期", default=clock.today)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "公文回复"
        ordering = ["at", "pk"]
