"""What was filed and what reviewers said: rows that the database itself refuses to change."""

import datetime

from django.conf import settings
from django.db import models

from core import clock
from core.obligations.models import ChangeKind
from registry.annual_reports.models.attachments import ReportDeclaration
from registry.annual_reports.models.reports import AnnualReport
from registry.annual_reports.states import OpinionKind, Stage

# Figures that say by how much something is wrong; the nightly rules look for those above 0.
FAULTS = ["spending_shortfall", "management_excess", "identities_failed"]


class ReportSubmissionQuerySet(models.QuerySet):
    def standing(self):
        """Without those the organization took back."""
        return self.filter(withdrawal=None)

    def standing_on(self, day: datetime.date):
        """Sent by the end of `day` and not taken back by then."""
        end = clock.end_of(day)
        return self.filter(submitted_at__lt=end).exclude(withdrawal__at__lt=end)


class ReportSubmission(models.Model):
    """What was filed, when and by whom; append-only (the database refuses changes). On time is decided here."""

    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="submissions")
    round = models.PositiveSmallIntegerField("第几次报送")
    stage = models.CharField("报送对象", max_length=20, choices=Stage)
    department = models.ForeignKey(
        "core.Department", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="初审单位"
    )
    due_on = models.DateField("当时的报送截止日期")
    first_due_on = models.DateField("当时的初审截止日期", null=True)
    receipt_no = models.CharField("回执号", max_length=40, unique=True)
    submitted_at = models.DateTimeField("报送时间", default=clock.now)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField("内容")
    content_hash = models.CharField("内容摘要", max_length=64, help_text="规范 JSON 的 SHA-256")
    direct_reason = models.CharField("未经初审直接报送的原因", max_length=400, blank=True)
    direct_proof = models.ForeignKey(
        "core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="送交初审单位的证明"
    )
    declaration = models.ForeignKey(
        ReportDeclaration, null=True, on_delete=models.PROTECT, related_name="submissions", verbose_name="声明"
    )

    objects = ReportSubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "年报报送"
        constraints = [models.UniqueConstraint(name="report_submission_round_once", fields=["report", "round"])]
        ordering = ["round"]
        indexes = [models.Index(fields=["submitted_at"], name="report_submission_at")]

    @property
    def deadline(self) -> datetime.date:
        """The last day in time at the office this submission went to, as it stood then."""
        if self.stage == Stage.FIRST_REVIEW and self.first_due_on:
            return self.first_due_on
        return self.due_on

    @property
    def filer(self) -> str:
        return self.submitted_by.name if self.submitted_by else "平台"

    @property
    def taken_back(self) -> "SubmissionWithdrawal | None":
        """Read with its `withdrawal`."""
        return getattr(self, "withdrawal", None)

    @property
    def is_first(self) -> bool:
        """Nothing sent earlier still stands. A query for later rounds only."""
        if self.round == 1:
            return True
        earlier = ReportSubmission.objects.filter(report=self.report_id, round__lt=self.round)
        return not earlier.standing().exists()

    @property
    def is_late(self) -> bool:
        """The first sending counts; a correction that was asked for later does not make a report late.

        Where it is late there is a further query: an objection may have been right.
        """
        if clock.date_of(self.submitted_at) <= self.deadline or not self.is_first:
            return False
        return not self.report.obligation.changes.filter(kind=ChangeKind.RECOGNIZED).exists()


class SubmissionOpening(models.Model):
    """The first time an office that decides looked at a submission; append-only. From then on it is not taken back."""

    submission = models.ForeignKey(ReportSubmission, on_delete=models.PROTECT, related_name="openings")
    department = models.ForeignKey("core.Department", null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "开始审查"
        constraints = [
            models.UniqueConstraint(name="submission_opening_once", fields=["submission", "department"]),
        ]
        ordering = ["at", "pk"]


class SubmissionWithdrawal(models.Model):
    """The organization took a submission back before anybody had looked at it; append-only."""

    submission = models.OneToOneField(ReportSubmission, on_delete=models.PROTECT, related_name="withdrawal")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("撤回时间", default=clock.now)
    reason = models.CharField("撤回原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "年报撤回"


class ReviewOpinion(models.Model):
    """What a reviewer said of one submission; append-only. `remarks` are {section, field, text} rows."""

    submission = models.ForeignKey(ReportSubmission, on_delete=models.PROTECT, related_name="opinions")
    kind = models.CharField("意见", max_length=30, choices=OpinionKind)
    at = models.DateTimeField("时间", default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey("core.Department", null=True, on_delete=models.PROTECT, related_name="+")
    comment = models.TextField("意见内容", blank=True)
    remarks = models.JSONField("逐项意见", default=list, blank=True)
    fix_due_on = models.DateField("补正期限", null=True, blank=True, help_text="含当日，按工作日计算")

    class Meta:
        verbose_name = "审查意见"
        ordering = ["at", "pk"]


class ReportFigure(models.Model):
    """Typed figures of one submission, for ratios, statistics and next year's comparison. Money in yuan."""

    submission = models.ForeignKey(ReportSubmission, on_delete=models.PROTECT, related_name="figures")
    code = models.CharField("指标", max_length=60)
    value = models.DecimalField("数值", max_digits=20, decimal_places=2)

    class Meta:
        verbose_name = "年报数值"
        constraints = [models.UniqueConstraint(name="report_figure_once", fields=["submission", "code"])]
        indexes = [
            models.Index(
                name="report_figure_faults",
                fields=["code", "submission"],
                condition=models.Q(code__in=FAULTS, value__gt=0),
            )
        ]
