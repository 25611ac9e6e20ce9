"""What the party organ says of the party-building part, beside the other reviewers and with a clock of its own."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock, history
from core.access.scope import ScopedQuerySet, ScopeKind
from core.departments.belonging import OfOneOffice
from registry.annual_reports.models import ReportSubmission
from registry.report_reviews.states import PARTY_MACHINE, PARTY_TONES, PartyState, Verdict


class PartyOpinionQuerySet(ScopedQuerySet):
    """Seen by the organ itself, the authority that concludes, and the organization; by no other department."""

    scope_columns = {
        ScopeKind.PARTY: ("department_id",),
        ScopeKind.AUTHORITY: ("submission__report__organization__supervising_authority_id",),
        ScopeKind.ORGANIZATION: ("submission__report__organization_id",),
    }

    def waiting(self):
        return self.filter(state=PartyState.WAITING)


@history.tracked
class PartyOpinion(OfOneOffice, models.Model):
    """Asked for when the report is sent. Silence holds nothing up: it is recorded, and it is the organ's delay."""

    machine = PARTY_MACHINE

    submission = models.OneToOneField(ReportSubmission, on_delete=models.PROTECT, related_name="party_opinion")
    department = models.ForeignKey(
        "core.Department", on_delete=models.PROTECT, related_name="+", verbose_name="审核单位"
    )
    state = models.CharField("状态", max_length=12, choices=PartyState, default=PartyState.WAITING)
    opened_at = models.DateTimeField("送审时间", default=clock.now)
    due_on = models.DateField("审核期限", help_text="含当日，按工作日计算")
    verdict = models.CharField("意见", max_length=12, choices=Verdict, blank=True)
    comment = models.TextField("意见内容", blank=True)
    remarks = models.JSONField("逐项意见", default=list, blank=True)
    given_at = models.DateTimeField("出具时间", null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = PartyOpinionQuerySet.as_manager()

    class Meta:
        verbose_name = "党建工作机构审核意见"
        constraints = [
            models.CheckConstraint(name="party_opinion_state_known", condition=Q(state__in=PartyState.values)),
            models.CheckConstraint(
                name="party_opinion_given_has_verdict",
                condition=~Q(state=PartyState.GIVEN) | (Q(given_at__isnull=False) & ~Q(verdict="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["department", "due_on"], condition=Q(state=PartyState.WAITING), name="party_opinion_waiting"
            )
        ]

    @property
    def state_tone(self) -> str:
        return PARTY_TONES[self.state]
