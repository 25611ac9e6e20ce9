from django.db import models
from django.db.models import Q

from core import clock, history
from core.files.models import StoredFile
from registry.organizations.belonging import Belonging, BelongingQuerySet
from registry.organizations.models import Organization
from supervision.case_proposals.states import MACHINE, TONES, ProposalState
from supervision.risk_alerts.models import RiskAlert


class CaseProposalQuerySet(BelongingQuerySet):
    def visible_to(self, actor):
        """A proposal is the office's own until a case exists: the organization does not read it."""
        return self.none() if actor.is_organization_side else super().visible_to(actor)

    def open(self):
        return self.filter(state=ProposalState.PROPOSED)


@history.tracked
class CaseProposal(Belonging, models.Model):
    """立案建议 about one organization. It imposes nothing: accepted, it is handed to whoever works the case."""

    machine = MACHINE

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="case_proposals", verbose_name="社会组织"
    )
    alert = models.ForeignKey(
        RiskAlert, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="风险预警"
    )
    title = models.CharField("案由", max_length=120)
    facts = models.TextField("涉嫌违法事实", max_length=2000)
    basis = models.CharField("涉及条款", max_length=300)
    proposed_on = models.DateField("提出日期", default=clock.today)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=ProposalState, default=ProposalState.PROPOSED)
    version = models.PositiveIntegerField(default=1)

    objects = CaseProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "立案建议"
        indexes = [models.Index(fields=["-proposed_on", "-id"], name="case_proposal_proposed")]
        constraints = [
            models.CheckConstraint(name="case_proposal_state_known", condition=Q(state__in=ProposalState.values)),
            models.CheckConstraint(
                name="case_proposal_decided_has_day",
                condition=~Q(state__in=(ProposalState.ACCEPTED, ProposalState.REFUSED)) | Q(decided_on__isnull=False),
            ),
            models.UniqueConstraint(
                name="case_proposal_open_once",
                fields=["organization", "title"],
                condition=Q(state=ProposalState.PROPOSED),
                violation_error_message="同一案由的立案建议尚未决定。",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def state_tone(self) -> str:
        return TONES[self.state]


class CaseEvidence(models.Model):
    """One piece of evidence of a proposal: words, with a file or the alert it rests on. Append-only."""

    proposal = models.ForeignKey(CaseProposal, on_delete=models.PROTECT, related_name="evidence")
    text = models.CharField("证据", max_length=300)
    alert = models.ForeignKey(RiskAlert, null=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "立案建议证据"
        ordering = ["pk"]
