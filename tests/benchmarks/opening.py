"""Opening a report year at city and nation scale beside a hand-written INSERT … SELECT of the same rows.

`python -m tests.benchmarks.opening --organizations 1000000 [--json]` clones the reference database, fills it by COPY
without history (loading.py), opens a year that nobody owes yet, moves its date by a notice, and drops the database.
"""

import datetime
import time

from tests.benchmarks.scratch import main, resident_mb, undone_seconds

YEAR = 2022
DAY = datetime.date(2023, 1, 5)
GOAL = 2

# What somebody would write by hand: one type, the date as it is printed, nobody exempt; same table, same triggers.
FLOOR = """
INSERT INTO registry_reportobligation (organization_id, regime_id, year, period, first_due_on, due_on, original_due_on,
    state, reason, document)
SELECT o.id, r.id, r.year, r.year::text, r.first_review_due, r.final_due, r.final_due, 'open', '', ''
FROM registry_organization o
JOIN registry_reportingregime r ON r.org_type = o.org_type AND r.year = %s
WHERE o.registered_on <= r.registered_by
ON CONFLICT DO NOTHING
"""


def measure(repeats: int = 3) -> dict:
    """Floor, first opening, second opening, a notice that moves everybody; memory of this process."""
    from core.access.actor import Actor
    from core.history import acting
    from registry.annual_reports.actions import obligations
    from registry.annual_reports.models import ReportingRegime

    floor = min(undone_seconds(FLOOR, [YEAR]) for _ in range(repeats))
    actor, before = Actor.system("bench"), resident_mb()
    with acting(actor):
        opened, first = _timed(lambda: obligations.open_year(YEAR, actor=actor))
        again, second = _timed(lambda: obligations.open_year(YEAR, actor=actor))
        regime = ReportingRegime.objects.get(year=YEAR, org_type="1")
        new = datetime.date(YEAR + 1, 8, 31)
        moved, moving = _timed(lambda: obligations.move_due(regime, final_due=new, document="试算通知", actor=actor))
    return {
        "floor_ms": round(floor * 1000),
        "open_ms": round(first * 1000),
        "ratio": round(first / floor, 2),
        "goal": GOAL,
        "holds": first <= GOAL * floor,
        "written": opened.written,
        "exempt": opened.exempt,
        "second_ms": round(second * 1000),
        "second_wrote": again.written,
        "move_ms": round(moving * 1000),
        "moved": moved,
        "memory_mb": round(resident_mb() - before, 1),
    }


def _timed(call) -> tuple:
    begun = time.perf_counter()
    result = call()
    return result, time.perf_counter() - begun


if __name__ == "__main__":
    main(__doc__, "opening", DAY, measure)
