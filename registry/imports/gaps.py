"""Resolving a word once: it answers for every row of the office that used it, entered or still to come."""

from django.db import transaction

from core import audit, clock, history
from core.access.actor import Actor
from core.departments.models import Department, Region
from core.refusal import Refusal
from core.workflow.errors import NotCompetent, WrongState
from core.workflow.perform import lock
from registry.imports.models import ImportGap, ImportRow
from registry.imports.states import GapKind, Outcome
from registry.organizations import actions as organizations
from registry.organizations.facts import OrganizationAddress
from registry.organizations.models import Organization
from registry.organizations.states import ResponsibilityKind

_COLUMN = {GapKind.REGION: "city", GapKind.UNIT: "business_supervisor"}


def rows_of(gap: ImportGap):
    """Rows of the office's lists that wrote this word."""
    return ImportRow.objects.filter(
        batch__department_id=gap.department_id, **{f"values__{_COLUMN[GapKind(gap.kind)]}": gap.word}
    )


@transaction.atomic
def resolve(
    gap: ImportGap, *, actor: Actor, region: Region | None = None, unit: Department | None = None
) -> tuple[int, int]:
    """Say what the word means; organizations already entered with it get the region or the supervisor.

    Organizations that have one by now, or belong to another office, are left as they are. Returns (set, left).
    """
    lock(gap)
    if not actor.competent_for(gap):
        raise NotCompetent(f"该项由{gap.competent_department_name}处理，您可以查看，不能办理。")
    if gap.resolved_at is not None:
        raise WrongState("该项已经处理过，请刷新页面查看。")
    if (region if gap.kind == GapKind.REGION else unit) is None:
        raise Refusal("请选择对应的地区或单位。")
    gap.region, gap.unit = region, unit
    gap.resolved_at, gap.resolved_by_id = clock.now(), actor.user_id
    gap.save(update_fields=["region", "unit", "resolved_at", "resolved_by"])
    entered = rows_of(gap).filter(outcome__in=[Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED])
    ids = entered.exclude(organization=None).values_list("organization_id", flat=True).distinct()
    done, left = 0, 0
    with history.acting(actor, origin=f"gap:{gap.pk}"):
        for organization in Organization.objects.filter(pk__in=list(ids)).order_by("pk"):
            if actor.competent_for(organization) and _set(gap, organization, actor):
                done += 1
            else:
                left += 1
    audit.record("imports.resolve_gap", actor=actor, subject=gap, organizations=done, left=left)
    return done, left


def _set(gap: ImportGap, organization: Organization, actor: Actor) -> bool:
    reason = f"名单中“{gap.word}”经核对为“{gap.region or gap.unit}”"
    if gap.kind == GapKind.UNIT:
        if organization.business_supervisor_id:
            return False
        organizations.set_responsibility(
            organization,
            actor=actor,
            kind=ResponsibilityKind.BUSINESS,
            department_id=gap.unit_id,
            valid_from=organization.registered_on or clock.today(),
            document=reason[:200],
        )
        return True
    if organization.city_id or organization.district_id:
        return False
    fact = OrganizationAddress.objects.filter(organization=organization, valid_to=None).first()
    if fact:
        organizations.correct(fact, actor=actor, values={"region_id": gap.region_id}, reason=reason)
    else:
        organizations.move_address(
            organization,
            actor=actor,
            region_id=gap.region_id,
            address=organization.address,
            valid_from=organization.registered_on or clock.today(),
            document=reason[:200],
        )
    return True
