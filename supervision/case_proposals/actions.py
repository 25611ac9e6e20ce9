"""Proposing a case and deciding on the proposal. Never called by a rule: each is a person's step."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.files.models import StoredFile
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import WrongState
from core.workflow.perform import check_competent, log, perform
from registry.organizations.models import Organization
from registry.organizations.states import ACTIVE_STATUSES
from supervision.case_proposals import notices
from supervision.case_proposals.models import CaseEvidence, CaseProposal
from supervision.case_proposals.states import PROPOSE
from supervision.credit_pauses.actions import refuse_paused
from supervision.credit_pauses.states import Track
from supervision.risk_alerts.evidence import facts_of
from supervision.risk_alerts.models import RiskAlert

DECIDE_ITEM = "case_proposals.decide"


@transaction.atomic
def propose(
    organization: Organization, *, actor: Actor, title: str, facts: str, basis: str, alert: RiskAlert | None = None,
    files: Iterable[StoredFile] = (),
) -> CaseProposal:  # fmt: skip
    """提出立案建议; the alert's own facts become its first evidence. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, PROPOSE, "提出立案建议")
    check_competent(organization, actor=actor, label="提出立案建议")
    if organization.status not in ACTIVE_STATUSES:
        raise Refusal(f"该组织{organization.get_status_display()}，不能提出立案建议。")
    refuse_paused(organization.pk, Track.PENALTY)
    if alert is not None and alert.organization_id != organization.pk:
        raise Refusal("该预警属于另一社会组织。")
    if alert is not None and (alert.is_resolved or alert.dismissed_on):
        raise WrongState("该预警已解除或已排除，不能据此提出立案建议。")
    made = CaseProposal(
        organization=organization, alert=alert, title=title.strip(), facts=facts.strip(), basis=basis.strip(),
        proposed_on=clock.today(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refusal("同一案由的立案建议尚未决定，不能重复提出。") from None
    rows = [CaseEvidence(proposal=made, text=words, alert=alert) for words in _of_alert(alert)]
    rows += [CaseEvidence(proposal=made, text=file.name, file=file) for file in files]
    CaseEvidence.objects.bulk_create(rows)
    log(made, "propose", actor=actor)
    worklist.open_item(
        DECIDE_ITEM, subject=made, title=f"立案建议待决定：{organization.name}",
        url_name="staff:case_proposals:detail", department=organization.competent_department_id,
        role="registry_chief",
    )  # fmt: skip
    audit.record("case_proposals.propose", actor=actor, subject=made, organization=organization.pk)
    return made


def _of_alert(alert: RiskAlert | None) -> list[str]:
    if alert is None:
        return []
    known = [f"预警{alert.rule_code}（{alert.opened_on:%Y-%m-%d}）"]
    return [*known, *(f"{fact.label}：{fact.text}"[:300] for fact in facts_of(alert))]


@transaction.atomic
def accept(proposal: CaseProposal, *, actor: Actor, comment: str) -> None:
    """同意立案, by another person. From here on the case is worked where cases are worked."""
    refuse_paused(proposal.organization_id, Track.PENALTY)
    _decide(proposal, "accept", actor, comment)


@transaction.atomic
def refuse(proposal: CaseProposal, *, actor: Actor, comment: str) -> None:
    _decide(proposal, "refuse", actor, comment)


def _decide(proposal: CaseProposal, step: str, actor: Actor, comment: str) -> None:
    perform(proposal, step, actor=actor, comment=comment, decided_on=clock.today())
    worklist.close_items(proposal, actor=actor)
    notices.decided(proposal)
    audit.record(f"case_proposals.{step}", actor=actor, subject=proposal, organization=proposal.organization_id)


@transaction.atomic
def withdraw(proposal: CaseProposal, *, actor: Actor, comment: str) -> None:
    perform(proposal, "withdraw", actor=actor, comment=comment)
    worklist.close_items(proposal, actor=actor, cancelled=True)
    audit.record("case_proposals.withdraw", actor=actor, subject=proposal, organization=proposal.organization_id)
