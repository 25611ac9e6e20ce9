"""双向进入、交叉任职: who sits both in the committee of a party unit and in the organization it covers.

Posts are compared by person, on one day, through the coverage of that day. Counts and secretaries may leave the party
line; names do not, so these functions give ids of organizations and nothing else.
"""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from party_building.party_units.models import CommitteePost
from party_building.party_units.states import CommitteePostKind
from registry.officers.models import OfficerPost
from registry.organizations.models import Organization


def _of_both(day: datetime.date, **post) -> QuerySet[OfficerPost]:
    """Posts of `day` whose holder sits in the committee of a unit that covers the organization on that day."""
    covers = Q(unit__coverage_links__valid_to=None) | Q(unit__coverage_links__valid_to__gte=day)
    seats = CommitteePost.objects.on(day).filter(
        covers,
        unit__coverage_links__valid_from__lte=day,
        unit__coverage_links__organization=OuterRef("organization"),
        person=OuterRef("person"),
        **post,
    )
    return OfficerPost.objects.on(day).filter(Exists(seats))


def entered_management(day: datetime.date) -> QuerySet:
    """Ids of organizations in whose council or management a member of the party committee sits."""
    return _ids(_of_both(day))


def entered_committee(day: datetime.date) -> QuerySet:
    """Ids of organizations of whose 负责人 one sits in the party committee."""
    return _ids(_of_both(day).responsible())


def cross_posted(day: datetime.date) -> QuerySet:
    """Ids of organizations where both are so on `day`; one person may stand for both."""
    return (
        Organization.objects.filter(pk__in=entered_management(day)).filter(pk__in=entered_committee(day)).values("pk")
    )


def secretary_is_head(day: datetime.date) -> QuerySet:
    """Ids of organizations whose 负责人 (a post that counts as such in their type) is the party secretary on `day`."""
    return _ids(_of_both(day, kind=CommitteePostKind.SECRETARY).responsible())


def _ids(posts: QuerySet[OfficerPost]) -> QuerySet:
    return Organization.objects.filter(pk__in=posts.values("organization")).values("pk")
