"""What somebody owes by a date, as a row. Overdue is computed from it, never guessed from the last filing."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock


class ObligationState(models.TextChoices):
    OPEN = "open", "待履行"
    SATISFIED = "satisfied", "已履行"
    EXEMPT = "exempt", "免于履行"
    WAIVED = "waived", "不再要求"


class ChangeKind(models.TextChoices):
    MOVED = "moved", "截止日期按通知调整"
    DEFERRED = "deferred", "批准延期"
    EXEMPTED = "exempted", "免于履行"
    WAIVED = "waived", "不再要求"
    RECOGNIZED = "recognized", "认定为按期"


# Changes after which nothing is owed any more.
RELEASES = (ChangeKind.EXEMPTED, ChangeKind.WAIVED)


class ObligationQuerySet(models.QuerySet):
    """Mixed into the scoped queryset of each concrete table."""

    def open(self):
        return self.filter(state=ObligationState.OPEN)

    def owed(self):
        """Counted in every rate: neither exempt nor waived."""
        return self.filter(state__in=(ObligationState.OPEN, ObligationState.SATISFIED))

    def overdue(self, as_of):
        """Open and past the effective due date; the due date itself is still in time."""
        return self.open().filter(due_on__lt=as_of)


class Obligation(models.Model):
    """`due_on` is the effective date (rolled forward or not by the regime that made the row, moved by notice or by an
    approved deferral); the last day in time. `first_due_on` is the date of an earlier step, null where there is none.
    """

    period = models.CharField("所属期", max_length=20)
    first_due_on = models.DateField("初审截止日期", null=True, blank=True)
    due_on = models.DateField("截止日期")
    original_due_on = models.DateField("原定截止日期")
    state = models.CharField("状态", max_length=20, choices=ObligationState, default=ObligationState.OPEN)
    reason = models.CharField("免除或变更原因", max_length=200, blank=True)
    document = models.CharField("依据文书", max_length=200, blank=True)
    satisfied_at = models.DateTimeField("履行时间", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(class)s_state_known", condition=Q(state__in=ObligationState.values)),
            models.CheckConstraint(
                name="%(class)s_satisfied_has_time",
                condition=Q(state=ObligationState.SATISFIED, satisfied_at__isnull=False)
                | (~Q(state=ObligationState.SATISFIED) & Q(satisfied_at=None)),
            ),
            models.CheckConstraint(
                name="%(class)s_exempt_says_why",
                condition=~Q(state__in=(ObligationState.EXEMPT, ObligationState.WAIVED)) | ~Q(reason=""),
                violation_error_message="免于履行须写明原因。",
            ),
        ]


class ObligationChange(models.Model):
    """What moved or ended an obligation, from which day; append-only, so that any past day can be asked again.

    The concrete table adds `obligation` with related_name="changes". Dates before and after are the effective ones.
    """

    kind = models.CharField("变更", max_length=20, choices=ChangeKind)
    decided_on = models.DateField("决定日期")
    previous_due_on = models.DateField("原截止日期")
    previous_first_due_on = models.DateField("原初审截止日期", null=True, blank=True)
    due_on = models.DateField("现截止日期")
    first_due_on = models.DateField("现初审截止日期", null=True, blank=True)
    reason = models.CharField("原因", max_length=200)
    document = models.CharField("依据文书", max_length=200, blank=True)
    at = models.DateTimeField("记录时间", default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["decided_on", "pk"]
        indexes = [models.Index(fields=["obligation", "decided_on"], name="%(class)s_of")]
