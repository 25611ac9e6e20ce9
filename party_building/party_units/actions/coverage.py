"""Whom a unit covers, from when to when."""

import datetime

from django.db import transaction

from core import audit
from core.access.actor import Actor
from core.dated.actions import FactRefused, end_fact, set_fact
from core.workflow.errors import Refusal
from party_building.party_units.actions.rights import require
from party_building.party_units.models import CoverageLink, PartyUnit
from party_building.party_units.states import CoverageKind
from party_building.signals import coverage_changed
from registry.approvals.actions import settle_duties
from registry.organizations.models import Organization

ONE_DAY = datetime.timedelta(days=1)


@transaction.atomic
def cover(
    organization: Organization,
    *,
    unit: PartyUnit,
    kind: CoverageKind,
    actor: Actor,
    since: datetime.date,
    document: str = "",
) -> CoverageLink:
    """From `since` on `unit` covers the organization; what covered it before in the same way ends the day before.

    Raises NotCompetent, Refusal where the unit did not stand on that day, FactRefused where two links would share it.
    """
    require(unit, actor, "登记覆盖关系")
    return link(organization, unit=unit, kind=kind, actor=actor, since=since, document=document)


def link(organization, *, unit, kind, actor, since, document="") -> CoverageLink:
    """As `cover`, for a step whose right was checked before."""
    if since < unit.established_on:
        raise Refusal(f"“{unit.name}”{unit.established_on:%Y-%m-%d}成立，覆盖关系不能早于该日。")
    if unit.dissolved_on and unit.dissolved_on <= since:
        raise Refusal(f"“{unit.name}”已于{unit.dissolved_on:%Y-%m-%d}撤销，不能再登记覆盖关系。")
    fact = set_fact(
        CoverageLink,
        organization,
        key={"is_functional": kind == CoverageKind.FUNCTIONAL},
        values={"unit": unit, "kind": kind},
        valid_from=since,
        document=document,
    )
    audit.record("party_units.cover", actor=actor, subject=unit, organization=organization.pk, kind=kind, since=since)
    _tell(organization.pk)
    return fact


@transaction.atomic
def end_coverage(fact: CoverageLink, *, actor: Actor, last_day: datetime.date, document: str = "") -> None:
    """`last_day` is the last day of the coverage. Raises NotCompetent, FactRefused."""
    require(fact.unit, actor, "终止覆盖关系")
    close(fact, actor=actor, last_day=last_day, document=document)


def close(fact: CoverageLink, *, actor: Actor, last_day: datetime.date, document: str = "") -> None:
    """As `end_coverage`, for a step whose right was checked before."""
    if fact.valid_to is not None and fact.valid_to <= last_day:
        raise FactRefused(f"该覆盖关系已于{fact.valid_to:%Y-%m-%d}终止。")
    end_fact(fact, last_day=last_day, document=document)
    audit.record(
        "party_units.end_coverage",
        actor=actor,
        subject=fact.unit,
        organization=fact.organization_id,
        last_day=last_day,
    )
    _tell(fact.organization_id)


def _tell(organization_id: int) -> None:
    settle_duties([organization_id])
    coverage_changed.send(sender=CoverageLink, organization_id=organization_id)
