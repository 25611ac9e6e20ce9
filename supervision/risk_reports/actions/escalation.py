"""Never silently dropped: what its office did not act on in time goes up by itself, with a note everybody reads."""

from django.db import transaction

from core import clock, worklist
from core.access.actor import Actor
from core.workflow.perform import log
from supervision.risk_reports import line, notices
from supervision.risk_reports.actions.steps import hold, step
from supervision.risk_reports.models import RiskReport

CLOCK = Actor.system("risk_report_clock")
LATE_ITEM, CHIEF = "risk_reports.late", "registry_chief"


def move_up_overdue() -> int:
    """Each in a transaction of its own; safe to run twice or in parallel. Returns how many matters were moved."""
    late = RiskReport.objects.overdue(clock.now()).order_by("pk").values_list("pk", flat=True)
    return sum(_settle(pk) for pk in list(late))


@transaction.atomic
def _settle(pk: int) -> int:
    """A matter goes up as a whole, when the first of its clocks has run out."""
    report = RiskReport.objects.select_related("office").get(pk=pk)
    hold(report)
    if not report.is_overdue:  # somebody was faster: a person, another run, or a tied report that took it along
        return 0
    found = line.above(report)
    if found is None:
        return _warn(report)
    note = f"{report.office.name}到期（{_moment(report.due_at)}）未办，自动上移一级。"
    step(report, "move_up", actor=CLOCK, comment=note, level=found[0], office=found[1])
    return 1


def _warn(report: RiskReport) -> int:
    """Nobody is above the city: its responsible person is told once, and it stays on the list as overdue."""
    if report.warned_at is not None:
        return 0
    report.warned_at = clock.now()
    report.version += 1
    report.save(update_fields=["warned_at", "version"])
    note = f"{report.office.name}到期（{_moment(report.due_at)}）未办，已提醒负责人。"
    done = log(report, "overdue", actor=CLOCK, comment=note, from_state=report.state)
    worklist.open_item(
        LATE_ITEM, subject=report, title="1条风险报送已到期", url_name="staff:risk_reports:detail",
        department=report.office_id, role=CHIEF, due_on=clock.date_of(report.due_at),
    )  # fmt: skip
    notices.late(report, done.pk)
    return 1


def _moment(moment) -> str:
    return f"{moment.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}"
