"""Where a real organization stands, as paths.py speaks of it, and which organizations have no way out."""

import datetime
from collections.abc import Iterator

from registry.organizations.models import Organization
from registry.organizations.states import Standing, Status
from supervision.credit_listings.findings import overdue_years
from supervision.credit_listings.models import CreditEntry, ListingCase
from supervision.credit_pauses.models import pause_on
from supervision.credit_pauses.states import Track
from supervision.credit_removals.models import RemovalRequest
from supervision.credit_removals.queries import way_out
from supervision.credit_terms.states import Check, CreditList, Exit
from supervision.ladders.paths import OFFICE, Move, Situation, shortest
from supervision.rectifications.models import RectificationOrder

STATUSES = {
    Status.NORMAL: "active", Status.RECTIFYING: "under", Status.SUSPENDED: "under", Status.LIQUIDATING: "ending",
    Status.REVOKED: "ending", Status.CERTIFICATE_REVOKED: "ending", Status.CANCELLED: "ended",
}  # fmt: skip
EXITS = {Exit.MENDED: "mended", Exit.SPENT: "spent", Exit.TERM: "term", Exit.ENDED: "ended"}
CURABLE = (Check.REPORT, Check.RECTIFICATION, Check.PARTY)


def situation_of(organization: Organization, day: datetime.date, *, is_own: bool = False) -> Situation:
    """A handful of queries. Of two stays the graver one speaks, of several cases the oldest.

    `is_own`: as the organization itself may know it, without what it was not yet told of.
    """
    entries = {one.list: one for one in CreditEntry.objects.listed().filter(organization=organization)
               .select_related("ground", "organization")}  # fmt: skip
    abnormal, serious = entries.get(CreditList.ABNORMAL), entries.get(CreditList.SERIOUS)
    stay = serious or abnormal
    way = way_out(stay, day) if stay else None
    exit_of = {one.list: EXITS[way_out(one, day).kind] for one in entries.values()}
    cases = ListingCase.objects.running().filter(organization=organization).select_related("ground").order_by("pk")
    case = (cases.exclude(served_on=None) if is_own else cases).first()
    removal = RemovalRequest.objects.open().filter(entry=stay).first() if stay else None
    is_ended = organization.status == Status.CANCELLED
    return Situation(
        status=STATUSES[Status(organization.status)],
        abnormal=exit_of.get(CreditList.ABNORMAL, ""),
        serious=exit_of.get(CreditList.SERIOUS, ""),
        is_full=bool(way and way.from_on and day >= way.from_on),
        undone=not is_ended and _undone(organization, day),
        case=case.state if case else "",
        is_curable=bool(case) and case.ground.check_kind in CURABLE,
        removal=removal.state if removal else "",
        unrecorded=organization.standing != Standing.CLEAR and not entries,
        paused=pause_on(organization.pk, Track.CREDIT, day) is not None,
    )


def _undone(organization: Organization, day: datetime.date) -> bool:
    orders = RectificationOrder.objects.overdue(day).filter(organization=organization)
    return bool(overdue_years(organization, day)) or orders.exists()


def way(organization: Organization, day: datetime.date, *, is_own: bool = False) -> list[Move] | None:
    """The shortest way to good standing; None where there is none."""
    return shortest(situation_of(organization, day, is_own=is_own))


def told_to(move: Move, organization: Organization) -> str:
    """Who takes the step, by name."""
    return organization.competent_department_name if move.who == OFFICE else move.who


def concerned() -> Iterator[Organization]:
    """Every organization that anything of credit supervision speaks of today."""
    listed = CreditEntry.objects.listed().values("organization")
    running = ListingCase.objects.running().values("organization")
    rows = Organization.objects.exclude(standing=Standing.CLEAR).values("pk")
    found = Organization.objects.filter(pk__in=rows.union(listed, running)).select_related("supervising_authority")
    return found.order_by("pk").iterator(chunk_size=500)


def without_way(day: datetime.date) -> list[tuple[Organization, Situation]]:
    """The nightly check: organizations from whose situation no path leads to good standing. Should be empty."""
    found = []
    for organization in concerned():
        at = situation_of(organization, day)
        if shortest(at) is None:
            found.append((organization, at))
    return found


def unrecorded() -> list[Organization]:
    """Published as listed, and no entry here: somebody has to take the listing over before it can end."""
    listed = CreditEntry.objects.listed().values("organization")
    rows = Organization.objects.exclude(standing=Standing.CLEAR).exclude(pk__in=listed)
    return list(rows.select_related("supervising_authority").order_by("pk"))
