"""What somebody owes by a date, as a row. Overdue is computed from it, never guessed from the last filing."""

from django.db import models
from django.db.models import Q


class ObligationState(models.TextChoices):
    OPEN = "open", "待履行"
    SATISFIED = "satisfied", "已履行"
    EXEMPT = "exempt", "免于履行"
    WAIVED = "waived", "不再要求"


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
