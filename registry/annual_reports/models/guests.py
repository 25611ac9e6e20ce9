"""People from outside who fill single sections: the accountant, the lawyer."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock, history
from registry.annual_reports.models.reports import AnnualReport
from registry.org_accounts.models import ActivationCode
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization


class SectionGuestQuerySet(BelongingQuerySet):
    def open_on(self, day: datetime.date):
        return self.filter(ended_at=None, expires_on__gte=day)

    def of_user(self, user_id: int | None, day: datetime.date):
        return self.open_on(day).filter(user=user_id) if user_id is not None else self.none()


@history.tracked
class SectionGuest(Belonging, models.Model):
    """Somebody invited by a one-time code to the named sections of one report, until a day. She saves, never sends."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="section_guests", verbose_name="社会组织"
    )
    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="guests")
    name = models.CharField("受邀人", max_length=60)
    sections = models.JSONField("可以填报的部分")
    expires_on = models.DateField("有效期至", help_text="含当日")
    code = models.OneToOneField(
        ActivationCode, on_delete=models.PROTECT, related_name="section_guest", verbose_name="激活码"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField("邀请时间", default=clock.now)
    ended_at = models.DateTimeField("结束时间", null=True)

    objects = SectionGuestQuerySet.as_manager()

    class Meta:
        verbose_name = "年报受邀填报人"
        constraints = [models.CheckConstraint(name="section_guest_has_sections", condition=~Q(sections=[]))]
        ordering = ["invited_at", "pk"]

    def __str__(self):
        return self.name
