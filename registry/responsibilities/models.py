from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.dated.models import DatedFact, in_order, no_overlap
from core.departments.belonging import OfOneOffice
from registry.organizations.models import Organization
from registry.responsibilities.states import (
    DISPUTED,
    LEDGER_MACHINE,
    ROW_MACHINE,
    ROW_TONES,
    SETTLED,
    Comparison,
    LedgerState,
    RowState,
)


def _department(label: str, *, null: bool = False):
    return models.ForeignKey(
        "core.Department", null=null, blank=null, on_delete=models.PROTECT, related_name="+", verbose_name=label
    )


class RowQuerySet(ScopedQuerySet):
    """The ledger's office and those above it, the organ that signs with it, the department that is asked."""

    scope_columns = {
        ScopeKind.AUTHORITY: ("ledger__department_id",),
        ScopeKind.RESPONSIBILITY: ("answering_id",),
        ScopeKind.PARTY: ("answering_id", "ledger__partner_id"),
    }

    def within(self, scope):
        """A draft is the office's own business: who will be asked does not see it yet."""
        reached = super().within(scope)
        if scope.kind in (ScopeKind.RESPONSIBILITY, ScopeKind.PARTY):
            return reached.exclude(ledger__state=LedgerState.DRAFT)
        return reached

    def counts(self) -> dict[str, int]:
        """Rows by state and by comparison, in one query."""
        states = {state: Count("pk", filter=Q(state=state)) for state in RowState.values}
        found = {f"is_{key}": Count("pk", filter=Q(comparison=key)) for key in Comparison.values}
        return self.aggregate(total=Count("pk"), **states, **found)

    def with_links(self):
        return self.select_related(
            "ledger__department", "ledger__partner", "organization__supervising_authority", "supervisor",
            "industry_department", "party_department", "answering", "approval_department", "suggested_department",
        )  # fmt: skip


class LedgerQuerySet(ScopedQuerySet):
    scope_columns = {ScopeKind.AUTHORITY: ("department_id",), ScopeKind.PARTY: ("partner_id",)}

    def within(self, scope):
        reached = super().within(scope)
        if scope.kind not in (ScopeKind.RESPONSIBILITY, ScopeKind.PARTY):
            return reached
        rows = LedgerRow.objects.within(scope)
        return self.filter(Q(pk__in=reached.values("pk")) | Q(pk__in=rows.values("ledger"))).exclude(
            state=LedgerState.DRAFT
        )

    def with_counts(self):
        return self.annotate(
            total=Count("rows"),
            settled=Count("rows", filter=Q(rows__state__in=SETTLED)),
            disputed=Count("rows", filter=Q(rows__state__in=DISPUTED)),
        )


@history.tracked
class ResponsibilityLedger(OfOneOffice, models.Model):
    """责任台账 of one office for the organizations it supervises, signed by `department` and `partner` together."""

    machine = LEDGER_MACHINE

    department = _department("制定机关")
    partner = _department("会签机关")
    title = models.CharField("台账名称", max_length=120)
    template = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies", verbose_name="参照台账"
    )
    effective_on = models.DateField("生效日期", help_text="签发后，确定的责任单位自这一天起生效。")
    document_no = models.CharField("文号", max_length=80, blank=True)
    signed_on = models.DateField("签发日期", null=True, blank=True)
    applied_at = models.DateTimeField("写入登记簿时间", null=True, blank=True)
    opened_at = models.DateTimeField("建立时间", default=clock.now)
    state = models.CharField("状态", max_length=12, choices=LedgerState, default=LedgerState.DRAFT)
    version = models.PositiveIntegerField(default=1)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = "责任台账"
        constraints = [
            models.UniqueConstraint(
                name="ledger_one_in_progress",
                fields=["department"],
                condition=~Q(state=LedgerState.SIGNED),
                violation_error_message="本机关已有一本尚未签发的责任台账。",
            ),
            models.CheckConstraint(
                name="ledger_two_organs",
                condition=~Q(partner=F("department")),
                violation_error_message="会签机关不能与制定机关相同。",
            ),
            models.CheckConstraint(
                name="ledger_signed_has_document",
                condition=~Q(state=LedgerState.SIGNED) | Q(signed_on__isnull=False) & ~Q(document_no=""),
                violation_error_message="签发须有文号和日期。",
            ),
            models.CheckConstraint(name="ledger_state_known", condition=Q(state__in=LedgerState.values)),
        ]

    def __str__(self):
        return self.title

    @property
    def organs(self) -> tuple[int, int]:
        return self.department_id, self.partner_id

    @property
    def state_tone(self) -> str:
        return {LedgerState.SIGNED: "ok", LedgerState.DRAFT: "neutral"}.get(self.state, "info")


@history.tracked
class LedgerSignature(models.Model):
    """会签: one for each of the two organs, by a seat of it."""

    ledger = models.ForeignKey(ResponsibilityLedger, on_delete=models.PROTECT, related_name="signatures")
    department = _department("会签机关")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="会签人"
    )
    at = models.DateTimeField("会签时间", default=clock.now)

    class Meta:
        verbose_name = "会签"
        constraints = [
            models.UniqueConstraint(
                name="ledger_signature_once",
                fields=["ledger", "department"],
                violation_error_message="该机关已会签。",
            ),
        ]


@history.tracked
class LedgerRow(models.Model):
    """One organization of a ledger. `supervisor` is what the register said when the row was made, for comparison."""

    machine = ROW_MACHINE

    ledger = models.ForeignKey(
        ResponsibilityLedger, on_delete=models.PROTECT, related_name="rows", verbose_name="台账"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="ledger_rows", verbose_name="社会组织"
    )
    supervisor = _department("登记的业务主管单位", null=True)
    approval_unit = models.CharField("批复单位", max_length=120, blank=True)
    approval_document = models.CharField("批复文号", max_length=120, blank=True)
    approval_department = _department("批复单位（识别为）", null=True)
    comparison = models.CharField("比对", max_length=10, choices=Comparison, default=Comparison.MISSING)
    industry_department = _department("行业管理部门", null=True)
    party_department = _department("党建责任单位", null=True)
    answering = _department("答复单位", null=True)
    proposals = models.JSONField("归口建议", default=list, blank=True)
    confidence = models.FloatField("把握", null=True)
    state = models.CharField("状态", max_length=12, choices=RowState, default=RowState.UNASSIGNED)
    answer_by = models.DateField("答复期限", null=True)
    grounds = models.CharField("异议理由", max_length=500, blank=True)
    suggested_department = _department("建议改由", null=True)
    opinion = models.CharField("编办意见", max_length=300, blank=True)
    opinion_on = models.DateField("编办意见日期", null=True)
    decision = models.CharField("裁定理由", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RowQuerySet.as_manager()

    class Meta:
        verbose_name = "归口事项"
        indexes = [
            models.Index(fields=["ledger", "state", "confidence", "id"], name="ledger_row_doubtful"),
            models.Index(fields=["answering", "state"], name="ledger_row_answering"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="ledger_row_once",
                fields=["ledger", "organization"],
                violation_error_message="该社会组织已在台账中。",
            ),
            models.CheckConstraint(name="ledger_row_state_known", condition=Q(state__in=RowState.values)),
            models.CheckConstraint(
                name="ledger_row_contested_has_grounds",
                condition=~Q(state=RowState.CONTESTED) | ~Q(grounds=""),
                violation_error_message="提出异议须写明理由。",
            ),
            models.CheckConstraint(
                name="ledger_row_settled_has_party",
                condition=~Q(state__in=SETTLED) | Q(party_department__isnull=False),
                violation_error_message="须确定党建责任单位。",
            ),
            models.CheckConstraint(
                name="ledger_row_one_responsible",
                condition=Q(supervisor=None) | Q(industry_department=None),
                violation_error_message="已有业务主管单位的，不再确定行业管理部门。",
            ),
        ]

    def __str__(self):
        return self.organization.name

    @property
    def organization_key(self) -> int:
        return self.organization_id

    @property
    def competent_department_id(self) -> int | None:
        return self.answering_id if self.state == RowState.CONSULTED else self.ledger.department_id

    @property
    def competent_department_name(self) -> str:
        office = self.answering if self.state == RowState.CONSULTED else self.ledger.department
        return office.name if office else "台账制定机关"

    @property
    def responsible(self):
        """责任部门: the business supervisor, else the industry department."""
        return self.supervisor or self.industry_department

    @property
    def state_tone(self) -> str:
        return ROW_TONES[self.state]


@history.tracked
class ApprovalLine(models.Model):
    """A line of the approval list as it was read; without `organization` it is named on the page until settled."""

    ledger = models.ForeignKey(ResponsibilityLedger, on_delete=models.PROTECT, related_name="approval_lines")
    line = models.PositiveIntegerField("行号")
    name = models.CharField("名称", max_length=200, blank=True)
    code = models.CharField("信用代码", max_length=30, blank=True)
    unit = models.CharField("批复单位", max_length=120, blank=True)
    document_no = models.CharField("批复文号", max_length=120, blank=True)
    row = models.ForeignKey(
        LedgerRow, null=True, on_delete=models.PROTECT, related_name="approval_lines", verbose_name="对应事项"
    )
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "成立批复"
        ordering = ["line", "pk"]


@history.tracked
class DepartmentTrade(DatedFact):
    """A word by which a department's business is known; what the proposals look for."""

    subject_field = "department"
    key_fields = ("word",)
    value_fields = ("weight",)
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="trades", verbose_name="部门"
    )
    word = models.CharField("业务词", max_length=20)
    weight = models.PositiveSmallIntegerField("权重", default=3, help_text="1 到 5，越大越能说明归口。")

    class Meta:
        verbose_name = "部门业务词"
        constraints = [
            no_overlap("department_trade_once", "department", "word", message="该部门已有这个业务词。"),
            in_order("department_trade_in_order"),
            models.CheckConstraint(
                name="department_trade_weight",
                condition=Q(weight__range=(1, 5)),
                violation_error_message="权重须在1到5之间。",
            ),
        ]


@history.tracked
class CommitteeThreshold(models.Model):
    """From how many organizations (inclusive) a department must set up an industry party committee, and by when."""

    organizations = models.PositiveSmallIntegerField("社会组织数（含）")
    days = models.PositiveSmallIntegerField("期限（天）")
    source = models.CharField("依据", max_length=200)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日")

    class Meta:
        verbose_name = "行业党委设立标准"
        constraints = [in_order("committee_threshold_in_order")]


class DutyQuerySet(ScopedQuerySet):
    scope_columns = {
        ScopeKind.AUTHORITY: ("office_id", "department_id"),
        ScopeKind.RESPONSIBILITY: ("department_id",),
        ScopeKind.PARTY: ("department_id", "partner_id"),
    }

    def open(self):
        return self.filter(ended_on=None)


@history.tracked
class CommitteeDuty(models.Model):
    """设立行业党委的职责: a department reached the threshold on `reached_on`; over when it fell below."""

    department = _department("部门")
    office = _department("监督管理机关")
    partner = _department("党建工作机构", null=True)
    organizations = models.PositiveIntegerField("社会组织数")
    threshold = models.PositiveSmallIntegerField("标准（家）")
    reached_on = models.DateField("达到日期")
    due_on = models.DateField("设立期限")
    ended_on = models.DateField("解除日期", null=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = "设立行业党委职责"
        indexes = [models.Index(fields=["due_on", "id"], name="committee_duty_due")]
        constraints = [
            models.UniqueConstraint(
                name="committee_duty_one_open",
                fields=["department", "office"],
                condition=Q(ended_on=None),
                violation_error_message="该部门已有一项设立行业党委的职责。",
            ),
        ]

    def __str__(self):
        return self.department.name
