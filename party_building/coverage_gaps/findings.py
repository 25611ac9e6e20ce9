"""The source of a gap ledger: named in settings.WRITEOFF_SOURCES."""

from collections.abc import Iterator

from core import clock
from core.access.scope import ScopeKind
from core.departments.seats import scope_along
from core.writeoff.actions import Finding
from core.writeoff.models import WriteOffList
from party_building.coverage_gaps.queries import gaps
from party_building.coverage_gaps.states import MEASURES, PROBLEMS
from party_building.leader_charges.models import LeaderCharge
from party_building.leader_charges.states import ChargeKind


def findings(book: WriteOffList) -> Iterator[Finding]:
    """One for each uncovered organization of the leading organ's line; its situation of today. Four queries.

    The key is the organization: whatever its situation, there is one row until it is covered.
    """
    today = clock.today()
    rows = gaps(scope_along(ScopeKind.PARTY, book.department), today)
    leaders = _leaders(today)
    for body in rows.order_by("pinyin", "pk"):
        yield Finding(
            key=f"coverage:{body.pk}",
            subject=body.name,
            problem=PROBLEMS[body.situation],
            measure=MEASURES[body.situation],
            responsible_id=body.answers_id or book.department_id,
            organization_key=body.pk,
            person=leaders.get(body.pk, ""),
            url_name="staff:organizations:detail",
            url_args=[body.pk],
        )


def _leaders(day) -> dict[int, str]:
    """包联领导 of each organization, with the post."""
    rows = LeaderCharge.objects.on(day).filter(kind=ChargeKind.ORGANIZATION).select_related("leader")
    return {row.organization_id: f"{row.leader.name}（{row.leader.post}）"[:60] for row in rows}
