"""One step of one report, with its clock, its leg of the chain, its work item and its notices."""

from core import audit, clock, worklist
from core.access.actor import Actor
from core.departments.models import Department
from core.workflow.perform import lock, perform
from supervision.risk_reports import line, notices, queries
from supervision.risk_reports.models import RiskLeg, RiskReport
from supervision.risk_reports.states import OVER, STAGES

ITEM = "risk_reports.act"
TOLD = ("verify", "refute", "to_lead", "finish", "answer", "lead_over")  # what is news to the reporter


def step(
    report: RiskReport,
    name: str,
    *,
    actor: Actor,
    comment: str,
    level: int | None = None,
    office: Department | None = None,
    **changes,
) -> None:
    """Take `name` with everything tied to the report that lies in the same place. Call inside a transaction.

    `level` and `office` are where it lies afterwards (where it lies now, without them). Raises as `perform`.
    """
    hold(report)
    for row in [report, *(row for row in queries.at_one_office(report) if row.pk != report.pk)]:
        _one(row, name, actor, comment.strip(), level, office, changes)


def hold(report: RiskReport) -> None:
    """Lock the whole matter in one order, so that two steps on two of its reports wait instead of dying."""
    list(queries.matter(report).select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    lock(report)


def _one(report, name, actor, comment, level, office, changes) -> None:
    now, target = clock.now(), report.machine[name].target
    level, office = level or report.level, office or report.office
    stage = STAGES.get(target)
    due_at = line.due_at(level, stage, report.urgency, now) if stage else None
    done = perform(
        report, name, actor=actor, comment=comment, level=level, office=office, due_at=due_at, warned_at=None,
        closed_at=now if target in OVER else None, **changes,
    )  # fmt: skip
    leave(report, name, actor=actor, note=comment)
    worklist.close_items(report, actor=actor)
    if due_at is not None:
        arrive(report, stage=stage)
        wait(report)
        if office.pk != actor.department_id:
            notices.arrived(report, done.pk)
    if name in TOLD:
        notices.answered(report, done.pk)
    audit.record(f"risk_reports.{name}", actor=actor, subject=report)


def arrive(report: RiskReport, *, stage: str) -> None:
    """A new leg, where the report lies now."""
    RiskLeg.objects.create(
        report=report, level=report.level, office=report.office, stage=stage, arrived_at=clock.now(),
        due_at=report.due_at,
    )  # fmt: skip


def leave(report: RiskReport, name: str, *, actor: Actor, note: str) -> None:
    rows = RiskLeg.objects.filter(report=report, left_at=None)
    rows.update(left_at=clock.now(), step=name, note=note[:500], user_id=actor.user_id)


def wait(report: RiskReport) -> None:
    """On the work list of the office, until the last day of its clock."""
    worklist.open_item(
        ITEM, subject=report, title="1条风险报送待办", url_name="staff:risk_reports:detail",
        department=report.office_id, due_on=clock.date_of(report.due_at),
    )  # fmt: skip
