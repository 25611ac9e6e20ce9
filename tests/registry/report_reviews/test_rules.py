"""AR-03, AR-06, AR-09 on the day before, the day and the day after; working days and holidays."""

import datetime

import pytest

from core.rules.models import RuleVersion
from core.workdays.calendar import add_workdays
from registry.annual_reports.deadlines import last_day_before
from registry.annual_reports.models import ReportingRegime
from registry.annual_reports.states import OpinionKind, ReportMode, Stage
from registry.report_reviews import rules as nightly
from registry.report_reviews.models import ReportConclusion, ReportRectification

D = datetime.date
ONE = datetime.timedelta(days=1)


def found(rule, day) -> list[tuple]:
    one = rule()
    version = RuleVersion(code=one.code, params=one.default_params, severity=one.default_severity)
    names = ("finding_subject_id", "finding_period", "finding_severity")
    return list(one.findings(day, version).values_list(*names))


@pytest.mark.parametrize("workdays", [5, 10, 20])
def test_the_latest_day_whose_period_has_run_out(season, workdays):
    """Over the spring festival, 清明 and 劳动节 of 2026."""
    day = D(2026, 2, 1)
    while day < D(2026, 6, 30):
        latest = last_day_before(day, workdays)
        assert add_workdays(latest, workdays) < day <= add_workdays(latest + ONE, workdays)
        day += ONE


@pytest.mark.parametrize(
    ("sent_on", "last_day_in_time"),
    [
        (D(2026, 3, 2), D(2026, 3, 30)),  # twenty working days
        (D(2026, 5, 15), D(2026, 5, 27)),  # five days before 1 June, beyond five working days
        (D(2026, 5, 26), D(2026, 6, 2)),  # at least five working days, past the final date itself
    ],
)
def test_a_silent_first_reviewer_is_named_from_the_day_after_its_last(season, own, sent_on, last_day_in_time):
    season.sent(own, sent_on)
    assert not found(nightly.FirstReviewSilent, last_day_in_time)
    assert [period for _, period, _ in found(nightly.FirstReviewSilent, last_day_in_time + ONE)] == ["2025/1"]


def test_it_is_grave_once_the_final_date_has_passed(season, own):
    season.sent(own, D(2026, 3, 2))
    assert found(nightly.FirstReviewSilent, D(2026, 6, 1))[0][2] == "M"
    assert found(nightly.FirstReviewSilent, D(2026, 6, 2))[0][2] == "H"


def test_passing_returning_or_filing_directly_ends_it_on_that_day_and_not_before(season, own):
    submission = season.sent(own, D(2026, 3, 2))
    season.opinion(submission, D(2026, 5, 6), OpinionKind.FIRST_REVIEW_PASSED)
    assert found(nightly.FirstReviewSilent, D(2026, 5, 5))
    assert not found(nightly.FirstReviewSilent, D(2026, 5, 6))


def test_after_a_return_the_clock_runs_from_the_next_sending(season, own):
    submission = season.sent(own, D(2026, 3, 2))
    season.opinion(submission, D(2026, 3, 20), OpinionKind.RETURNED, fix_due_on=D(2026, 3, 27))
    assert not found(nightly.FirstReviewSilent, D(2026, 4, 30))
    season.sent(own, D(2026, 4, 20))
    assert not found(nightly.FirstReviewSilent, D(2026, 5, 19))
    assert [period for _, period, _ in found(nightly.FirstReviewSilent, D(2026, 5, 28))] == ["2025/2"]


@pytest.fixture
def filed(season, own):
    return season.sent(own, D(2026, 5, 6), stage=Stage.FINAL)


def concluded(filed, day, value="qualified") -> ReportConclusion:
    report = filed.report
    fault = {"grounds": [{"code": "x"}], "fields": [{"item": "y"}]} if value != "qualified" else {}
    return ReportConclusion.objects.create(
        report=report, organization=report.organization, submission=filed, value=value, document_no=f"n{day}",
        department=report.organization.supervising_authority, concluded_on=day,
        decided_at=datetime.datetime.combine(day, datetime.time(10), datetime.UTC), **fault,
    )  # fmt: skip


@pytest.mark.parametrize(("day", "open_"), [(D(2026, 9, 29), False), (D(2026, 9, 30), False), (D(2026, 10, 1), True)])
def test_a_filed_report_is_concluded_by_the_end_of_september(filed, day, open_):
    assert bool(found(nightly.NotConcluded, day)) == open_


def test_the_years_own_date_stands_before_the_setting(filed):
    ReportingRegime.objects.update(conclude_due=D(2026, 7, 31))
    assert not found(nightly.NotConcluded, D(2026, 7, 31))
    assert found(nightly.NotConcluded, D(2026, 8, 1))


def test_a_conclusion_ends_it_and_reports_only_never_begin_it(filed):
    concluded(filed, D(2026, 10, 9))
    assert found(nightly.NotConcluded, D(2026, 10, 8))
    assert not found(nightly.NotConcluded, D(2026, 10, 9))
    ReportingRegime.objects.update(mode=ReportMode.REPORT_ONLY)
    assert not found(nightly.NotConcluded, D(2026, 10, 8))


def test_a_fault_without_an_order_is_named_after_ten_working_days(filed):
    row = concluded(filed, D(2026, 9, 24), "basically_qualified")  # the holidays of October lie within
    due = add_workdays(D(2026, 9, 24), 10)
    assert due > D(2026, 10, 8)
    assert not found(nightly.NotOrdered, due)
    assert found(nightly.NotOrdered, due + ONE)
    ReportRectification.objects.create(
        conclusion=row, organization=row.organization, due_on=D(2026, 12, 24), document_no="x", state="ordered",
        ordered_at=datetime.datetime(2026, 11, 2, 10, tzinfo=datetime.UTC),
    )  # fmt: skip
    assert found(nightly.NotOrdered, D(2026, 11, 1))
    assert not found(nightly.NotOrdered, D(2026, 11, 2))


def test_a_qualified_conclusion_needs_no_order(filed):
    concluded(filed, D(2026, 9, 1))
    assert not found(nightly.NotOrdered, D(2026, 12, 1))
