"""Quarterly notes of the contacts, half-yearly reviews of the branch; one line is enough."""

import datetime

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.workflow.errors import Refusal
from party_building.admissions.actions.rights import require_branch
from party_building.admissions.models import Admission, AdmissionNote
from party_building.admissions.states import OPEN, NoteKind


@transaction.atomic
def write_note(
    admission: Admission, *, actor: Actor, kind: NoteKind | str, noted_on: datetime.date, text: str
) -> AdmissionNote:
    """Raises NotPermitted, NotCompetent, Refusal."""
    require_branch(admission.unit, actor, "登记培养考察")
    if admission.state not in OPEN:
        raise Refusal("发展党员程序已经结束，不能再登记培养考察。")
    if not admission.applied_on <= noted_on <= clock.today():
        raise Refusal(f"日期应在申请日期{admission.applied_on:%Y-%m-%d}至今天之间。")
    if not text.strip():
        raise Refusal("请写一句话。")
    made = AdmissionNote.objects.create(
        admission=admission, kind=kind, noted_on=noted_on, text=text.strip(), recorded_by_id=actor.user_id
    )
    audit.record("admissions.write_note", actor=actor, subject=admission, kind=str(kind))
    return made
