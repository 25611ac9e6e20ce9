"""年检结论: on which grounds, by whom, and what the organization then has to put right."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from core import clock, history
from registry.annual_reports.models import AnnualReport, ReportSubmission
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.states import OrgType
from registry.report_reviews.states import (
    RECTIFICATION_MACHINE,
    RECTIFICATION_TONES,
    VALUE_TONES,
    ConclusionValue,
    RectificationState,
    Severity,
)


class ConclusionGroundQuerySet(models.QuerySet):
    def on(self, day: datetime.date):
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)

    def for_type(self, org_type: str):
        return self.filter(org_type__in=("", org_type))


@history.tracked
class ConclusionGround(models.Model):
    """A fault that leads to 基本合格 or 不合格, and where it is written."""

    code = models.CharField("代码", max_length=40)
    title = models.CharField("情形", max_length=200)
    source = models.CharField("依据", max_length=200)
    org_type = models.CharField("适用类型", max_length=1, choices=OrgType, blank=True, help_text="空为各类型")
    severity = models.CharField("程度", max_length=12, choices=Severity, default=Severity.EITHER)
    is_party = models.BooleanField("党建情形", default=False)
    position = models.PositiveSmallIntegerField("顺序", default=0)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="含当日")
    is_verified = models.BooleanField("已核对条文", default=False)

    objects = ConclusionGroundQuerySet.as_manager()

    class Meta:
        verbose_name = "结论情形"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(name="conclusion_ground_once", fields=["code", "valid_from"])]

    def __str__(self):
        return self.title


class _Judgement(Belonging, models.Model):
    """`grounds` are {code, title, source} as they read then, `fields` {part, item} of the report."""

    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="%(class)ss")
    organization = models.ForeignKey(
        "registry.Organization", on_delete=models.PROTECT, related_name="%(class)ss", verbose_name="社会组织"
    )
    submission = models.ForeignKey(ReportSubmission, on_delete=models.PROTECT, related_name="+")
    value = models.CharField("结论", max_length=24, choices=ConclusionValue)
    grounds = models.JSONField("情形", default=list)
    fields = models.JSONField("涉及项目", default=list)
    comment = models.TextField("说明", blank=True)

    objects = BelongingQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def value_pair(self) -> tuple[str, str]:
        return self.get_value_display(), VALUE_TONES[self.value]


class ConclusionProposal(_Judgement):
    """What one person proposes and another decides; append-only."""

    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey("core.Department", null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField("拟定时间", default=clock.now)

    class Meta:
        verbose_name = "拟定结论"
        ordering = ["proposed_at", "pk"]


class ReportConclusionQuerySet(BelongingQuerySet):
    def standing(self, day: datetime.date):
        """Made by the end of `day` and not taken back by then."""
        end = clock.end_of(day)
        taken_back = ConclusionWithdrawal.objects.filter(conclusion=OuterRef("pk"), at__lt=end)
        return self.filter(~Exists(taken_back), decided_at__lt=end)


class ReportConclusion(_Judgement):
    """The conclusion of one report as it was decided; append-only, taken back only by a row of its own."""

    proposal = models.OneToOneField(ConclusionProposal, null=True, on_delete=models.PROTECT, related_name="conclusion")
    document_no = models.CharField("文号", max_length=80, unique=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey("core.Department", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("作出时间", default=clock.now)
    concluded_on = models.DateField("作出日期")

    objects = ReportConclusionQuerySet.as_manager()

    class Meta:
        verbose_name = "年检结论"
        ordering = ["decided_at", "pk"]
        constraints = [
            models.CheckConstraint(name="conclusion_value_known", condition=Q(value__in=ConclusionValue.values)),
            models.CheckConstraint(
                name="conclusion_fault_has_grounds",
                condition=Q(value=ConclusionValue.QUALIFIED) | (~Q(grounds=[]) & ~Q(fields=[])),
                violation_error_message="基本合格、不合格须写明情形和涉及的项目。",
            ),
            models.CheckConstraint(
                name="conclusion_unqualified_two_persons",
                condition=~Q(value=ConclusionValue.UNQUALIFIED)
                | (Q(proposal__isnull=False) & ~Q(proposed_by=models.F("decided_by"))),
                violation_error_message="不合格结论须由另一人审定。",
            ),
        ]
        indexes = [models.Index(fields=["value", "concluded_on"], name="conclusion_value_on")]

    def __str__(self):
        return f"{self.get_value_display()}（{self.document_no}）"


class ConclusionWithdrawal(models.Model):
    """A conclusion taken back, on an objection or of the authority's own; append-only."""

    conclusion = models.OneToOneField(ReportConclusion, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField("原因", max_length=400)
    document_no = models.CharField("依据文书", max_length=80, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "撤回年检结论"


@history.tracked
class ReportRectification(Belonging, models.Model):
    """限期整改 after a conclusion with faults: opened with it, ordered in writing, reported on, checked."""

    machine = RECTIFICATION_MACHINE

    conclusion = models.OneToOneField(ReportConclusion, on_delete=models.PROTECT, related_name="rectification")
    organization = models.ForeignKey(
        "registry.Organization",
        on_delete=models.PROTECT,
        related_name="report_rectifications",
        verbose_name="社会组织",
    )
    state = models.CharField("状态", max_length=12, choices=RectificationState, default=RectificationState.OPEN)
    due_on = models.DateField("整改期限", help_text="含当日")
    document_no = models.CharField("整改通知文号", max_length=80, blank=True)
    ordered_at = models.DateTimeField("下达时间", null=True, blank=True)
    reported_at = models.DateTimeField("报送整改情况时间", null=True, blank=True)
    report_text = models.TextField("整改情况", blank=True)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = BelongingQuerySet.as_manager()

    class Meta:
        verbose_name = "年检整改"
        constraints = [
            models.CheckConstraint(
                name="report_rectification_state_known", condition=Q(state__in=RectificationState.values)
            ),
            models.CheckConstraint(
                name="report_rectification_ordered_has_number",
                condition=Q(ordered_at=None, document_no="") | (Q(ordered_at__isnull=False) & ~Q(document_no="")),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="report_rectification_due")]

    def __str__(self):
        return f"{self.organization}整改"

    @property
    def state_tone(self) -> str:
        return RECTIFICATION_TONES[self.state]
