"""A body in no register is a lead, not an accusation: the county authority of the place checks it on its own page."""

from django.db import transaction

from core.access.actor import Actor
from core.refusal import Refusal
from core.workflow.errors import NotCompetent
from supervision.illegal_orgs import actions as illegal_orgs
from supervision.illegal_orgs.models import Lead
from supervision.illegal_orgs.states import ANSWERS, LeadOrigin
from supervision.risk_reports.actions.escalation import CLOCK
from supervision.risk_reports.actions.steps import hold, step
from supervision.risk_reports.models import RiskReport
from supervision.risk_reports.states import About, ReportState


@transaction.atomic
def to_lead(report: RiskReport, *, actor: Actor, comment: str) -> Lead:
    """转为线索核查 by the authority of the place.

    Raises as perform, NotCompetent elsewhere, Refusal for a body that is in the register.
    """
    hold(report)
    if report.about != About.UNLISTED:
        raise Refusal("只有不在名录中的组织才转为线索核查；请先核对涉及的组织。")
    if not actor.is_system and report.authority_id != actor.department_id:
        raise NotCompetent(f"线索由行为发生地的{report.authority.name}核查。您所在的单位可以查看，不能办理。")
    lead = report.lead or illegal_orgs.receive(
        actor=actor, origin=LeadOrigin.GRID, name=report.body_name, activity=report.what, region=report.region,
        place=report.place,
    )  # fmt: skip
    step(report, "to_lead", actor=actor, comment=comment, lead=lead)
    return lead


@transaction.atomic
def lead_over(lead: Lead) -> int:
    """What became of the lead is what the reporters read. Returns how many reports it closes."""
    found = 0
    for report in RiskReport.objects.filter(lead=lead, state=ReportState.LEAD).order_by("pk"):
        hold(report)
        if report.state == ReportState.LEAD:
            step(report, "lead_over", actor=CLOCK, comment=ANSWERS[lead.state], outcome=ANSWERS[lead.state])
            found += 1
    return found
