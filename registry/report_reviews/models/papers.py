"""Numbered papers of a review, and a reviewer's own phrases."""

from django.conf import settings
from django.db import models

from core import clock
from registry.annual_reports.models import AnnualReport, ReviewOpinion
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.report_reviews.states import Letter


class ReviewSeries(models.Model):
    """The last number an office gave to a kind of paper in a year; locked while one is given."""

    office = models.ForeignKey("core.Department", on_delete=models.PROTECT, related_name="+")
    letter = models.CharField(max_length=20, choices=Letter)
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "年报文书编号"
        constraints = [models.UniqueConstraint(name="review_series_once", fields=["office", "letter", "year"])]


class FixNotice(Belonging, models.Model):
    """补正通知书: written with the return it tells of, word for word as it was sent; append-only.

    `remarks` are {part, item, text}; those of the party organ come with the authority's letter only.
    """

    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="fix_notices")
    organization = models.ForeignKey(
        "registry.Organization", on_delete=models.PROTECT, related_name="fix_notices", verbose_name="社会组织"
    )
    opinion = models.OneToOneField(ReviewOpinion, on_delete=models.PROTECT, related_name="fix_notice")
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="发出单位"
    )
    document_no = models.CharField("文号", max_length=80, unique=True)
    name = models.CharField("当时名称", max_length=120)
    comment = models.TextField("意见", blank=True)
    remarks = models.JSONField("逐项意见", default=list)
    fix_due_on = models.DateField("补正期限", help_text="含当日")
    issued_at = models.DateTimeField("发出时间", default=clock.now)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = BelongingQuerySet.as_manager()

    class Meta:
        verbose_name = "补正通知书"
        ordering = ["issued_at", "pk"]

    def __str__(self):
        return self.document_no


class RemarkPhrase(models.Model):
    """A remark that a reviewer keeps for the next time; her own, most used first."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.CharField("意见", max_length=400)
    uses = models.PositiveIntegerField("使用次数", default=0)
    kept_at = models.DateTimeField("保存时间", default=clock.now)

    class Meta:
        verbose_name = "常用意见"
        ordering = ["-uses", "-kept_at", "pk"]
        constraints = [models.UniqueConstraint(name="remark_phrase_once", fields=["user", "text"])]

    def __str__(self):
        return self.text
