"""The only writer of party counts."""

import datetime

from django.db import transaction

from core import audit
from core.access.actor import Actor
from core.dated.actions import set_fact
from core.workflow.errors import NotPermitted
from party_building.party_counts.models import PartyCount
from party_building.party_counts.states import CountSource
from party_building.signals import party_count_changed
from registry.organizations.models import Organization

EDIT = "party_counts.edit"
FIELDS = ("formal_full_time", "formal_elsewhere", "probationary", "applicants")


@transaction.atomic
def count(
    organization: Organization,
    *,
    actor: Actor,
    since: datetime.date,
    source: CountSource,
    formal_full_time: int,
    formal_elsewhere: int = 0,
    probationary: int = 0,
    applicants: int = 0,
    document: str = "",
) -> PartyCount:
    """From `since` on so many members work there. Raises NotPermitted, FactRefused for a second count of the day."""
    if not actor.can(EDIT):
        raise NotPermitted("您的岗位没有“登记党员情况”的权限，请联系系统管理员调整岗位。")
    said = dict(zip(FIELDS, (formal_full_time, formal_elsewhere, probationary, applicants), strict=True))
    fact = set_fact(PartyCount, organization, values={**said, "source": source}, valid_from=since, document=document)
    audit.record("party_counts.count", actor=actor, subject=organization, since=since, source=source)
    party_count_changed.send(sender=PartyCount, organization_id=organization.pk)
    return fact
