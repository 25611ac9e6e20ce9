"""催报: telling an organization that its report is due. It burdens nobody and concludes nothing."""

from django.db import transaction

from core import audit
from core.access.actor import Actor
from core.obligations.models import ObligationState
from core.workflow.errors import NotCompetent, NotPermitted, WrongState
from registry.annual_reports import notices
from registry.annual_reports.models import ReportObligation
from registry.annual_reports.states import State


def check_remind(obligation: ReportObligation, actor: Actor) -> None:
    """The supervising authority and the responsible department may; others see the report and tell that office.

    Raises NotPermitted, NotCompetent (naming the office), WrongState when nothing is owed any more.
    """
    if actor.read_only or not actor.can("annual_reports.remind"):
        raise NotPermitted("您的岗位没有“催报提醒”的权限，请联系系统管理员调整岗位。")
    organization = obligation.organization
    responsible = (organization.business_supervisor_id, organization.industry_department_id)
    if not actor.competent_for(obligation) and (actor.department_id is None or actor.department_id not in responsible):
        office = obligation.competent_department_name
        raise NotCompetent(f"该组织由{office}催报。您可以查看，请提醒{office}。")
    if obligation.state != ObligationState.OPEN:
        raise WrongState(f"这份年度报告{obligation.get_state_display()}，无须催报。")
    report = getattr(obligation, "report", None)
    if report is not None and report.state not in (State.DRAFT, State.RETURNED):
        raise WrongState(f"报告{report.get_state_display()}，无须催报。")


@transaction.atomic
def remind(obligation: ReportObligation, *, actor: Actor) -> None:
    """One notice to the organization's people. Raises what check_remind raises, and WrongState the second time on
    one day."""
    check_remind(obligation, actor)
    if not notices.reminder(obligation):
        raise WrongState("今天已提醒过该组织。")
    audit.record("annual_reports.remind", actor=actor, subject=obligation)
