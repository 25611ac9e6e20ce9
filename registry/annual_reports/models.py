from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import clock, history
from core.access.scope import ScopedQuerySet
from core.obligations.models import Obligation, ObligationQuerySet
from registry.annual_reports.states import MACHINE, OpinionKind, ReportMode, Stage, State
from registry.organizations.models import ORGANIZATION_SCOPE, Organization
from registry.organizations.states import OrgType


@history.tracked
class ReportingRegime(models.Model):
    """The rules of one report year for one region and type; dates come by notice, so they are rows.

    `year` is the year reported on (FY2025 is filed in 2026). `registered_by` is the cut-off: bodies registered after
    it owe no report for that year. Both due dates are the printed ones; whether a rest day moves them is `roll_forward`.
    """

    region = models.ForeignKey("core.Region", on_delete=models.PROTECT, related_name="+", verbose_name="适用区划")
    org_type = models.CharField("组织类型", max_length=1, choices=OrgType)
    year = models.PositiveSmallIntegerField("报告年度")
    mode = models.CharField("方式", max_length=20, choices=ReportMode)
    opens_on = models.DateField("开始填报")
    first_review_due = models.DateField("初审截止", null=True, blank=True)
    final_due = models.DateField("报送截止")
    registered_by = models.DateField("登记截止日", help_text="此日之后登记的当年免报")
    roll_forward = models.BooleanField("遇休息日顺延", default=True)
    document = models.CharField("依据文书", max_length=200, blank=True)
    is_verified = models.BooleanField("已核对通知原文", default=False)

    class Meta:
        verbose_name = "年报规则"
        constraints = [
            models.UniqueConstraint(name="reporting_regime_once", fields=["region", "org_type", "year"]),
            models.CheckConstraint(name="reporting_regime_opens_before_due", condition=Q(opens_on__lt=F("final_due"))),
        ]

    def __str__(self):
        return f"{self.year}年度·{self.get_org_type_display()}"


class ReportObligationQuerySet(ObligationQuerySet, ScopedQuerySet):
    scope_prefix = "organization__"
    scope_columns = ORGANIZATION_SCOPE


@history.tracked
class ReportObligation(Obligation):
    """ "This organization owes the FY2025 report, due 2026-06-01": exempt ones too, with their reason."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="report_obligations")
    year = models.PositiveSmallIntegerField("报告年度")
    regime = models.ForeignKey(ReportingRegime, on_delete=models.PROTECT, related_name="obligations")

    objects = ReportObligationQuerySet.as_manager()

    class Meta(Obligation.Meta):
        verbose_name = "年报义务"
        constraints = [
            *Obligation.Meta.constraints,
            models.UniqueConstraint(name="report_obligation_once", fields=["organization", "year"]),
        ]
        indexes = [models.Index(fields=["year", "state", "due_on"], name="report_obligation_due")]


@history.tracked
class FormVersion(models.Model):
    """One year's form of one type as data: sections, fields, checks. Old reports render in their own version."""

    code = models.CharField("代码", max_length=40, unique=True)
    org_type = models.CharField("组织类型", max_length=1, choices=OrgType)
    year_from = models.PositiveSmallIntegerField("适用起始年度")
    year_to = models.PositiveSmallIntegerField("适用截止年度", null=True, blank=True)
    schema = models.JSONField("表单结构")

    class Meta:
        verbose_name = "年报表单版本"

    def __str__(self):
        return self.code


class AnnualReportQuerySet(ScopedQuerySet):
    scope_prefix = "organization__"
    scope_columns = ORGANIZATION_SCOPE

    def filed(self):
        """Arrived at the registration authority and not sent back."""
        return self.filter(state__in=(State.SUBMITTED_FINAL, State.ACCEPTED))


@history.tracked
class AnnualReport(models.Model):
    """One organization's report of one year; what was actually filed are its submissions."""

    machine = MACHINE

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="annual_reports")
    obligation = models.OneToOneField(ReportObligation, on_delete=models.PROTECT, related_name="report")
    year = models.PositiveSmallIntegerField("报告年度")
    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="reports")
    state = models.CharField("状态", max_length=30, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)

    objects = AnnualReportQuerySet.as_manager()

    class Meta:
        verbose_name = "年度报告"
        constraints = [
            models.UniqueConstraint(name="annual_report_once_per_year", fields=["organization", "year"]),
            models.CheckConstraint(name="annual_report_state_known", condition=Q(state__in=State.values)),
        ]
        indexes = [models.Index(fields=["year", "state"], name="annual_report_year_state")]

    def __str__(self):
        return f"{self.organization} {self.year}年度报告"

    @property
    def organization_key(self) -> int:
        return self.organization_id

    @property
    def competent_department_id(self) -> int | None:
        return self.organization.competent_department_id

    @property
    def competent_department_name(self) -> str:
        return self.organization.competent_department_name


class ReportSection(models.Model):
    """The working copy of one section: answers as typed, with its own optimistic version (several people may fill)."""

    report = models.ForeignKey(AnnualReport, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField("部分", max_length=40)
    answers = models.JSONField("内容", default=dict)
    is_confirmed = models.BooleanField("已确认", default=False)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField("保存时间", default=clock.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "年报部分"
        constraints = [models.UniqueConstraint(name="report_section_once", fields=["report", "key"])]


class ReportSubmission(models.Model):
    """What was filed, when and by whom; append-only (the database refuses changes). On time is decided here."""

    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="submissions")
    round = models.PositiveSmallIntegerField("第几次报送")
    stage = models.CharField("报送对象", max_length=20, choices=Stage)
    receipt_no = models.CharField("回执号", max_length=40, unique=True)
    submitted_at = models.DateTimeField("报送时间", default=clock.now)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField("内容")
    content_hash = models.CharField("内容摘要", max_length=64)
    direct_reason = models.CharField("未经初审直接报送的原因", max_length=400, blank=True)

    class Meta:
        verbose_name = "年报报送"
        constraints = [models.UniqueConstraint(name="report_submission_round_once", fields=["report", "round"])]
        ordering = ["round"]


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
