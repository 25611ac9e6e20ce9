"""Which organizations a person keeps in touch with, and what is read before a visit."""

import datetime

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from core import clock
from core.access.actor import Actor
from party_building.leader_charges.models import LeaderCharge
from registry.organizations.models import Organization, OrganizationQuerySet
from supervision.liaison.models import Contact, LiaisonLink, Need


def charged_to(actor: Actor, day: datetime.date | None = None) -> OrganizationQuerySet:
    """What the person herself answers for by a document: linked to her, or in her charge. Wherever it sits."""
    day = day or clock.today()
    user = actor.user_id or 0
    linked = LiaisonLink.objects.on(day).filter(user=user).values("organization")
    charged = LeaderCharge.objects.on(day).filter(leader__user=user, organization__isnull=False).values("organization")
    return Organization.objects.filter(Q(pk__in=linked) | Q(pk__in=charged))


def reachable(actor: Actor) -> OrganizationQuerySet:
    """Those of the seat's scope and those charged to the person."""
    seen = Organization.objects.visible_to(actor)
    if not actor.is_staff_side or not actor.user_id:
        return seen
    return Organization.objects.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=charged_to(actor).values("pk")))


def with_contacts(links, day: datetime.date | None = None):
    """Links with `contacts` of this year, the `last_contact`, and `open_needs`, as the keeping office has them."""
    day = day or clock.today()
    own = Contact.objects.filter(organization=OuterRef("organization"), department=OuterRef("department"), on__lte=day)
    own = own.order_by().values("organization")
    needs = Need.objects.open().filter(organization=OuterRef("organization"), department=OuterRef("department"))
    needs = needs.order_by().values("organization")
    first = day.replace(month=1, day=1)
    return links.annotate(
        contacts=Coalesce(Subquery(own.filter(on__gte=first).annotate(n=Count("pk")).values("n")), 0),
        last_contact=Subquery(own.annotate(n=Max("on")).values("n")),
        open_needs=Coalesce(Subquery(needs.annotate(n=Count("pk")).values("n")), 0),
    )
