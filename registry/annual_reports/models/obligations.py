"""Who owes which report by when: regimes, obligations, and what moved them."""

from django.db import models
from django.db.models import F, Q

from core import history
from core.obligations.models import Obligation, ObligationChange, ObligationQuerySet
from registry.annual_reports.states import ReportMode, WithoutSupervisor
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization
from registry.organizations.states import OrgType


@history.tracked
class ReportingRegime(models.Model):
    """The rules of one report year for one region and type; dates come by notice, so they are rows.

    `year` is the year reported on (FY2025 is filed in 2026). `registered_by` is the cut-off: bodies registered after
    it owe no report. Both due dates are the printed ones; whether a rest day moves them is `roll_forward`.
    """

    region = models.ForeignKey("core.Region", on_delete=models.PROTECT, related_name="+", verbose_name="适用区划")
    org_type = models.CharField("组织类型", max_length=1, choices=OrgType)
    year = models.PositiveSmallIntegerField("报告年度")
    mode = models.CharField("方式", max_length=20, choices=ReportMode)
    opens_on = models.DateField("开始填报")
    has_first_review = models.BooleanField("须先经初审", default=True)
    first_review_due = models.DateField("初审截止", null=True, blank=True)
    final_due = models.DateField("报送截止")
    registered_by = models.DateField("登记截止日", help_text="此日之后登记的当年免报")
    roll_forward = models.BooleanField("遇休息日顺延", default=True)
    without_supervisor = models.CharField(
        "没有业务主管单位的，由谁初审",
        max_length=20,
        choices=WithoutSupervisor,
        default=WithoutSupervisor.INDUSTRY_DEPARTMENT,
    )
    has_party_review = models.BooleanField("党建内容由党建工作机构同步审核", default=False)
    conclude_due = models.DateField("结论作出期限", null=True, blank=True, help_text="只用于年度检查")
    sample_percent = models.PositiveSmallIntegerField("无问题报告抽查比例（%）", default=5)
    attachments = models.JSONField("须提交的附件", default=list, blank=True)
    exempt_statuses = models.JSONField(
        "免报的登记状态", default=list, blank=True, help_text="已注销、撤销和吊销的不必列出，按规定不再报送"
    )
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


class ReportObligationQuerySet(ObligationQuerySet, BelongingQuerySet):
    """Owed by an organization."""


@history.tracked
class ReportObligation(Belonging, Obligation):
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

    def __str__(self):
        return f"{self.year}年度报告义务"


class ReportObligationChange(ObligationChange):
    """Moved by notice, deferred on application, exempted or waived; append-only."""

    obligation = models.ForeignKey(ReportObligation, on_delete=models.PROTECT, related_name="changes")

    class Meta(ObligationChange.Meta):
        verbose_name = "年报义务变更"
