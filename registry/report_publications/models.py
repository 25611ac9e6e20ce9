"""公布: which version of a report is public since when. A correction is a further row, never an edit."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef

from core import clock
from registry.annual_reports.models import AnnualReport, ReportSubmission
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization


class ReportPublicationQuerySet(BelongingQuerySet):
    def standing(self, day: datetime.date):
        """The newest version of each report that was public on `day`."""
        known = self.filter(published_on__lte=day)
        later = ReportPublication.objects.filter(
            report=OuterRef("report"), number__gt=OuterRef("number"), published_on__lte=day
        )
        return known.filter(~Exists(later))


class ReportPublication(Belonging, models.Model):
    """One published version; append-only. `conclusion` is the value that stood then, "" where the year has none."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="report_publications")
    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="publications")
    submission = models.ForeignKey(ReportSubmission, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("第几次公布")
    published_on = models.DateField("公布日期")
    basis = models.CharField("依据文书", max_length=200, blank=True)
    conclusion = models.CharField("结论", max_length=24, blank=True)
    at = models.DateTimeField("办理时间", default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey("core.Department", null=True, on_delete=models.PROTECT, related_name="+")

    objects = ReportPublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "年报公布"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="report_publication_number_once", fields=["report", "number"])]
        indexes = [models.Index(fields=["organization", "published_on"], name="report_publication_of")]

    def __str__(self):
        return f"{self.report.year}年度报告第{self.number}次公布"
