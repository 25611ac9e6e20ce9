"""The last step: the change of the legal representative, wherever the licence sits, and the filing of the officers."""

import datetime

from django.db import transaction

from core import clock
from core.access.actor import Actor
from core.refusal import Refusal
from core.workflow.perform import lock, perform
from registry.officers.states import LEGAL_REPRESENTATIVE
from registry.reelections import documents, notices, queries
from registry.reelections.actions.meeting import appoint
from registry.reelections.actions.voices import record
from registry.reelections.models import Candidate, Reelection


def representative_owed(reelection: Reelection) -> Candidate | None:
    """Who was elected legal representative and is not yet on record as such; None where nothing is owed.

    A push of the approval office that was accepted has entered her already.
    """
    current = reelection.organization.legal_representative_id
    for one in queries.candidates_of(reelection):
        if one.kind_id == LEGAL_REPRESENTATIVE and one.is_elected and one.person_id != current:
            return one
    return None


@transaction.atomic
def finish(
    reelection: Reelection,
    *,
    actor: Actor,
    registered_on: datetime.date | None = None,
    registered_by: str = "",
    comment: str = "",
) -> None:
    """备案办结. The change of registration, its day and paper, is asked for where it is not on record yet.

    Raises Refusal, FactRefused and what perform raises.
    """
    lock(reelection)
    owed = representative_owed(reelection)
    if owed and (not registered_on or not registered_by.strip()):
        raise Refusal(
            f"法定代表人变更为{owed.person.name}尚未登记。请先办理变更登记，填写变更登记日期和文书；"
            "由行政审批部门登记的，接受其推送后自动登记。"
        )
    perform(
        reelection,
        "finish",
        actor=actor,
        comment=comment,
        filed_on=clock.today(),
        closed_on=clock.today(),
        due_on=None,
    )
    if owed and registered_on:
        if not reelection.held_on <= registered_on <= clock.today():
            raise Refusal("变更登记日期应在会议日期之后、今天之前。")
        reason = f"候选人经审核通过（{reelection.letter_number}）"
        appoint(reelection, owed, actor=actor, day=registered_on, document=registered_by.strip(), reason=reason)
    notices.tell(reelection, "done")
    record(reelection, "finish", actor)
    reelection.filing_number = documents.take_number(reelection, documents.FILING)
    reelection.save(update_fields=["filing_number"])
