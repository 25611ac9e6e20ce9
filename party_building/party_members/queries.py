"""What the register says in numbers, for any day."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count
from django.utils.module_loading import import_string

from party_building.party_members.models import MemberAffiliation, MemberEmployment, MemberStanding
from party_building.party_members.states import MOVABLE, Standing


@dataclass
class Counted:
    """As PartyCount says it; formal part-time members whose membership sits here stand in neither of the first two."""

    formal_full_time: int = 0
    formal_elsewhere: int = 0
    probationary: int = 0
    applicants: int = 0


def counts(day: datetime.date, organizations: Collection[int] | None = None) -> dict[int, Counted]:
    """{organization id: what the register counts there on `day`}; all that occur where none are named."""
    found: dict[int, Counted] = {}
    employed, standings, kinds = (
        model.objects.on(day) for model in (MemberEmployment, MemberStanding, MemberAffiliation)
    )
    if organizations is not None:
        employed = employed.filter(organization__in=organizations)
        standings, kinds = (facts.filter(member__in=employed.values("member")) for facts in (standings, kinds))
    standing_of = dict(standings.values_list("member", "standing"))
    kind_of = dict(kinds.values_list("member", "kind"))
    for member, organization, is_full_time in employed.values_list("member", "organization", "is_full_time"):
        counted = found.setdefault(organization, Counted())
        standing = standing_of.get(member)
        if standing == Standing.PROBATIONARY:
            counted.probationary += 1
        elif standing == Standing.FORMAL and kind_of.get(member) in MOVABLE:
            counted.formal_full_time += is_full_time
        elif standing == Standing.FORMAL:
            counted.formal_elsewhere += 1
    for organization, number in import_string(settings.PARTY_APPLICANT_COUNTS)(day, organizations).items():
        found.setdefault(organization, Counted()).applicants = number
    return found


def formal_members_of_units(day: datetime.date) -> dict[int, int]:
    """{unit id: formal members whose membership the unit holds on `day`}; those who only take part do not count."""
    formal = MemberStanding.objects.on(day).filter(standing=Standing.FORMAL)
    held = MemberAffiliation.objects.on(day).filter(unit__isnull=False, member__in=formal.values("member"))
    return dict(held.order_by().values("unit").annotate(n=Count("pk")).values_list("unit", "n"))
