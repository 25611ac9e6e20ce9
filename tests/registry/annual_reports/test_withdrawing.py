"""Taking a report back: free until a reviewer has looked, asked for afterwards; the dates follow, on every day."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from core.obligations.models import ObligationState
from core.worklist.models import WorkItem
from registry.annual_reports import prefill, queries
from registry.annual_reports.actions import review, withdrawing
from registry.annual_reports.models import (
    ReportObligation,
    ReportSubmission,
    SubmissionOpening,
    SubmissionWithdrawal,
)
from registry.annual_reports.states import State
from tests.registry.annual_reports.conftest import SYSTEM

D = datetime.date
DIRECT = "3月20日送交商务局，至今未办理"


def url(name, *args, side="org"):
    return reverse(f"{side}:annual_reports:{name}", args=args)


@pytest.fixture
def own(season):
    organization = season.association()
    season.open()
    return organization


def owed():
    return ReportObligation.objects.all()


def open_items():
    return set(WorkItem.objects.open().values_list("kind", flat=True))


def test_a_report_nobody_has_looked_at_is_taken_back_changed_and_sent_again(season, own):
    sent, client = season.submitted(own), season.filer(own)
    page = client.get(url("detail", sent.report_id)).content.decode()
    assert "撤回报告" in page
    client.post(url("withdraw", sent.report_id), {"comment": "志愿者人数有误"})
    page = client.get(url("detail", sent.report_id)).content.decode()
    assert "已撤回" in page
    assert "志愿者人数有误" in page
    assert "检查并报送" in page
    assert "已撤回" in client.get(url("receipt", sent.report_id, 1)).content.decode()
    assert open_items() == set()
    again = season.send(sent.report)
    assert (again.round, again.is_first) == (2, True)
    assert open_items() == {"annual_reports.first_review"}


def test_the_dates_forget_it_from_that_moment_and_remember_it_for_the_days_before(season, own, set_clock):
    set_clock("2026-05-20")
    sent = season.submitted(own, direct_reason=DIRECT)
    assert season.obligation(own).state == ObligationState.SATISFIED
    set_clock("2026-05-25")
    withdrawing.withdraw(sent.report, actor=SYSTEM)
    reopened = season.obligation(own)
    assert (reopened.state, reopened.satisfied_at) == (ObligationState.OPEN, None)
    for day, is_filed in ((D(2026, 5, 19), False), (D(2026, 5, 20), True), (D(2026, 5, 24), True)):
        assert queries.filed(owed(), day).exists() is is_filed, day
        assert queries.submitted(owed(), day).exists() is is_filed, day
    for day in (D(2026, 5, 25), D(2026, 6, 3)):
        assert queries.not_filed(owed(), day).exists(), day
        assert queries.not_submitted(owed(), day).exists(), day
        assert not queries.sent_directly(owed(), day).exists(), day
    assert not queries.overdue(owed(), D(2026, 6, 1)).exists(), "the due day itself is in time"
    assert queries.overdue(owed(), D(2026, 6, 2)).exists()


def test_only_what_still_stands_decides_whether_it_was_in_time(season, own, set_clock):
    set_clock("2026-05-20")
    early = season.submitted(own)
    withdrawing.withdraw(early.report, actor=SYSTEM)
    set_clock("2026-06-05")
    late = season.send(early.report)
    assert late.is_late
    assert queries.sent_late(owed(), D(2026, 6, 5)).exists()
    assert not queries.sent_late(owed(), D(2026, 5, 31)).exists()


def test_a_silent_reviewer_passed_over_gives_both_sendings_back(season, own):
    sent = season.submitted(own)
    season.send(sent.report, direct_reason=DIRECT)
    sent.report.refresh_from_db()
    withdrawing.withdraw(sent.report, actor=SYSTEM)
    assert SubmissionWithdrawal.objects.count() == 2
    assert sent.report.state == State.DRAFT
    assert season.send(sent.report).department_id, "the way through the first reviewer is open again"


def test_the_answer_to_a_return_goes_back_to_the_return_and_its_deadline(season, own, set_clock):
    set_clock("2026-04-01")
    sent = season.submitted(own)
    officer = season.bureau.actor("department_officer", season.bureau.commerce)
    review.return_from_first_review(sent.report, actor=officer, version=sent.report.version, comment="请补正")
    set_clock("2026-04-03")
    season.send(sent.report)
    sent.report.refresh_from_db()
    withdrawing.withdraw(sent.report, actor=SYSTEM)
    assert sent.report.state == State.RETURNED
    assert open_items() == {"annual_reports.fix"}
    assert queries.last_return(sent.report).comment == "请补正"
    page = season.filer(own).get(url("detail", sent.report_id)).content.decode()
    assert "请补正" in page


def test_from_the_first_look_on_it_is_asked_for_and_the_reviewer_is_told(season, own):
    sent, client = season.submitted(own), season.filer(own)
    officer = season.bureau.client("department_officer", season.bureau.commerce)
    page = officer.get(url("detail", sent.report_id, side="staff")).content.decode()
    assert 'hx-trigger="load"' in page
    assert officer.post(url("opened", sent.report_id, side="staff"), headers={"HX-Request": "true"}).status_code == 204
    assert 'hx-trigger="load"' not in officer.get(url("detail", sent.report_id, side="staff")).content.decode()
    page = client.get(url("detail", sent.report_id)).content.decode()
    assert "霁川市商务局已于" in page
    assert client.post(url("withdraw", sent.report_id)).status_code == 409
    assert client.post(url("ask_return", sent.report_id), {"comment": " "}).status_code == 409
    client.post(url("ask_return", sent.report_id), {"comment": "志愿者人数有误"})
    item = WorkItem.objects.open().get(kind="annual_reports.return_asked")
    assert item.department == season.bureau.commerce
    assert "志愿者人数有误" in officer.get(url("detail", sent.report_id, side="staff")).content.decode()
    assert "志愿者人数有误" in client.get(url("detail", sent.report_id)).content.decode()
    sent.report.refresh_from_db()
    actor = season.bureau.actor("department_officer", season.bureau.commerce)
    review.return_from_first_review(sent.report, actor=actor, version=sent.report.version, comment="请修改")
    assert not WorkItem.objects.open().filter(kind="annual_reports.return_asked").exists()


def test_a_decision_without_the_mark_ends_taking_back_all_the_same(season, own):
    sent = season.submitted(own)
    officer = season.bureau.actor("department_officer", season.bureau.commerce)
    review.pass_first_review(sent.report, actor=officer, version=sent.report.version)
    sent.report.refresh_from_db()
    with pytest.raises(withdrawing.AlreadyOpened, match="霁川市商务局已于"):
        withdrawing.withdraw(sent.report, actor=SYSTEM)


@pytest.mark.parametrize(("role", "office"), [("registry_clerk", "bureau"), ("department_officer", "sports")])
def test_who_only_looks_on_marks_nothing(season, own, role, office):
    sent = season.submitted(own)
    department = getattr(season.bureau, office, season.bureau.bureau)
    client = season.bureau.client(role, department)
    client.post(url("opened", sent.report_id, side="staff"))
    assert not SubmissionOpening.objects.exists()
    season.filer(own).post(url("withdraw", sent.report_id))
    sent.report.refresh_from_db()
    assert sent.report.state == State.DRAFT


def test_staff_do_not_see_what_was_taken_back_and_next_year_does_not_build_on_it(season, own):
    sent = season.submitted(own)
    withdrawing.withdraw(sent.report, actor=SYSTEM)
    clerk = season.bureau.client("registry_clerk", season.bureau.bureau)
    assert "尚未报送" in clerk.get(url("detail", sent.report_id, side="staff")).content.decode()
    assert prefill.last_year(sent.report).year == 0
    assert not ReportSubmission.objects.standing().exists()


def test_a_second_click_and_a_stranger_change_nothing(season, own):
    sent, client = season.submitted(own), season.filer(own)
    other = season.filer(season.association("霁川市盆景协会"))
    assert other.post(url("withdraw", sent.report_id)).status_code == 404
    client.post(url("withdraw", sent.report_id))
    assert client.post(url("withdraw", sent.report_id)).status_code == 409
    assert SubmissionWithdrawal.objects.count() == 1


def test_marks_and_withdrawals_stay_as_written(season, own):
    sent = season.submitted(own)
    withdrawing.withdraw(sent.report, actor=SYSTEM)
    with pytest.raises(DatabaseError), transaction.atomic():
        SubmissionWithdrawal.objects.update(reason="别的")
