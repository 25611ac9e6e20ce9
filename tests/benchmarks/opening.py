"""Opening a report year at city and nation scale beside a hand-written INSERT … SELECT of the same rows.

`python -m tests.benchmarks.opening --organizations 1000000 [--json]` clones the reference database, fills it by COPY
without history (loading.py), opens a year that nobody owes yet, moves its date by a notice, and drops the database.
"""

import argparse
import datetime
import time

from tests.benchmarks.scratch import Scratch, resident_mb, told

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

    floor = min(_floor() for _ in range(repeats))
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


def _floor() -> float:
    """Seconds of the hand-written statement; rolled back."""
    from django.db import connection, transaction

    from core.access.actor import Actor
    from core.history import acting

    with acting(Actor.system("bench")), transaction.atomic(), connection.cursor() as cursor:
        begun = time.perf_counter()
        cursor.execute(FLOOR, [YEAR])
        taken = time.perf_counter() - begun
        transaction.set_rollback(True)
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--organizations", type=int, default=12_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with Scratch("opening", DAY):
        from tests.benchmarks.loading import load

        begun = time.perf_counter()
        load(options.organizations)
        loaded = time.perf_counter() - begun
        figures = {"organizations": options.organizations, "load_s": round(loaded, 1), **measure()}
    print(told(figures, as_json=options.json))


if __name__ == "__main__":
    main()
