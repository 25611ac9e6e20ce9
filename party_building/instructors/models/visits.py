"""走访和指导: one line each. Photos are optional and nothing is counted by them (practice C12)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock, history
from core.files.models import StoredFile
from party_building.instructors.models.pool import Instructor
from party_building.instructors.states import VisitKind
from registry.organizations.belonging import BelongingQuerySet
from registry.organizations.models import Organization


class VisitQuerySet(BelongingQuerySet):
    def by_instructors(self):
        return self.filter(kind=VisitKind.VISIT)

    def of_the_bureau(self):
        return self.filter(kind=VisitKind.GUIDANCE)

    def between(self, first, last):
        """Dated from `first` to `last`, both included."""
        return self.filter(visited_on__gte=first, visited_on__lte=last)


@history.tracked
class Visit(models.Model):
    """A visit by an instructor, or guidance given by an office: on which day, what was asked, what is next."""

    kind = models.CharField("类别", max_length=10, choices=VisitKind, default=VisitKind.VISIT)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="party_visits", verbose_name="社会组织"
    )
    instructor = models.ForeignKey(
        Instructor, null=True, blank=True, on_delete=models.PROTECT, related_name="visits", verbose_name="党建指导员"
    )
    office = models.ForeignKey(
        "core.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="指导单位"
    )
    visited_on = models.DateField("日期")
    asked = models.CharField("了解的情况", max_length=300)
    next_step = models.CharField("下一步", max_length=200, blank=True)
    photo = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="照片"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="记录人"
    )
    recorded_at = models.DateTimeField("记录时间", default=clock.now)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = "走访指导记录"
        constraints = [
            models.CheckConstraint(name="party_visit_kind_known", condition=Q(kind__in=VisitKind.values)),
            models.CheckConstraint(
                name="party_visit_by_one",
                condition=Q(kind=VisitKind.VISIT, instructor__isnull=False, office=None)
                | Q(kind=VisitKind.GUIDANCE, instructor=None, office__isnull=False),
                violation_error_message="走访由指导员记录，工作指导由单位记录。",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "-visited_on"], name="party_visit_organization"),
            models.Index(fields=["instructor", "-visited_on"], name="party_visit_instructor"),
            models.Index(fields=["-visited_on", "-id"], name="party_visit_day"),
        ]

    def __str__(self):
        return f"{self.visited_on:%Y-%m-%d}{self.get_kind_display()}"
