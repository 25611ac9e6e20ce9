"""Files that belong to a report: its working copy. What was filed stands in the submission, for ever."""

from django.conf import settings
from django.db import models

from core import clock, history
from core.files.models import StoredFile
from registry.annual_reports.models.reports import AnnualReport


@history.tracked
class ReportAttachment(models.Model):
    """One file under one kind of the regime's list; removed and replaced freely until the report is sent.

    `declared_digest` only stands at a signed declaration: what the paper was printed from and signed for.
    """

    report = models.ForeignKey(AnnualReport, on_delete=models.CASCADE, related_name="attachments")
    kind = models.CharField("种类", max_length=40)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name="文件")
    declared_digest = models.CharField("所声明内容的摘要", max_length=64, blank=True, db_collation="C")
    added_at = models.DateTimeField("上传时间", default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "年报附件"
        ordering = ["pk"]


@history.tracked
class ReportDeclaration(models.Model):
    """The legal representative stands for one content of a report: asked for by the filer, given by her.

    It holds for exactly the content whose digest it names; another word typed later, and it holds for nothing.
    """

    report = models.ForeignKey(AnnualReport, on_delete=models.CASCADE, related_name="declarations")
    digest = models.CharField("内容摘要", max_length=64, db_collation="C")
    asked_at = models.DateTimeField("提请时间", null=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField("声明时间", null=True)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "法定代表人声明"
        constraints = [
            models.UniqueConstraint(name="report_declaration_once", fields=["report", "digest"]),
            models.CheckConstraint(
                name="report_declaration_by_somebody",
                condition=models.Q(declared_at=None, declared_by=None)
                | models.Q(declared_at__isnull=False, declared_by__isnull=False),
            ),
        ]
