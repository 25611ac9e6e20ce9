"""What stands near a report: the same matter, the same body, the same place."""

import datetime

from django.db.models import Q, QuerySet

from core.access.actor import Actor
from core.access.scope import ScopeKind
from registry.disclosures.queries import register
from registry.organizations import queries as organizations
from registry.organizations.models import Organization
from supervision.risk_reports.models import RiskReport
from supervision.risk_reports.states import JUDGE

LINKS = ("kind", "office", "organization", "street", "community", "district")
MOST_FOUND = 8
NEAR = datetime.timedelta(days=60)


def root_of(report: RiskReport) -> int:
    return report.main_id or report.pk


def matter(report: RiskReport) -> QuerySet:
    """Everything tied to one matter, the report itself included, in the order of locking."""
    root = root_of(report)
    return RiskReport.objects.filter(Q(pk=root) | Q(main=root)).order_by("pk")


def at_one_office(report: RiskReport) -> QuerySet:
    """Those of the matter that lie where this one lies, in the same state: what one step takes along."""
    return matter(report).filter(office=report.office_id, state=report.state, level=report.level)


def alike(report: RiskReport, actor: Actor) -> QuerySet:
    """Others that may be the same matter: same body or name in the district, or same kind in the street."""
    about = Q(street=report.street_id, kind=report.kind_id) if report.street_id else Q(pk=None)
    if report.organization_id:
        about |= Q(organization=report.organization_id)
    elif report.body_name:
        about |= Q(body_name__iexact=report.body_name)
    rows = RiskReport.objects.visible_to(actor).filter(
        about, district=report.district_id, received_at__gte=report.received_at - NEAR
    )
    return rows.exclude(pk__in=matter(report).values("pk")).select_related(*LINKS).order_by("-pk")[:MOST_FOUND]


def bodies(typed: str) -> tuple[list[Organization], int]:
    """What the public register answers to `typed`, former names included: (first few, how many)."""
    found = organizations.matching(register(), typed)
    rows = list(
        organizations.bounded(register(), found).select_related("district").order_by("pinyin", "pk")[:MOST_FOUND]
    )
    organizations.note_former_names(rows, typed)
    return rows, found.order_by().values("pk")[: MOST_FOUND + 1].count()


def is_of_the_line(report: RiskReport, actor: Actor) -> bool:
    """Whether the seat stands in the line of streets and bureaus: it alone reads who reported."""
    if actor.is_system or (report.reporter_id is not None and actor.user_id == report.reporter_id):
        return True
    if not actor.can(JUDGE):
        return False
    if actor.scope.kind == ScopeKind.TERRITORY:
        return True
    return actor.scope.kind == ScopeKind.AUTHORITY and report.authority_id in actor.scope.ids


def reported_by(actor: Actor) -> QuerySet:
    rows = RiskReport.objects.filter(reporter=actor.user_id) if actor.user_id else RiskReport.objects.none()
    return rows.select_related(*LINKS).order_by("-pk")
