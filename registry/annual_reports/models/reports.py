"""The report being filled and its sections."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock, history
from registry.annual_reports.models.obligations import ReportObligation
from registry.annual_reports.states import ARRIVED, MACHINE, State
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization
from registry.report_forms.models import FormVersion


class AnnualReportQuerySet(BelongingQuerySet):
    def filed(self):
        """Arrived at the registration authority and not sent back."""
        return self.filter(state__in=ARRIVED)

    def with_first_sent(self):
        """Annotates `first_sent`: when it was first handed in, leaving out what was taken back."""
        return self.annotate(
            first_sent=models.Min("submissions__submitted_at", filter=Q(submissions__withdrawal=None))
        )


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
