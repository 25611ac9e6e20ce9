"""Addresses of a new letter with what is known filled in; whoever drafts reads and changes it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from core import clock
from core.access.actor import Actor
from core.departments.models import Department
from registry.annual_reports.models import ReportObligation
from supervision.letters.models import LetterKind
from supervision.letters.states import DRAFTING


@dataclass(frozen=True)
class LetterLink:
    label: str
    url: str


def new_letter(label: str, kind: str, actor: Actor, *, organization: int, **values: str) -> LetterLink | None:
    """None for whoever does not draft, and for an office that issues no letter of this kind today."""
    if actor.read_only or not actor.can(DRAFTING):
        return None
    office = Department.objects.filter(pk=actor.department_id).first()
    row = LetterKind.objects.on(clock.today()).filter(code=kind).first()
    if office is None or row is None or office.kind not in row.issuers:
        return None
    query = urlencode({"organization": organization, **values})
    return LetterLink(label, f"{reverse('staff:letters:create', args=[kind])}?{query}")


def urge_report(obligation: ReportObligation, actor: Actor) -> LetterLink | None:
    """催报通知, to who has not filed when the last day is over; by the body's own authority."""
    if obligation.state != "open" or obligation.due_on >= clock.today() or not actor.competent_for(obligation):
        return None
    pk = obligation.organization_id
    return new_letter("发催报通知", "report_urging", actor, organization=pk, year=str(obligation.year))
