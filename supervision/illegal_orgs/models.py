from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.dated.models import in_order, no_overlap
from core.departments.belonging import OfOneOffice
from core.files.models import StoredFile
from core.privacy import sealing
from core.privacy.numbers import EncryptedNumber
from supervision.illegal_orgs.states import (
    INVESTIGATED,
    MACHINE,
    OPEN,
    TONES,
    CheckResult,
    Ground,
    LeadOrigin,
    LeadState,
    Period,
)


def _region(label: str, **options):
    return models.ForeignKey("core.Region", on_delete=models.PROTECT, related_name="+", verbose_name=label, **options)


class LeadQuerySet(ScopedQuerySet):
    """The authority of the place of the act and the bureau above it; nobody else, whatever they registered."""

    scope_columns = {ScopeKind.AUTHORITY: ("department_id",)}

    def open(self):
        return self.filter(state__in=OPEN)

    def overdue(self, day):
        late_check = Q(state=LeadState.RECEIVED, check_due_on__lt=day)
        return self.filter(late_check | Q(state__in=INVESTIGATED, handle_due_on__lt=day), state__in=OPEN)


@history.tracked
class Lead(OfOneOffice, models.Model):
    """线索. `department` is the county authority of the place of the act: it alone opens, decides and ends it."""

    machine = MACHINE

    origin = models.CharField("来源", max_length=10, choices=LeadOrigin)
    name = models.CharField("所称名称", max_length=120)
    activity = models.TextField("活动情况", max_length=2000)
    ground = models.CharField("可能的情形", max_length=20, choices=Ground, default=Ground.UNREGISTERED)
    region = _region("行为发生地")
    place = models.CharField("具体地点", max_length=120, blank=True)
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="主管机关"
    )
    received_on = models.DateField("收到日期")
    check_due_on = models.DateField("核查期限")
    opened_on = models.DateField("立案日期", null=True, blank=True)
    handle_due_on = models.DateField("办结期限", null=True, blank=True)
    ended_on = models.DateField("办结日期", null=True, blank=True)
    warned_on = models.DateField("到期提醒日期", null=True, blank=True)
    organization = models.ForeignKey(
        "registry.Organization", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="查到的社会组织",
    )  # fmt: skip
    transferred_to = models.CharField("移送单位", max_length=100, blank=True)
    transfer_number = models.CharField("移送文书号", max_length=80, blank=True)
    state = models.CharField("状态", max_length=16, choices=LeadState, default=LeadState.RECEIVED)
    version = models.PositiveIntegerField(default=1)

    objects = LeadQuerySet.as_manager()

    class Meta:
        verbose_name = "线索"
        indexes = [
            models.Index(fields=["department", "-id"], name="lead_department"),
            models.Index(fields=["check_due_on", "id"], condition=Q(state__in=OPEN), name="lead_check_due"),
        ]
        constraints = [
            models.CheckConstraint(name="lead_state_known", condition=Q(state__in=LeadState.values)),
            models.CheckConstraint(name="lead_origin_known", condition=Q(origin__in=LeadOrigin.values)),
            models.CheckConstraint(
                name="lead_ended_has_day",
                condition=Q(state__in=OPEN, ended_on=None) | (~Q(state__in=OPEN) & Q(ended_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="lead_investigated_was_opened",
                condition=~Q(state__in=INVESTIGATED) | Q(opened_on__gte=F("received_on")),
                violation_error_message="立案日期不能早于收到日期。",
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def number(self) -> str:
        return f"XS{self.received_on.year}-{self.pk:05d}"

    @property
    def due_on(self):
        """The last day of the running clock; None when the lead has ended."""
        if self.state not in OPEN:
            return None
        return self.handle_due_on or self.check_due_on

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.due_on < clock.today()

    @property
    def state_tone(self) -> str:
        return "danger" if self.is_overdue else TONES.get(self.state, "neutral")


class LeadContact(models.Model):
    """Who told of it, kept apart and encrypted: in no list, no export, no search; opened with a reason."""

    lead = models.OneToOneField(Lead, on_delete=models.PROTECT, related_name="contact")
    name_cipher = models.BinaryField(null=True, editable=False)
    phone = EncryptedNumber("phone", "联系电话", index=False)

    class Meta:
        verbose_name = "线索提供人"

    @property
    def name(self) -> str:
        """In the clear: only inside the verb that reveals it."""
        return sealing.unseal(self.name_cipher, bound_to="supervision.LeadContact.name") if self.name_cipher else ""

    @name.setter
    def name(self, raw: str):
        self.name_cipher = sealing.seal(raw, bound_to="supervision.LeadContact.name") if raw else None


class InForceQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


@history.tracked
class CheckKind(models.Model):
    """核查事项: where a body may be registered or need not be. Rows, so that a place can have its own."""

    code = models.CharField("代码", max_length=30)
    label = models.CharField("核查事项", max_length=80)
    hint = models.CharField("怎么查", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("次序", default=0)
    is_required = models.BooleanField("立案前须查", default=True)
    source = models.CharField("依据", max_length=200, blank=True)
    is_verified = models.BooleanField("已核对", default=False)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")

    objects = InForceQuerySet.as_manager()

    class Meta:
        verbose_name = "线索核查事项"
        ordering = ["position", "pk"]
        constraints = [
            no_overlap("lead_check_kind_once", "code", message="同一时期同一事项只能有一条。"),
            in_order("lead_check_kind_in_order"),
        ]

    def __str__(self):
        return self.label


@history.tracked
class LeadPeriod(models.Model):
    """办理期限 of leads for a time: working days to check, days to handle once opened."""

    period = models.CharField("事项", max_length=10, choices=Period)
    amount = models.PositiveSmallIntegerField("期限")
    in_workdays = models.BooleanField("按工作日", default=False)
    source = models.CharField("依据", max_length=200, blank=True)
    is_verified = models.BooleanField("已核对", default=False)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日；不填为至今")

    objects = InForceQuerySet.as_manager()

    class Meta:
        verbose_name = "线索办理期限"
        ordering = ["period", "valid_from"]
        constraints = [
            no_overlap("lead_period_once", "period", message="同一时期同一期限只能有一条。"),
            in_order("lead_period_in_order"),
        ]

    def __str__(self):
        return self.get_period_display()


@history.tracked
class LeadCheck(models.Model):
    """What one register answered about a lead, with the proof."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="checks")
    kind = models.ForeignKey(CheckKind, on_delete=models.PROTECT, related_name="+")
    result = models.CharField("结果", max_length=16, choices=CheckResult)
    note = models.CharField("说明", max_length=300)
    proof = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="佐证")
    checked_on = models.DateField("核查日期")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="核查人"
    )

    class Meta:
        verbose_name = "线索核查结果"
        constraints = [
            models.UniqueConstraint(name="lead_check_once", fields=["lead", "kind"]),
            models.CheckConstraint(name="lead_check_result_known", condition=Q(result__in=CheckResult.values)),
        ]

    def __str__(self):
        return f"{self.kind}：{self.get_result_display()}"


@history.tracked
class LeadOfficer(models.Model):
    """办案人员: two at least, of the office that opened it."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="officers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="办案人员"
    )
    paper = models.CharField("执法证号", max_length=40, blank=True)

    class Meta:
        verbose_name = "线索办案人员"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="lead_officer_once", fields=["lead", "user"])]

    def __str__(self):
        return self.user.name


class BanDecisionQuerySet(models.QuerySet):
    def in_force(self, day):
        """The day on which a decision is lifted is the first without it."""
        return self.filter(Q(lifted_on=None) | Q(lifted_on__gt=day), decided_on__lte=day)


@history.tracked
class BanDecision(models.Model):
    """取缔决定: what alone makes a name public, and only while it is in force."""

    lead = models.OneToOneField(Lead, on_delete=models.PROTECT, related_name="decision")
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="作出机关"
    )
    department_name = models.CharField("作出机关名称", max_length=100)
    name = models.CharField("决定所列名称", max_length=120)
    number = models.CharField("决定书文号", max_length=80)
    decided_on = models.DateField("决定日期")
    lifted_on = models.DateField("撤销日期", null=True, blank=True)
    lift_number = models.CharField("撤销文号", max_length=80, blank=True)

    objects = BanDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "取缔决定"
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="ban_decision_number_once",
                fields=["department", "number"],
                violation_error_message="本机关已有同一文号的决定书。",
            ),
            models.CheckConstraint(
                name="ban_decision_lifted_after_decided",
                condition=Q(lifted_on=None, lift_number="") | Q(lifted_on__gte=F("decided_on")),
                violation_error_message="撤销日期不能早于决定日期。",
            ),
        ]

    def __str__(self):
        return self.number
