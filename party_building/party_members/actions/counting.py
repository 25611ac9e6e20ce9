"""按名册更新党员情况: what the register counts becomes the dated count that duties go by."""

import datetime

from core.access.actor import Actor
from core.dated.actions import correct_fact
from core.workflow.errors import NotCompetent
from party_building.party_counts.actions import FIELDS, count
from party_building.party_counts.models import PartyCount
from party_building.party_counts.states import CountSource
from party_building.party_members import queries
from party_building.party_members.actions.rights import require
from registry.organizations.models import Organization


def count_from_register(organization: Organization, *, actor: Actor, day: datetime.date) -> PartyCount:
    """Only the organ that leads the organization. A count entered on the same day is put right.

    Raises NotPermitted, NotCompetent, FactRefused.
    """
    require(actor, "按名册更新党员情况", "party_counts.edit")
    if not actor.is_system and organization.party_superior_id != actor.department_id:
        named = organization.party_superior.name if organization.party_superior_id else "其党建责任单位"
        raise NotCompetent(f"“按名册更新党员情况”由{named}办理。您可以查看，不能办理。")
    counted = queries.counts(day, [organization.pk]).get(organization.pk, queries.Counted())
    values = {name: getattr(counted, name) for name in FIELDS}
    same_day = PartyCount.objects.filter(organization=organization, valid_from=day).first()
    if same_day is not None and any(getattr(same_day, name) != value for name, value in values.items()):
        correct_fact(same_day, values={**values, "source": CountSource.REGISTER})
        return same_day
    return same_day or count(organization, actor=actor, since=day, source=CountSource.REGISTER, **values)
