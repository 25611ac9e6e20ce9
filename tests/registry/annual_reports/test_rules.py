"""AR-01, AR-02, AR-04, AR-05 on the day before, the day and the day after. FY2025: first date 2026-03-31, final
2026-06-01 (31 May is a Sunday)."""

import datetime

import pytest

from core.rules.models import RuleVersion
from registry.annual_reports import rules
from registry.annual_reports.actions import obligations
from registry.annual_reports.models import ReportObligation
from registry.annual_reports.states import OpinionKind, Stage
from registry.organizations import actions as organizations
from registry.organizations.states import OrgType
from tests.registry.annual_reports.conftest import SYSTEM

D = datetime.date
FIRST, FINAL = D(2026, 3, 31), D(2026, 6, 1)
ONE = datetime.timedelta(days=1)


def found(rule, day) -> list[tuple]:
    one = rule()
    version = RuleVersion(code=one.code, params=one.default_params, severity=one.default_severity)
    names = ("finding_subject_id", "finding_period", "finding_due_on")
    return sorted(one.findings(day, version).values_list(*names))


def periods(rule, day) -> list[str]:
    return [period for _, period, _ in found(rule, day)]


@pytest.fixture
def late(season):
    """An association that owes the FY2025 report and has done nothing."""
    organization = season.association()
    season.open()
    return organization


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (FIRST - 31 * ONE, []),
        (FIRST - 30 * ONE, ["2025/30"]),
        (FIRST - 16 * ONE, ["2025/30"]),
        (FIRST - 15 * ONE, ["2025/15"]),
        (FIRST - 8 * ONE, ["2025/15"]),
        (FIRST - 7 * ONE, ["2025/7"]),
        (FIRST - 2 * ONE, ["2025/7"]),
        (FIRST - 1 * ONE, ["2025/1"]),
        (FIRST, ["2025/1"]),
        (FIRST + ONE, []),
    ],
)
def test_one_reminder_at_a_time_the_nearest_step(late, day, expected):
    assert periods(rules.ReportDueSoon, day) == expected


def test_where_there_is_no_first_date_the_final_date_is_reminded_of(season):
    season.association("霁川市青禾助学基金会", org_type=OrgType.FOUNDATION)
    season.bureau.register("霁川市无主管协会")
    season.open()
    assert [(p, due) for _, p, due in found(rules.ReportDueSoon, D(2026, 3, 30))] == [("2025/1", D(2026, 3, 31))]
    assert [(p, due) for _, p, due in found(rules.ReportDueSoon, FINAL)] == [("2025/1", FINAL)]


def test_a_report_sent_to_anybody_ends_reminders_and_the_first_alert(season, late):
    season.sent(late, FIRST, hour=23)
    assert periods(rules.ReportDueSoon, FIRST - ONE) == ["2025/1"]
    assert periods(rules.ReportDueSoon, FIRST) == []
    assert periods(rules.FirstReviewOverdue, FIRST + ONE) == []


@pytest.mark.parametrize(("day", "expected"), [(FIRST - ONE, []), (FIRST, []), (FIRST + ONE, ["2025"])])
def test_the_first_date_itself_is_in_time(late, day, expected):
    assert periods(rules.FirstReviewOverdue, day) == expected


def test_a_foundation_is_never_late_for_a_first_review_it_has_no_date_for(season):
    season.association("霁川市青禾助学基金会", org_type=OrgType.FOUNDATION)
    season.open()
    assert periods(rules.FirstReviewOverdue, D(2026, 12, 1)) == []
    assert periods(rules.ReportOverdue, D(2026, 3, 31)) == []
    assert periods(rules.ReportOverdue, D(2026, 4, 1)) == ["2025"]


@pytest.mark.parametrize(("day", "expected"), [(D(2026, 5, 31), []), (FINAL, []), (FINAL + ONE, ["2025"])])
def test_the_rolled_date_itself_is_in_time(late, day, expected):
    assert periods(rules.ReportOverdue, day) == expected


def test_new_year_cures_nothing(late):
    assert periods(rules.ReportOverdue, D(2027, 2, 1)) == ["2025"]


def test_arrival_at_the_authority_ends_the_final_alert_that_evening(season, late):
    season.sent(late, FINAL + 5 * ONE, stage=Stage.FINAL, hour=23)
    assert periods(rules.ReportOverdue, FINAL + 4 * ONE) == ["2025"]
    assert periods(rules.ReportOverdue, FINAL + 5 * ONE) == []


def test_a_silent_reviewer_is_not_the_organizations_delay(season, late):
    season.sent(late, D(2026, 3, 27))
    assert periods(rules.ReportOverdue, FINAL + 30 * ONE) == []


@pytest.mark.parametrize(("sent_on", "expected"), [(FINAL - ONE, []), (FINAL, []), (FINAL + ONE, ["2025"])])
def test_handing_over_after_the_final_date_is_the_organizations_delay(season, late, sent_on, expected):
    season.sent(late, sent_on)
    assert periods(rules.ReportOverdue, FINAL + 3 * ONE) == expected


def test_passing_the_first_review_is_arrival(season, late):
    sent = season.sent(late, FINAL + ONE)
    season.opinion(sent, FINAL + 4 * ONE, OpinionKind.FIRST_REVIEW_PASSED)
    assert periods(rules.ReportOverdue, FINAL + 3 * ONE) == ["2025"]
    assert periods(rules.ReportOverdue, FINAL + 4 * ONE) == []


@pytest.mark.parametrize(
    ("day", "is_overdue"), [(D(2026, 6, 3), False), (D(2026, 6, 4), False), (D(2026, 6, 5), True)]
)
def test_a_returned_report_has_until_its_last_day_to_be_put_right(season, late, day, is_overdue):
    sent = season.sent(late, D(2026, 3, 20))
    season.opinion(sent, D(2026, 5, 28), OpinionKind.RETURNED, fix_due_on=D(2026, 6, 4))
    assert periods(rules.FixOverdue, day) == (["2025/1"] if is_overdue else [])
    assert periods(rules.ReportOverdue, day) == (["2025"] if is_overdue else [])


def test_an_answer_ends_the_return(season, late):
    sent = season.sent(late, D(2026, 3, 20))
    season.opinion(sent, D(2026, 5, 28), OpinionKind.RETURNED, fix_due_on=D(2026, 6, 4))
    season.sent(late, D(2026, 6, 6))
    assert periods(rules.FixOverdue, D(2026, 6, 5)) == ["2025/1"]
    assert periods(rules.FixOverdue, D(2026, 6, 6)) == []
    assert periods(rules.ReportOverdue, D(2026, 6, 6)) == []


def test_a_report_that_reached_the_authority_once_is_never_overdue_again(season, late):
    sent = season.sent(late, D(2026, 5, 20), stage=Stage.FINAL)
    season.opinion(sent, D(2026, 5, 28), OpinionKind.RETURNED, fix_due_on=D(2026, 6, 4))
    assert periods(rules.ReportOverdue, D(2026, 7, 1)) == []
    assert found(rules.FixOverdue, D(2026, 7, 1)) == [(sent.report_id, "2025/1", D(2026, 6, 4))]


@pytest.mark.parametrize(("day", "expected"), [(D(2026, 7, 31), []), (D(2026, 8, 1), ["2025"])])
def test_a_deferral_moves_the_alert_and_the_past_keeps_the_old_date(season, late, set_clock, day, expected):
    set_clock("2026-04-28")
    obligations.defer(
        ReportObligation.objects.get(), until=D(2026, 7, 31), document="同意函", reason="审计", actor=SYSTEM
    )
    assert periods(rules.ReportOverdue, day) == expected
    assert periods(rules.FirstReviewOverdue, D(2026, 4, 27)) == ["2025"], "before the deferral it was late"
    assert found(rules.FirstReviewOverdue, D(2026, 4, 27))[0][2] == FIRST
    assert periods(rules.FirstReviewOverdue, D(2026, 4, 28)) == []


def test_the_due_date_of_a_finding_is_the_one_of_that_day(season, late, set_clock):
    set_clock("2026-06-20")
    owed = ReportObligation.objects.get()
    obligations.defer(owed, until=D(2026, 7, 31), document="x", reason="y", applied_on=D(2026, 5, 30), actor=SYSTEM)
    assert found(rules.ReportOverdue, D(2026, 6, 19)) == [(late.pk, "2025", FINAL)]
    assert periods(rules.ReportOverdue, D(2026, 6, 20)) == []


def test_the_exempt_and_the_waived_are_never_found(season, set_clock):
    season.association(registered_on=D(2025, 7, 1))
    waived = season.association("霁川市陶塑协会")
    season.open()
    obligations.waive(season.obligation(waived), reason="清算", document="", actor=SYSTEM)
    for rule in (rules.ReportDueSoon, rules.FirstReviewOverdue, rules.ReportOverdue):
        for day in (FIRST - ONE, D(2026, 6, 3), D(2026, 12, 31)):
            if day >= D(2026, 6, 3):
                assert found(rule, day) == []


def test_only_organizations_in_ordinary_standing_on_that_day_are_found(season, late):
    organizations.change_status(late, status="cancelled", valid_from=D(2026, 6, 10), document="注销决定", actor=SYSTEM)
    assert periods(rules.ReportOverdue, D(2026, 6, 9)) == ["2025"]
    assert periods(rules.ReportOverdue, D(2026, 6, 10)) == []


def test_asking_for_a_past_day_gives_what_that_evening_gave(season, late):
    """The state of the report moves on; the answer for a past day does not."""
    before = {day: periods(rules.ReportOverdue, day) for day in (FINAL, FINAL + ONE, FINAL + 2 * ONE)}
    season.sent(late, FINAL + 9 * ONE, stage=Stage.FINAL)
    assert {day: periods(rules.ReportOverdue, day) for day in before} == before


def test_findings_carry_facts_and_no_count_of_days(late):
    one = rules.ReportOverdue()
    version = RuleVersion(code=one.code, params={}, severity="H")
    first, second = (one.findings(FINAL + n * ONE, version).get() for n in (1, 20))
    assert first.finding_evidence == second.finding_evidence
    assert first.finding_evidence == {"year": 2025, "due_on": "2026-06-01", "original_due_on": "2026-06-01"}
