"""属地意见: the office of the served place says whether it agrees. Approval waits for it; drafting does not."""

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import CommentRequired, NotCompetent, WrongState
from core.workflow.perform import lock, log
from core.worklist import actions as worklist
from party_building.unit_requests import notices, queries
from party_building.unit_requests.models import UnitRequest
from party_building.unit_requests.states import OPEN, ConsentState

CONSENT = "unit_requests.agree"


def ask(request: UnitRequest, *, actor: Actor) -> None:
    """Put the question to the office of the served place, once. For a step whose right was checked before."""
    if request.consent != ConsentState.NOT_NEEDED:
        return
    office = queries.office_of_place(request.service_region, request.superior)
    if office is None or office.pk == request.drafter_id:
        return
    request.consent_office, request.consent = office, ConsentState.ASKED
    request.save(update_fields=["consent_office", "consent"])
    worklist.open_item(
        CONSENT,
        subject=request,
        title=f"出具属地意见：{request.subject}",
        url_name="staff:unit_requests:detail",
        department=office,
    )
    log(request, "ask_consent", actor=actor)


def forget(request: UnitRequest) -> None:
    """What was asked has changed: an earlier answer no longer holds."""
    request.consent_office, request.consent = None, ConsentState.NOT_NEEDED
    request.consent_on, request.consent_text = None, ""
    request.save(update_fields=["consent_office", "consent", "consent_on", "consent_text"])
    worklist.close_items(request, CONSENT, cancelled=True)


@transaction.atomic
def answer(request: UnitRequest, *, actor: Actor, agrees: bool, comment: str = "") -> None:
    """The place agrees, or says why not. Raises NotPermitted, NotCompetent, WrongState, CommentRequired."""
    require(actor, CONSENT, "出具属地意见")
    lock(request)
    if not actor.is_system and actor.department_id != request.consent_office_id:
        named = request.consent_office.name if request.consent_office else "服务地"
        raise NotCompetent(f"“出具属地意见”由{named}办理。")
    if request.consent != ConsentState.ASKED or request.state not in OPEN:
        raise WrongState("属地意见已经回复，或者该请示已经办结。请刷新页面查看。")
    if not agrees and not comment.strip():
        raise CommentRequired("不同意的，须写明理由。")
    request.consent = ConsentState.GIVEN if agrees else ConsentState.DECLINED
    request.consent_on, request.consent_text = clock.today(), comment.strip()[:400]
    request.version += 1
    request.save(update_fields=["consent", "consent_on", "consent_text", "version"])
    log(request, "consent" if agrees else "decline", actor=actor, comment=comment.strip())
    worklist.close_items(request, CONSENT, actor=actor)
    notices.tell_drafter(request, "consented")
    audit.record("unit_requests.agree", actor=actor, subject=request, agrees=agrees)


def check_consent(request: UnitRequest) -> None:
    """Raises Refusal while the place has not agreed."""
    if request.consent == ConsentState.ASKED:
        raise Refusal(f"{request.consent_office.name}还没有回复属地意见，暂不能批复同意。")
    if request.consent == ConsentState.DECLINED:
        raise Refusal(f"{request.consent_office.name}不同意：{request.consent_text}。请退回修改，或者不予同意。")
