"""批复: the organ above decides. What it agrees to is done in the same transaction, through the verbs of the units."""

from django.conf import settings
from django.db import transaction

from core import audit, clock, series
from core.access.actor import Actor
from core.refusal import Refusal
from core.workflow.perform import perform
from core.worklist import actions as worklist
from party_building.unit_requests import notices, rulebook
from party_building.unit_requests.actions.carrying_out import carry_out
from party_building.unit_requests.actions.consents import check_consent
from party_building.unit_requests.actions.writing import DECIDE, MEND
from party_building.unit_requests.models import RequestSeries, UnitRequest
from party_building.unit_requests.states import Severity

PORTAL = Actor.system("unit_requests")


@transaction.atomic
def approve(request: UnitRequest, *, actor: Actor, comment: str = "", document_no: str = "") -> None:
    """Agree: number, letter, and the change in the tree from `effective_on` on. `document_no` is a number that the
    office's own system gave; without it the next of the organ's series is taken.

    Raises what perform raises, Refusal with what stands in the way, FactRefused where dates do not fit.
    """
    for finding in rulebook.findings(request):
        if finding.severity == Severity.REFUSE:
            raise Refusal(finding.text)
    check_consent(request)
    today = clock.today()
    perform(
        request, "approve", actor=actor, comment=comment, decision=comment.strip()[:500], decided_on=today,
        decided_by_id=actor.user_id, document_no=document_no.strip() or _number(request),
    )  # fmt: skip
    carry_out(request, actor=actor)
    perform(request, "carry_out", actor=PORTAL, unit_id=request.unit_id)
    _finish(request, actor, "approved")


def _number(request: UnitRequest) -> str:
    year = clock.today().year
    number = series.take(RequestSeries, office_id=request.superior_id, year=year)
    return settings.UNIT_LETTER_FORMAT.format(office=request.superior.name, year=year, number=number)


@transaction.atomic
def send_back(request: UnitRequest, *, actor: Actor, comment: str) -> None:
    """With what to change. Raises CommentRequired and what perform raises."""
    perform(request, "send_back", actor=actor, comment=comment, decision=comment.strip()[:500])
    worklist.close_items(request, DECIDE, actor=actor)
    owner = {"department": request.drafter} if request.drafter_id else {"organization": request.organization_id}
    worklist.open_item(
        MEND,
        subject=request,
        title=f"修改请示：{request.subject}",
        url_name="staff:unit_requests:detail" if request.drafter_id else "org:unit_requests:detail",
        **owner,
    )
    notices.tell_drafter(request, "returned")
    audit.record("unit_requests.send_back", actor=actor, subject=request)


@transaction.atomic
def refuse(request: UnitRequest, *, actor: Actor, comment: str) -> None:
    """Not agreed to, with the reason. Raises CommentRequired and what perform raises."""
    perform(
        request, "refuse", actor=actor, comment=comment, decision=comment.strip()[:500], decided_on=clock.today(),
        decided_by_id=actor.user_id,
    )  # fmt: skip
    _finish(request, actor, "refused")


def _finish(request: UnitRequest, actor: Actor, what: str) -> None:
    worklist.close_items(request, actor=actor)
    notices.tell_drafter(request, what)
    audit.record(f"unit_requests.{what}", actor=actor, subject=request)
