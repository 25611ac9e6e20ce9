"""The two lists as everybody may read them: what is in force today and rests on a decision document, nothing else."""

import datetime
from dataclasses import dataclass

from django.conf import settings

from core.dated.actions import ONE_DAY
from registry.disclosures.table import Reach
from registry.disclosures.words import SEE_DECISION
from registry.organizations.facts import OrganizationStanding, Responsibility
from registry.organizations.models import Organization
from registry.organizations.states import ResponsibilityKind, Standing


@dataclass(frozen=True)
class Listed:
    """One line of a public list. Keys are those of config/disclosure.py, CREDIT_LIST_DISCLOSURES."""

    organization: Organization
    name: str
    uscc: str
    ground: str
    authority: str
    listed_on: datetime.date


def in_force(which: str, day: datetime.date):
    """Facts of the register that put an organization on the list on `day`, by a decision."""
    rows = OrganizationStanding.objects.on(day).filter(standing=which).exclude(document="")
    return (
        rows.exclude(organization__standing=Standing.CLEAR)
        .select_related("organization")
        .order_by("-valid_from", "-pk")
    )


def lines(facts: list[OrganizationStanding]) -> list[Listed]:
    """In their order; two queries, however many."""
    before, offices = _before(facts), _offices(facts)
    return [
        Listed(
            organization=one.organization,
            name=one.organization.name,
            uscc=one.organization.uscc or one.organization.legacy_reg_no,
            ground=_words(one.ground),
            authority=_authority(one, offices),
            listed_on=_since(one, before.get(one.organization_id, [])),
        )
        for one in facts
    ]


def _words(ground: str) -> str:
    said = ground.strip().rstrip("。")
    return said if said in settings.PUBLIC_GROUNDS else SEE_DECISION


def _before(facts) -> dict[int, list[OrganizationStanding]]:
    found: dict[int, list[OrganizationStanding]] = {}
    rows = OrganizationStanding.objects.filter(organization__in=[one.organization_id for one in facts])
    for row in rows.order_by("-valid_from"):
        found.setdefault(row.organization_id, []).append(row)
    return found


def _since(current: OrganizationStanding, facts: list[OrganizationStanding]) -> datetime.date:
    """The first day of the unbroken time on the list: a further ground does not begin it anew."""
    since = current.valid_from
    for fact in facts:
        if fact.standing == current.standing and fact.valid_to == since - ONE_DAY:
            since = fact.valid_from
    return since


def _offices(facts) -> dict[int, list[Responsibility]]:
    found: dict[int, list[Responsibility]] = {}
    rows = Responsibility.objects.filter(
        organization__in=[one.organization_id for one in facts], kind=ResponsibilityKind.SUPERVISING
    )
    for row in rows.select_related("department"):
        found.setdefault(row.organization_id, []).append(row)
    return found


def _authority(fact: OrganizationStanding, offices: dict[int, list[Responsibility]]) -> str:
    """The office that supervised on the day of the decision."""
    held = [one for one in offices.get(fact.organization_id, []) if one.is_on(fact.valid_from)]
    return held[0].department.name if held else ""


def columns(day: datetime.date) -> list[tuple[str, str]]:
    """(key, label) of what the table of disclosures lets out in a list, in its order."""
    table = settings.CREDIT_LIST_DISCLOSURES
    return [(one.key, one.label) for one in table if Reach.LIST in one.reaches and one.since <= day]
