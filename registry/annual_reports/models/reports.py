"""The report being filled: its form, its sections."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock, history
from registry.annual_reports.models.obligations import ReportObligation
from registry.annual_reports.states import MACHINE, State
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization
from registry.organizations.states import OrgType


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


class AnnualReportQuerySet(BelongingQuerySet):
    def filed(self):
        """Arrived at the registration authority and not sent back."""
        return self.filter(state__in=(State.SUBMITTED_FINAL, State.ACCEPTED))


@history.tracked
class AnnualReport(Belonging, models.Model):
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
