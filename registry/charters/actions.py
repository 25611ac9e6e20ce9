"""章程核准: the approved text, on the day of its approval."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from core import audit, clock
from core.access.actor import Actor
from core.dated import actions as dated
from core.files.models import StoredFile
from core.workflow.errors import Refusal
from registry.charters.models import CharterVersion
from registry.organizations.actions.changing import touched
from registry.organizations.actions.competence import hold_paper
from registry.organizations.models import Organization


@transaction.atomic
def approve(
    organization: Organization,
    *,
    actor: Actor,
    approved_on: datetime.date,
    approved_by_id: int | None,
    document: str,
    has_party_clause: bool,
    has_core_values_clause: bool,
    adopted_on: datetime.date | None = None,
    file: StoredFile | None = None,
) -> CharterVersion:
    """The next version; the one before it ends the day before. Raises NotPermitted, NotCompetent, Refusal."""
    hold_paper(organization, actor, "charters.edit", "登记章程核准")
    if approved_on > clock.today():
        raise Refusal("核准日期不能晚于今天。")
    if adopted_on and adopted_on > approved_on:
        raise Refusal(f"表决通过日期{adopted_on:%Y-%m-%d}晚于核准日期{approved_on:%Y-%m-%d}，请核对。")
    last = CharterVersion.objects.filter(organization=organization).aggregate(n=Max("version_no"))["n"] or 0
    values: dict[str, Any] = {
        "version_no": last + 1,
        "adopted_on": adopted_on,
        "approved_by_id": approved_by_id,
        "has_party_clause": has_party_clause,
        "has_core_values_clause": has_core_values_clause,
        "file": file,
    }
    charter = dated.set_fact(CharterVersion, organization, values=values, valid_from=approved_on, document=document)
    touched(organization)
    audit.record("charters.approve", actor=actor, subject=organization, charter=charter.pk, approved_on=approved_on)
    return charter
