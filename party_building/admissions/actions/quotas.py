"""The yearly plan, and whether an acceptance still fits into it."""

import datetime

from django.db import transaction

from core import audit
from core.access.actor import Actor
from core.forms import check_version
from core.workflow.errors import NotCompetent, Refusal
from party_building.admissions import queries
from party_building.admissions.actions.rights import require
from party_building.admissions.models import Admission, AdmissionQuota
from party_building.admissions.states import PLAN


@transaction.atomic
def plan(
    *, actor: Actor, year: int, planned: int, document: str, approved_on: datetime.date,
    quota: AdmissionQuota | None = None, version: int | None = None,
) -> AdmissionQuota:  # fmt: skip
    """Enter the plan of the actor's organ for a year, or put it right. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, PLAN, "登记发展党员计划")
    if quota is None:
        quota = AdmissionQuota(department_id=actor.department_id, year=year)
        if AdmissionQuota.objects.filter(department=actor.department_id, year=year).exists():
            raise Refusal(f"{year}年的计划已经登记，请修改原记录。")
    else:
        if quota.department_id != actor.department_id:
            raise NotCompetent(f"“登记发展党员计划”由{quota.department.name}办理。您可以查看，不能办理。")
        check_version(quota, version)
        quota.version += 1
    quota.planned, quota.document, quota.approved_on = planned, document.strip(), approved_on
    quota.save()
    audit.record("admissions.plan", actor=actor, subject=quota, year=year, planned=planned)
    return quota


def check_quota(admission: Admission, *, actor: Actor, day: datetime.date, note: str) -> str:
    """ "" within the plan of the year, or where none is on record. Beyond it, the reason of the superior, which alone
    may give one. Two acceptances at once are counted one after the other. Raises Refusal."""
    rows = AdmissionQuota.objects.select_for_update(no_key=True)
    quota = rows.filter(department=admission.unit.superior_id, year=day.year).first()
    if quota is None or queries.used(quota.department_id, quota.year) < quota.planned:
        return ""
    said = f"{quota.year}年发展党员计划（单列）{quota.planned}名已经用完"
    if actor.is_organization_side:
        raise Refusal(f"{said}。确需接收的，请上级党组织写明理由后登记。")
    if not note.strip():
        raise Refusal(f"{said}。确需接收的，请在说明中写明理由。")
    return note.strip()[:200]
