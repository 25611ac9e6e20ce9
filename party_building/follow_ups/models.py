from django.conf import settings
from django.db import models
from django.db.models import BigIntegerField, F, Q, Value

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.dated.models import in_order, no_overlap
from core.departments.belonging import OfOneOffice
from core.files.models import StoredFile
from core.writeoff.models import WriteOffRow
from party_building.follow_ups.states import MACHINE, OUT, REACHED, TONES, Delivery, FollowUpKind, FollowUpState


class FollowUpQuerySet(ScopedQuerySet):
    """The organ sees its own from the first draft on; an addressee what has reached it; nobody else anything."""

    scope_columns = {
        ScopeKind.PARTY: ("department_id",),
        ScopeKind.RESPONSIBILITY: ("addressee_id",),
        ScopeKind.AUTHORITY: ("addressee_id",),
    }

    def within(self, scope):
        if scope.kind == ScopeKind.PARTY and scope.ids:
            reached = Q(addressee_id__in=scope.ids, state__in=REACHED)
            return self.filter(Q(department_id__in=scope.ids) | reached)
        found = super().within(scope)
        return found if scope.kind == ScopeKind.ALL else found.filter(state__in=REACHED)

    def overdue(self):
        return self.filter(state=FollowUpState.SERVED, reply_due_on__lt=clock.today())

    def signed_between(self, first, last):
        return self.filter(state__in=OUT, signed_on__range=(first, last))

    def unit_of(self, unit: str, as_of):
        """Broken down by the organ that wrote or the department it wrote to; by nothing else."""
        column = {"party": "department_id", "responsible": "addressee_id"}.get(unit)
        return F(column) if column else Value(None, output_field=BigIntegerField())


@history.tracked
class FollowUp(OfOneOffice, models.Model):
    """`department` issues it under `issuer_name` (its name or the plate it carries), `addressee` has to answer.

    Written by a person, never by a rule. Words and number stand from the signature on.
    """

    machine = MACHINE

    kind = models.CharField("类别", max_length=12, choices=FollowUpKind)
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="发文单位"
    )
    issuer_name = models.CharField("署名", max_length=100)
    addressee = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="主送单位"
    )
    subject = models.CharField("事由", max_length=160)
    body = models.TextField("正文", max_length=3000)
    row = models.ForeignKey(
        WriteOffRow, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="清账销号事项"
    )
    duty = models.CharField("对应职责", max_length=160, blank=True)
    reply_workdays = models.PositiveSmallIntegerField(
        "回复时限（工作日）", null=True, blank=True, help_text="自送达次日起算；不要求回复的不填。"
    )
    state = models.CharField("状态", max_length=12, choices=FollowUpState, default=FollowUpState.DRAFT)
    number = models.CharField("文号", max_length=80, blank=True)
    addressee_name = models.CharField("签发时的主送单位名称", max_length=100, blank=True)
    signed_on = models.DateField("签发日期", null=True, blank=True)
    served_on = models.DateField("送达日期", null=True, blank=True)
    delivery = models.CharField("送达方式", max_length=10, choices=Delivery, blank=True)
    reply_due_on = models.DateField("回复期限", null=True, blank=True)
    talk_on = models.DateField("约谈日期", null=True, blank=True)
    talk_place = models.CharField("约谈地点", max_length=120, blank=True)
    attendees = models.CharField("参加人员（按职务）", max_length=300, blank=True)
    minutes = models.TextField("约谈纪要", max_length=3000, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    drafted_at = models.DateTimeField("拟稿时间", default=clock.now)
    version = models.PositiveIntegerField(default=1)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "通报督办约谈"
        indexes = [models.Index(fields=["reply_due_on", "id"], name="follow_up_reply_due")]
        constraints = [
            models.CheckConstraint(name="follow_up_state_known", condition=Q(state__in=FollowUpState.values)),
            models.CheckConstraint(name="follow_up_kind_known", condition=Q(kind__in=FollowUpKind.values)),
            models.CheckConstraint(
                name="follow_up_not_to_itself",
                condition=~Q(department=F("addressee")),
                violation_error_message="主送单位不能是发文单位自己。",
            ),
            models.CheckConstraint(
                name="follow_up_signed_has_number",
                condition=~Q(state__in=OUT) | (Q(signed_on__isnull=False) & ~Q(number="")),
                violation_error_message="签发须有文号。",
            ),
            models.CheckConstraint(
                name="follow_up_served_has_day",
                condition=~Q(state__in=REACHED) | Q(served_on__gte=F("signed_on")),
                violation_error_message="送达日期不能早于签发日期。",
            ),
            models.UniqueConstraint(
                name="follow_up_number_once",
                fields=["department", "number"],
                condition=~Q(number=""),
                violation_error_message="本单位已有同一文号的文书。",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}：{self.subject}"

    @property
    def is_overdue(self) -> bool:
        return self.state == FollowUpState.SERVED and bool(self.reply_due_on) and self.reply_due_on < clock.today()

    @property
    def state_tone(self) -> str:
        return "danger" if self.is_overdue else TONES[self.state]

    @property
    def is_out(self) -> bool:
        return self.state in OUT


class FollowUpReply(models.Model):
    """回复: the addressee's words with a file where there is one. Append-only."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField("回复内容", max_length=2000)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="附件")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="回复人"
    )
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="回复单位"
    )
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "回复"
        ordering = ["at", "pk"]


class PhraseQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


@history.tracked
class FollowUpPhrase(models.Model):
    """文书范文 of one kind for a time. `{addressee}`, `{subject}`, `{problem}` and `{days}` are filled in."""

    kind = models.CharField("类别", max_length=12, choices=FollowUpKind)
    text = models.TextField("范文", max_length=2000)
    source = models.CharField("依据", max_length=200)
    is_verified = models.BooleanField("已核对", default=False)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")

    objects = PhraseQuerySet.as_manager()

    class Meta:
        verbose_name = "督办文书范文"
        ordering = ["kind", "valid_from"]
        constraints = [
            no_overlap("follow_up_phrase_once", "kind", message="同一时期同一类别只能有一份范文。"),
            in_order("follow_up_phrase_in_order"),
        ]

    def __str__(self):
        return self.get_kind_display()


class FollowUpSeries(models.Model):
    """The last number given under one name for one kind of letter in a year; locked while one is given."""

    office = models.ForeignKey("core.Department", on_delete=models.PROTECT, related_name="+")
    issuer_name = models.CharField(max_length=100)
    kind = models.CharField(max_length=12, choices=FollowUpKind)
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "督办文书编号"
        constraints = [
            models.UniqueConstraint(name="follow_up_series_once", fields=["office", "issuer_name", "kind", "year"])
        ]
