"""The report's way through its states: no illegal state, one log line a step, one winner of two."""

import itertools
import threading

import hypothesis
import pytest
from django.db import connections
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from core.refusal import Refusal
from core.workdays.reference import load_holidays
from core.workflow.errors import WrongState
from core.workflow.models import TransitionLog
from registry.annual_reports import reference
from registry.annual_reports.actions import review
from registry.annual_reports.models import AnnualReport, ReportSubmission
from registry.annual_reports.states import MACHINE, OpinionKind, Stage, State
from registry.report_forms import versions
from tests.registry.annual_reports.conftest import SYSTEM, Season
from tests.support.bureau import Bureau

STEPS = {
    "pass_first_review": review.pass_first_review,
    "return_from_first_review": review.return_from_first_review,
    "return_for_fix": review.return_for_fix,
    "accept": review.accept,
}


class ReportWorkflow(RuleBasedStateMachine):
    """Any step at any time: taken exactly where the table allows it, else refused without a trace."""

    season: Season
    names = itertools.count(1)

    def __init__(self):
        super().__init__()
        organization = self.season.association(f"霁川市第{next(self.names)}协会")
        self.season.open()
        self.report = self.season.filled(organization)
        self.expected = State.DRAFT
        self.logged = self._log()

    def _log(self):
        return TransitionLog.objects.of(self.report).count()

    def _attempt(self, name, act):
        allowed = self.expected in MACHINE[name].sources
        try:
            act()
        except Refusal:
            assert not allowed, f"{name} refused in {self.expected}"
        else:
            assert allowed, f"{name} taken in {self.expected}"
            self.expected = MACHINE[name].target
            self.logged += 1

    @rule(is_direct=st.booleans())
    def send(self, is_direct):
        passed = self.report.submissions.filter(opinions__kind=OpinionKind.FIRST_REVIEW_PASSED).exists()
        direct = is_direct or passed or self.report.submissions.exclude(direct_reason="").exists()
        name = "submit" if direct else "submit_for_first_review"
        reason = "已送交初审单位，至今未办理" if is_direct else ""
        self._attempt(name, lambda: self.season.send(self.report, direct_reason=reason))

    @rule(name=st.sampled_from(sorted(STEPS)))
    def decide(self, name):
        self.report.refresh_from_db()
        self._attempt(
            name,
            lambda: STEPS[name](self.report, actor=SYSTEM, version=self.report.version, comment="意见"),
        )

    @precondition(lambda self: self.expected != State.DRAFT)
    @rule(name=st.sampled_from(sorted(STEPS)))
    def decide_on_an_old_page(self, name):
        with pytest.raises(Refusal):
            STEPS[name](self.report, actor=SYSTEM, version=1, comment="意见")

    @invariant()
    def the_state_is_the_expected_one_and_every_step_left_one_line(self):
        assert AnnualReport.objects.get(pk=self.report.pk).state == self.expected
        assert self._log() == self.logged

    @invariant()
    def an_arrived_report_meets_its_obligation(self):
        arrived = self.report.submissions.filter(stage=Stage.FINAL).exists()
        arrived |= self.report.submissions.filter(opinions__kind=OpinionKind.FIRST_REVIEW_PASSED).exists()
        assert (self.season.obligation(self.report.organization).satisfied_at is not None) == arrived


def test_no_sequence_of_steps_leaves_the_table(season):
    ReportWorkflow.season = season
    run_state_machine_as_test(
        ReportWorkflow,
        settings=hypothesis.settings(
            max_examples=12, stateful_step_count=10, deadline=None, derandomize=True, database=None,
            suppress_health_check=list(hypothesis.HealthCheck),
        ),
    )  # fmt: skip


@pytest.mark.committed
def test_of_two_people_who_send_at_the_same_moment_one_wins(monkeypatch):
    monkeypatch.setenv("PORTAL_NOW", "2026-05-20T09:00:00+08:00")
    season = Season(Bureau())
    load_holidays()
    reference.load_regimes()
    versions.load_forms()
    organization = season.association("霁川市并行协会")
    season.open()
    report = season.filled(organization)
    start, answers = threading.Barrier(2), []

    def send():
        own = AnnualReport.objects.get(pk=report.pk)
        try:
            start.wait(timeout=10)
            answers.append(season.send(own).receipt_no)
        except WrongState as refusal:
            answers.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    receipts = [answer for answer in answers if isinstance(answer, str)]
    refusals = [str(answer) for answer in answers if isinstance(answer, WrongState)]
    assert (len(receipts), len(refusals)) == (1, 1)
    assert "当前状态为“待初审”" in refusals[0]
    assert list(ReportSubmission.objects.filter(report=report).values_list("receipt_no", flat=True)) == receipts
    assert TransitionLog.objects.of(report).filter(name="submit_for_first_review").count() == 1
