"""Each level has its time; what runs out goes up by itself, with a note, and never falls off the line."""

import datetime
import threading

import pytest
from django.db import connection
from django.urls import reverse

from core import clock
from core.access.actor import Actor
from core.notifications.models import Notice
from core.workflow.models import TransitionLog
from core.worklist.models import WorkItem
from supervision import tasks
from supervision.risk_reports import actions
from supervision.risk_reports.models import RiskClock, RiskReport
from tests.supervision.risk_reports.conftest import Line

SHANGHAI = "+08:00"


def moved(report) -> RiskReport:
    tasks.move_up_risk_reports()
    report.refresh_from_db()
    return report


def test_an_urgent_report_has_twenty_four_hours_to_the_second(line, set_clock):
    report = line.reported(urgency="urgent")
    assert report.due_at == clock.now() + datetime.timedelta(hours=24)
    set_clock("2026-06-04T12:00:00+08:00")
    assert moved(report).office == line.tinglan_office
    set_clock("2026-06-04T12:00:01+08:00")
    assert moved(report).office == line.wanglan_bureau


def test_any_other_has_three_working_days_that_end_with_their_last_day(line, set_clock):
    report = line.reported()  # Wednesday; Thursday, Friday, Monday
    set_clock("2026-06-08T23:59:59+08:00")
    assert moved(report).level == 3
    set_clock("2026-06-09T00:00:00+08:00")
    assert moved(report).level == 2


def test_what_goes_up_by_itself_begins_a_fresh_clock_and_says_why(line, set_clock):
    report = line.reported(urgency="urgent")
    set_clock("2026-06-04T12:02:00+08:00")
    moved(report)
    assert report.due_at == clock.now() + datetime.timedelta(hours=24)
    first, second = report.legs.all()
    assert (first.office, first.step, first.is_late) == (line.tinglan_office, "move_up", True)
    assert "到期（2026-06-04 12:00）未办" in first.note
    assert (second.office, second.left_at) == (line.wanglan_bureau, None)
    assert WorkItem.objects.open().of(report).get().department == line.wanglan_bureau
    assert Notice.objects.filter(template="risk_reports.arrived", department=line.wanglan_bureau).exists()
    page = line.clients["he"].get(reverse("staff:risk_reports:detail", args=[report.pk])).content.decode()
    assert "自动上移一级" in page
    assert "超时" in page


def test_from_street_to_city_nobody_having_done_anything_and_the_city_is_warned_once(line, set_clock):
    report = line.reported(urgency="urgent")
    for moment in ("2026-06-04T12:01", "2026-06-05T12:02"):
        set_clock(f"{moment}:00{SHANGHAI}")
        moved(report)
    assert (report.level, report.office) == (1, line.bureau)
    set_clock("2026-06-06T12:03:00+08:00")
    moved(report)
    tasks.move_up_risk_reports()
    assert (report.level, report.state) == (1, "received")
    assert TransitionLog.objects.of(report).filter(name="overdue").count() == 1
    late = WorkItem.objects.open().of(report, "risk_reports.late").get()
    assert (late.department, late.role) == (line.bureau, "registry_chief")
    listed = line.clients["lin"].get(reverse("staff:risk_reports:list"), {"late": "yes"}).content.decode()
    assert report.number in listed


def test_what_was_found_true_or_handed_on_has_a_clock_too(line, set_clock):
    report = line.reported(urgency="urgent")
    actions.verify(report, actor=line.who("wu"), comment="到现场看过", severity="orange")
    assert report.due_at == datetime.datetime(2026, 6, 8, 23, 59, 59, tzinfo=clock.SHANGHAI)
    actions.hand_over(report, actor=line.who("wu"), department=line.commerce, comment="请处理")
    set_clock("2026-06-09T00:00:00+08:00")
    moved(report)
    assert (report.state, report.level, report.office) == ("received", 2, line.wanglan_bureau)


def test_a_limit_is_a_row_with_dates(line, set_clock):
    RiskClock.objects.filter(level=3, stage="judge", urgency="urgent").update(valid_to=datetime.date(2026, 6, 3))
    RiskClock.objects.create(
        level=3, stage="judge", urgency="urgent", amount=2, unit="hours", valid_from=datetime.date(2026, 6, 4)
    )
    assert line.reported(urgency="urgent").due_at - clock.now() == datetime.timedelta(hours=24)
    set_clock("2026-06-04T08:00:00+08:00")
    assert line.reported(urgency="urgent").due_at - clock.now() == datetime.timedelta(hours=2)


def test_a_judged_report_is_left_alone_by_the_clock(line, set_clock):
    report = line.reported()
    actions.refute(report, actor=line.who("wu"), comment="看错了，是党群服务中心的牌子")
    set_clock("2026-07-30T09:00:00+08:00")
    assert moved(report).state == "unfounded"


def test_the_portal_alone_moves_up_and_no_page_offers_it(line):
    report = line.reported()
    assert "move_up" not in {step.name for step in report.machine.available(report, line.who("wu"))}
    with pytest.raises(Exception, match="没有“到期自动上移”的权限"):
        from core.workflow.perform import perform

        perform(report, "move_up", actor=line.who("wu"))


@pytest.mark.committed
def test_four_clocks_at_once_move_each_report_one_level(set_clock):
    set_clock("2026-06-03T12:00:00+08:00")
    line = Line()
    line._serial = 0
    reports = [line.reported(urgency="urgent") for _ in range(5)]
    set_clock("2026-06-04T12:01:00+08:00")
    start = threading.Barrier(4)

    def run():
        try:
            start.wait()
            actions.move_up_overdue()
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = RiskReport.objects.filter(pk__in=[report.pk for report in reports])
    assert set(found.values_list("level", flat=True)) == {2}
    assert all(report.legs.count() == 2 for report in found)


def test_the_system_needs_no_seat_to_run_twice(line, set_clock):
    report = line.reported(urgency="urgent")
    set_clock("2026-06-04T12:01:00+08:00")
    assert actions.move_up_overdue() == 1
    assert actions.move_up_overdue() == 0
    step = TransitionLog.objects.of(report).get(name="move_up")
    assert step.user_id is None
    assert step.seat_key == Actor.system("risk_report_clock").seat_key
