"""The nightly sweep at city and nation scale beside a hand-written INSERT … SELECT of the overdue rule.

`python -m tests.benchmarks.sweep --organizations 1000000 [--json]` clones the reference database, fills it by COPY
without history (loading.py), measures and drops it.
"""

import datetime

from tests.benchmarks.scratch import main, resident_mb, undone_seconds

DAY = datetime.date(2026, 6, 3)
LATER = DAY + datetime.timedelta(days=31)  # when escalations are due
GOAL = 1.5

# What somebody would write by hand for AR-04 alone, into the same table with its history triggers.
FLOOR = """
INSERT INTO supervision_riskalert (rule_code, subject_kind, subject_id, organization_id, period, due_on, severity,
    evidence, evidence_digest, opened_on, open_since, dismissal_reason, handling_state, version, district_id,
    registering_authority_id, supervising_authority_id, business_supervisor_id)
SELECT 'FLOOR', 'organization', o.id, o.id, b.year::text, b.due_on, 'H',
    jsonb_build_object('year', b.year, 'due_on', b.due_on), '', %s, %s, '', 'new', 1,
    o.district_id, o.registering_authority_id, o.supervising_authority_id, o.business_supervisor_id
FROM registry_reportobligation b
JOIN registry_organization o ON o.id = b.organization_id AND o.status = 'normal'
WHERE b.state IN ('open', 'satisfied') AND b.due_on < %s
    AND NOT EXISTS (SELECT FROM registry_annualreport r JOIN registry_reportsubmission s ON s.report_id = r.id
        WHERE r.obligation_id = b.id AND s.stage = 'final')
ON CONFLICT (rule_code, subject_kind, subject_id, period)
    WHERE resolved_on IS NULL DO NOTHING
"""


def measure(repeats: int = 3) -> dict:
    """Floor, first sweep, second sweep, with the memory the sweep took in this process."""
    from supervision.risk_alerts import sweep

    floor = min(undone_seconds(FLOOR, [DAY, DAY, DAY]) for _ in range(repeats))
    before = resident_mb()
    first = sweep.run(DAY)
    second = sweep.run(DAY)
    later = sweep.run(LATER)
    rules = len(first.rules)
    return {
        "rules": rules,
        "floor_ms": round(floor * 1000),
        "sweep_ms": first.duration_ms,
        "second_ms": second.duration_ms,
        "month_later_ms": later.duration_ms,
        "escalated": later.escalated,
        "ratio": round(first.duration_ms / (rules * floor * 1000), 2),
        "goal": GOAL,
        "holds": first.duration_ms <= rules * GOAL * floor * 1000 and not first.failed,
        "opened": first.total("opened"),
        "second_wrote": second.total("opened") + second.total("changed") + second.total("resolved"),
        "failed": first.failed + later.failed,
        "memory_mb": round(resident_mb() - before, 1),
        "each": {
            one.rule: {"first_ms": one.duration_ms, "second_ms": two.duration_ms, "found": one.found}
            for one, two in zip(first.rules, second.rules, strict=True)
        },
    }


if __name__ == "__main__":
    main(__doc__, "sweep", DAY, measure)
