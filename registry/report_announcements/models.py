"""公告: the formal notice that ends a report year, one authority and one year, with its name lists."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.departments.belonging import OfOneOffice
from registry.organizations.models import Organization
from registry.report_announcements.states import FROZEN, MACHINE, TONES, AnnouncementState, NameList


class ReportAnnouncementQuerySet(ScopedQuerySet):
    """Drafts are the office's own; what is published everybody reads on the public page."""

    scope_columns = {ScopeKind.AUTHORITY: ("department_id",)}

    def published(self):
        return self.filter(state=AnnouncementState.PUBLISHED)


@history.tracked
class ReportAnnouncement(OfOneOffice, models.Model):
    """Drafted from the facts of `as_of`; `figures` and entries are written at signing and never change again.

    `corrects` names the notice that this one replaces: a published notice is never edited.
    """

    machine = MACHINE

    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="发布机关"
    )
    year = models.PositiveSmallIntegerField("报告年度")
    as_of = models.DateField("数据截至", help_text="含当日")
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections", verbose_name="更正的公告"
    )
    correction_text = models.CharField("更正说明", max_length=500, blank=True)
    number = models.CharField("文号", max_length=80, blank=True)
    figures = models.JSONField("签发时的家数", default=dict, blank=True)
    state = models.CharField("状态", max_length=12, choices=AnnouncementState, default=AnnouncementState.DRAFT)
    signed_on = models.DateField("签发日期", null=True, blank=True)
    published_on = models.DateField("公布日期", null=True, blank=True)
    drafted_at = models.DateTimeField("拟稿时间", default=clock.now)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="拟稿人"
    )
    version = models.PositiveIntegerField(default=1)

    objects = ReportAnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = "年报公告"
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="report_announcement_state_known", condition=Q(state__in=AnnouncementState.values)
            ),
            models.CheckConstraint(
                name="report_announcement_signed_has_number",
                condition=~Q(state__in=FROZEN) | (Q(signed_on__isnull=False) & ~Q(number="")),
                violation_error_message="签发须有文号。",
            ),
            models.CheckConstraint(
                name="report_announcement_published_has_day",
                condition=~Q(state=AnnouncementState.PUBLISHED) | Q(published_on__gte=F("signed_on")),
            ),
            models.CheckConstraint(
                name="report_announcement_correction_says_what",
                condition=Q(corrects=None) | ~Q(correction_text=""),
                violation_error_message="更正公告须写明更正了什么。",
            ),
            models.UniqueConstraint(
                name="report_announcement_once",
                fields=["department", "year"],
                condition=Q(corrects=None) & ~Q(state=AnnouncementState.DISCARDED),
                violation_error_message="该年度已有公告。需要修改已签发内容的，请拟更正公告。",
            ),
            models.UniqueConstraint(
                name="report_announcement_number_once",
                fields=["department", "number"],
                condition=~Q(number=""),
                violation_error_message="本机关已有同一文号的公告。",
            ),
        ]

    def __str__(self):
        return f"{self.year}年度报告{'更正' if self.corrects_id else ''}公告"

    @property
    def is_frozen(self) -> bool:
        return self.state in FROZEN

    @property
    def state_tone(self) -> str:
        return TONES[self.state]


class AnnouncementEntry(models.Model):
    """One name in one list, as it read at signing; append-only."""

    announcement = models.ForeignKey(ReportAnnouncement, on_delete=models.PROTECT, related_name="entries")
    name_list = models.CharField("名单", max_length=24, choices=NameList)
    position = models.PositiveIntegerField("序号")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="announcement_entries")
    name = models.CharField("名称", max_length=120)
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True, db_collation="C")

    class Meta:
        verbose_name = "公告名单"
        ordering = ["name_list", "position"]
        constraints = [
            models.UniqueConstraint(
                name="announcement_entry_once", fields=["announcement", "name_list", "organization"]
            ),
        ]
