from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.departments.belonging import OfOneOffice
from core.files.models import StoredFile
from registry.approvals.states import (
    ACCEPTANCE_MACHINE,
    ACCEPTANCE_TONES,
    PUSH_MACHINE,
    TONES,
    AcceptanceState,
    DutyKind,
    Party,
    PushKind,
    PushSource,
    PushState,
    SignOffSide,
)
from registry.organizations.belonging import Belonging
from registry.organizations.models import Organization


def _office(label: str, **kwargs):
    return models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name=label, **kwargs
    )


class ApprovalPushQuerySet(ScopedQuerySet):
    """Seen by the bureau that pushed, and by the three who accept; a higher authority sees the offices below it."""

    scope_columns = {
        ScopeKind.AUTHORITY: ("approval_bureau_id", "civil_affairs_id"),
        ScopeKind.RESPONSIBILITY: ("responsible_department_id",),
        ScopeKind.PARTY: ("party_organ_id",),
    }

    def waiting_for(self, department_id: int | None):
        """In which this office has something to do: accept, answer, look again, amend, or bring what is owed."""
        acceptances = PushAcceptance.objects.current_of(OuterRef("pk"), OuterRef("round"))
        owed = PushDuty.objects.open().filter(push=OuterRef("pk"), department_id=department_id)
        return self.filter(
            Q(state=PushState.RETURNED, approval_bureau_id=department_id)
            | Q(state=PushState.DOUBTFUL, civil_affairs_id=department_id)
            | Exists(acceptances.filter(state=AcceptanceState.WAITING, department_id=department_id))
            | Q(Exists(acceptances.filter(state=AcceptanceState.CONTESTED)), civil_affairs_id=department_id)
            | Exists(owed)
        )


@history.tracked
class ApprovalPush(models.Model):
    """审批推送: one decision of the approval bureau on its way to the three who take it up.

    `payload` is what was pushed, word for word; `values` what it was read as. Nothing of it stands in the register
    before civil affairs has accepted (`applied_at`). `organization` is the one it is about: found when pushed, or made
    when accepted. `round` counts how often the content was pushed; acceptances belong to one round.
    """

    machine = PUSH_MACHINE

    kind = models.CharField("事项", max_length=20, choices=PushKind)
    source = models.CharField("来源", max_length=20, choices=PushSource)
    external_no = models.CharField("办件编号", max_length=64, db_collation="C")
    approval_bureau = _office("审批局")
    civil_affairs = _office("监督管理机关")
    responsible_department = _office("责任部门", null=True, blank=True)
    party_organ = _office("党建责任单位", null=True, blank=True)
    organization = models.ForeignKey(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="approval_pushes",
        verbose_name="社会组织",
    )
    name = models.CharField("名称", max_length=120)
    uscc = models.CharField("统一社会信用代码", max_length=18, db_collation="C")
    document_no = models.CharField("决定文书号", max_length=100)
    decided_on = models.DateField("决定日期")
    effective_on = models.DateField("生效日期")
    payload = models.JSONField("推送内容")
    values = models.JSONField("识别结果")
    digest = models.CharField(max_length=64, editable=False, db_collation="C")
    doubts = models.JSONField("待核对", default=list)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="来源表格"
    )
    round = models.PositiveSmallIntegerField("轮次", default=1)
    state = models.CharField("状态", max_length=12, choices=PushState)
    received_at = models.DateTimeField("收到时间", default=clock.now)
    applied_at = models.DateTimeField("记入登记簿时间", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ApprovalPushQuerySet.as_manager()

    class Meta:
        verbose_name = "审批推送"
        constraints = [
            models.UniqueConstraint(
                name="approval_push_number_once",
                fields=["approval_bureau", "external_no"],
                violation_error_message="该办件编号已经推送过。",
            ),
            models.CheckConstraint(name="approval_push_kind_known", condition=Q(kind__in=PushKind.values)),
            models.CheckConstraint(name="approval_push_source_known", condition=Q(source__in=PushSource.values)),
            models.CheckConstraint(name="approval_push_state_known", condition=Q(state__in=PushState.values)),
            models.CheckConstraint(
                name="approval_push_dates_in_order",
                condition=Q(effective_on__gte=models.F("decided_on")),
                violation_error_message="生效日期不能早于决定日期。",
            ),
            models.CheckConstraint(
                name="approval_push_applied_has_organization",
                condition=Q(applied_at=None) | Q(organization__isnull=False),
            ),
            models.CheckConstraint(
                name="approval_push_settled_was_applied",
                condition=~Q(state=PushState.SETTLED) | Q(applied_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["received_at", "id"], name="approval_push_received"),
            models.Index(fields=["approval_bureau", "received_at", "id"], name="approval_push_bureau"),
            models.Index(fields=["civil_affairs", "received_at", "id"], name="approval_push_civil"),
            models.Index(fields=["effective_on", "id"], name="approval_push_effective"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}：{self.name}"

    @property
    def organization_key(self) -> int | None:
        return self.organization_id

    @property
    def competent_department_id(self) -> int:
        """Looks again, gives back and answers objections: the supervising authority."""
        return self.civil_affairs_id

    @property
    def competent_department_name(self) -> str:
        return self.civil_affairs.name

    @property
    def state_tone(self) -> str:
        return TONES[self.state]

    @property
    def is_applied(self) -> bool:
        return self.applied_at is not None


class PushAcceptanceQuerySet(models.QuerySet):
    def standing(self):
        """Neither replaced nor withdrawn."""
        return self.exclude(state__in=(AcceptanceState.REPLACED, AcceptanceState.WITHDRAWN))

    def current_of(self, push, round_number):
        return self.standing().filter(push=push, round=round_number)


@history.tracked
class PushAcceptance(OfOneOffice, models.Model):
    """One of the three takes up the push, or says why not, within its own days."""

    machine = ACCEPTANCE_MACHINE

    push = models.ForeignKey(ApprovalPush, on_delete=models.PROTECT, related_name="acceptances")
    round = models.PositiveSmallIntegerField("轮次")
    party = models.CharField("接收方", max_length=20, choices=Party)
    department = _office("单位")
    due_on = models.DateField("接收时限")
    state = models.CharField("状态", max_length=12, choices=AcceptanceState, default=AcceptanceState.WAITING)
    grounds = models.TextField("意见", blank=True)
    decided_at = models.DateTimeField("办理时间", null=True)
    version = models.PositiveIntegerField(default=1)

    objects = PushAcceptanceQuerySet.as_manager()

    class Meta:
        verbose_name = "推送接收"
        constraints = [
            models.UniqueConstraint(
                name="push_acceptance_one_standing",
                fields=["push", "party"],
                condition=~Q(state__in=(AcceptanceState.REPLACED, AcceptanceState.WITHDRAWN)),
                violation_error_message="该推送已送达这一方。",
            ),
            models.CheckConstraint(name="push_acceptance_party_known", condition=Q(party__in=Party.values)),
            models.CheckConstraint(name="push_acceptance_state_known", condition=Q(state__in=AcceptanceState.values)),
            models.CheckConstraint(
                name="push_acceptance_decided_has_time",
                condition=~Q(state__in=(AcceptanceState.ACCEPTED, AcceptanceState.CONTESTED))
                | Q(decided_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["department", "state"], name="push_acceptance_department")]

    def __str__(self):
        return f"{self.push}（{self.get_party_display()}）"

    @property
    def organization_key(self) -> int | None:
        return self.push.organization_id

    @property
    def state_tone(self) -> str:
        return ACCEPTANCE_TONES.get(self.state, "neutral")


class PushDutyQuerySet(models.QuerySet):
    def open(self):
        return self.filter(done_on=None)


@history.tracked
class PushDuty(Belonging, models.Model):
    """What a decision leaves to be done. It closes by the fact (`evidence`), never by a click.

    A registration leaves each kind once; a representative follows from every decision that names one, and the later
    decision closes what the earlier left open.
    `department` brings it about; null where that is the organization itself, or not known yet.
    """

    push = models.ForeignKey(ApprovalPush, on_delete=models.PROTECT, related_name="duties")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="approval_duties", verbose_name="社会组织"
    )
    kind = models.CharField("事项", max_length=20, choices=DutyKind)
    department = _office("责任单位", null=True, blank=True)
    due_on = models.DateField("时限", null=True, blank=True)
    done_on = models.DateField("完成日期", null=True, blank=True)
    evidence = models.CharField("完成依据", max_length=200, blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="材料"
    )

    objects = PushDutyQuerySet.as_manager()

    class Meta:
        verbose_name = "登记后续事项"
        constraints = [
            models.UniqueConstraint(
                name="push_duty_once",
                fields=["organization", "kind"],
                condition=~Q(kind=DutyKind.REPRESENTATIVE),
                violation_error_message="该社会组织已有这一后续事项。",
            ),
            models.UniqueConstraint(
                name="push_duty_one_open_representative",
                fields=["organization"],
                condition=Q(kind=DutyKind.REPRESENTATIVE, done_on=None),
                violation_error_message="该社会组织已有一项待登记的法定代表人。",
            ),
            models.CheckConstraint(name="push_duty_kind_known", condition=Q(kind__in=DutyKind.values)),
            models.CheckConstraint(
                name="push_duty_done_has_evidence",
                condition=Q(done_on=None, evidence="") | (Q(done_on__isnull=False) & ~Q(evidence="")),
            ),
        ]
        indexes = [models.Index(fields=["department", "due_on"], condition=Q(done_on=None), name="push_duty_open")]

    def __str__(self):
        return f"{self.get_kind_display()}：{self.organization.name}"


class MonthSignOffQuerySet(ScopedQuerySet):
    scope_columns = {ScopeKind.AUTHORITY: ("approval_bureau_id", "civil_affairs_id")}


@history.tracked
class MonthSignOff(models.Model):
    """月度对账确认: one side has looked at a month; `counts` is what the list showed then."""

    approval_bureau = _office("审批局")
    civil_affairs = _office("民政部门")
    month = models.DateField("月份", help_text="当月第一天")
    side = models.CharField("确认方", max_length=20, choices=SignOffSide)
    counts = models.JSONField("确认时的情况")
    note = models.CharField("说明", max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="确认人"
    )
    at = models.DateTimeField("确认时间", default=clock.now)

    objects = MonthSignOffQuerySet.as_manager()

    class Meta:
        verbose_name = "月度对账确认"
        constraints = [
            models.UniqueConstraint(
                name="month_sign_off_once",
                fields=["approval_bureau", "civil_affairs", "month", "side"],
                violation_error_message="本单位已确认过这个月。",
            ),
            models.CheckConstraint(name="month_sign_off_side_known", condition=Q(side__in=SignOffSide.values)),
            models.CheckConstraint(name="month_sign_off_first_day", condition=Q(month__day=1)),
        ]
