"""What the lists and the page of a leader count."""

import datetime

from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from party_building.leader_charges.models import ChargeNote, LeaderCharge
from party_building.leader_charges.states import ChargeKind, NoteKind
from party_building.party_units.models import CoverageLink
from registry.organizations.models import Organization


def with_coverage(charges, day: datetime.date):
    """Charges with `is_covered` (of an organization: by whatever unit on the day), `visits` and `last_visit`."""
    covered = CoverageLink.objects.on(day).filter(organization=OuterRef("organization"))
    visits = ChargeNote.objects.filter(charge=OuterRef("pk"), kind=NoteKind.VISIT).order_by().values("charge")
    return charges.annotate(
        is_covered=Exists(covered),
        visits=Coalesce(Subquery(visits.annotate(n=Count("pk")).values("n")), 0),
        last_visit=Subquery(visits.annotate(n=Max("on")).values("n")),
    )


def with_counts(leaders, day: datetime.date):
    """Leaders with `regions`, `departments`, `organizations` in charge on the day, and how many are `covered`."""
    mine = LeaderCharge.objects.on(day).filter(leader=OuterRef("pk")).order_by()

    def number(rows):
        return Coalesce(Subquery(rows.values("leader").annotate(n=Count("pk")).values("n")), 0)

    covered = mine.filter(organization__in=CoverageLink.objects.on(day).values("organization"))
    return leaders.annotate(
        regions=number(mine.filter(kind=ChargeKind.REGION)),
        departments=number(mine.filter(kind=ChargeKind.DEPARTMENT)),
        organizations=number(mine.filter(kind=ChargeKind.ORGANIZATION)),
        covered=number(covered),
    )


def candidates(actor, day: datetime.date, *, most: int = 60):
    """Organizations of the actor's line that nothing covers and nobody answers for yet, by name."""
    covered = CoverageLink.objects.on(day).values("organization")
    charged = LeaderCharge.objects.on(day).filter(organization__isnull=False).values("organization")
    rows = Organization.objects.visible_to(actor).active().exclude(Q(pk__in=covered) | Q(pk__in=charged))
    return rows.order_by("pinyin", "pk")[:most]
