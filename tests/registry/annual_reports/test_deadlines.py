"""Every deadline of the yearly report: the day before it, the day itself, the day after.

FY2025 of an association: first review 2026-03-31, final 2026-06-01 because 31 May is a Sunday.
"""

import datetime

import pytest

from core.obligations.models import ObligationState
from core.rules.models import RuleVersion
from core.workdays.calendar import add_workdays, roll_forward
from registry.annual_reports import deadlines, queries, rules
from registry.annual_reports.actions import obligations, regimes
from registry.annual_reports.models import ReportingRegime, ReportObligation
from registry.annual_reports.states import OpinionKind, Stage
from registry.organizations import actions as organizations
from registry.organizations.states import OrgType
from registry.report_requests import actions as requests
from registry.report_requests.models import ReportRequest
from registry.report_requests.states import RequestKind
from tests.registry.annual_reports.conftest import SYSTEM, at

D = datetime.date
ONE = datetime.timedelta(days=1)
FIRST, FINAL, FOUNDATION = D(2026, 3, 31), D(2026, 6, 1), D(2026, 3, 31)
AROUND = (-ONE, datetime.timedelta(0), ONE)


def found(rule, day) -> list[str]:
    one = rule()
    version = RuleVersion(code=one.code, params=one.default_params, severity=one.default_severity)
    return sorted(one.findings(day, version).values_list("finding_period", flat=True))


def rows(organization=None, year=2025):
    its = ReportObligation.objects.filter(year=year)
    return its.filter(organization=organization) if organization else its


def overdue_around(day: datetime.date, organization=None, year=2025) -> list[bool]:
    """Whether the report is overdue on the day before, the day and the day after."""
    return [queries.overdue(rows(organization, year), day + shift).exists() for shift in AROUND]


NEVER, FROM_THE_DAY_AFTER = [False, False, False], [False, False, True]


@pytest.fixture
def association(season):
    one = season.association()
    season.open()
    return one


# -- the dates themselves --


def test_the_last_day_is_in_time_and_the_next_is_not(association):
    assert overdue_around(FINAL) == FROM_THE_DAY_AFTER
    assert [found(rules.FirstReviewOverdue, FIRST + shift) for shift in AROUND] == [[], [], ["2025"]]


def test_the_sunday_itself_and_the_monday_after_it_are_in_time(association):
    assert D(2026, 5, 31).weekday() == 6
    assert overdue_around(D(2026, 5, 31)) == NEVER


def test_a_foundation_has_its_own_day(season):
    season.association("霁川市青禾助学基金会", org_type=OrgType.FOUNDATION)
    season.open()
    assert overdue_around(FOUNDATION) == FROM_THE_DAY_AFTER


@pytest.mark.parametrize(("hour", "is_late"), [(0, False), (23, False)])
def test_the_last_minute_of_the_last_day_counts_by_the_citys_clock(season, association, hour, is_late):
    sent = season.sent(association, FINAL, stage=Stage.FINAL, hour=hour)
    assert sent.is_late is is_late
    assert queries.sent_late(rows(), FINAL + ONE).exists() is is_late


def test_the_first_minute_of_the_day_after_is_late(season, association):
    sent = season.sent(association, FINAL + ONE, stage=Stage.FINAL, hour=0)
    assert sent.is_late
    assert queries.sent_late(rows(), FINAL + ONE).exists()
    assert not queries.filed_on_time(rows(), FINAL + ONE).exists()


# -- 29 February and rest days --


def move(season, year: int, day: datetime.date, *, roll=True) -> None:
    ReportingRegime.objects.filter(year=year, org_type="1").update(roll_forward=roll)
    regime = ReportingRegime.objects.get(year=year, org_type="1")
    regimes.move_and_tell(regime, final_due=day, document="霁民函〔2024〕1号", actor=SYSTEM)


def test_a_deadline_on_29_february(season):
    organization = season.association()
    season.open(2023)
    move(season, 2023, D(2024, 2, 29))
    assert season.obligation(organization, 2023).due_on == D(2024, 2, 29)
    due = rows(organization, 2023)
    assert [due.filter(due_on__lt=D(2024, 2, 29) + shift).exists() for shift in AROUND] == FROM_THE_DAY_AFTER


def test_who_registered_on_29_february_owes_that_year(season):
    organization = season.association(registered_on=D(2024, 2, 29))
    season.open(2024)
    season.open(2023)
    assert season.obligation(organization, 2024).state == ObligationState.OPEN
    assert not rows(organization, 2023).exists(), "it did not exist in 2023"


@pytest.mark.parametrize(
    ("printed", "effective"),
    [
        (D(2025, 9, 30), D(2025, 9, 30)),  # the working day before the holiday
        (D(2025, 10, 1), D(2025, 10, 9)),  # National Day and Mid-Autumn: 1 to 8 October
        (D(2025, 10, 8), D(2025, 10, 9)),
        (D(2025, 10, 9), D(2025, 10, 9)),
        (D(2025, 9, 28), D(2025, 9, 28)),  # a Sunday that is worked
        (D(2025, 9, 27), D(2025, 9, 28)),  # Saturday before it
    ],
)
def test_a_rest_day_moves_the_deadline_to_the_next_day_worked(season, printed, effective):
    organization = season.association()
    season.open(2024)
    move(season, 2024, printed)
    assert season.obligation(organization, 2024).due_on == effective


def test_where_the_year_says_nothing_of_rest_days_the_printed_day_binds(season):
    organization = season.association()
    season.open(2024)
    move(season, 2024, D(2025, 10, 1), roll=False)
    assert season.obligation(organization, 2024).due_on == D(2025, 10, 1)


# -- who owes: registered, ended --


@pytest.mark.parametrize(
    ("org_type", "registered_on", "owes"),
    [
        ("1", D(2025, 6, 29), True), ("1", D(2025, 6, 30), True), ("1", D(2025, 7, 1), False),
        ("2", D(2025, 6, 29), True), ("2", D(2025, 6, 30), True), ("2", D(2025, 7, 1), False),
        ("3", D(2025, 12, 30), True), ("3", D(2025, 12, 31), True),
    ],
)  # fmt: skip
def test_the_cut_off_day_of_registration(season, org_type, registered_on, owes):
    season.association(org_type=org_type, registered_on=registered_on)
    season.open()
    assert queries.owed(rows(), D(2026, 6, 3)).exists() is owes


def test_a_foundation_registered_on_new_years_day_has_no_report_of_the_year_before(season):
    season.association(org_type="3", registered_on=D(2026, 1, 1))
    season.open()
    assert not rows().exists()


@pytest.mark.parametrize(("shift", "owes"), [(-1, False), (0, False), (1, True)])
@pytest.mark.parametrize("status", ["cancelled", "revoked", "certificate_revoked"])
def test_ending_before_or_on_the_deadline_day_ends_the_duty(season, association, status, shift, owes):
    day = FINAL + shift * ONE
    organizations.change_status(association, status=status, valid_from=day, document="决定", actor=SYSTEM)
    assert queries.owed(rows(), D(2026, 6, 3)).exists() is owes
    assert queries.overdue(rows(), D(2026, 6, 3)).exists() is owes


def test_before_it_ended_it_still_owed(season, association):
    organizations.change_status(association, status="cancelled", valid_from=FINAL, document="决定", actor=SYSTEM)
    assert queries.owed(rows(), FINAL - ONE).exists()


# -- more time: before and after the end --

GRANTED = {"until": D(2026, 7, 31), "document": "民社延〔2026〕4号", "reason": "审计机构更换", "actor": SYSTEM}


def test_a_deferred_report_has_its_own_last_day(season, association, set_clock):
    set_clock("2026-04-28")
    obligations.defer(season.obligation(association), **GRANTED)
    assert overdue_around(FINAL) == NEVER
    assert overdue_around(D(2026, 7, 31)) == FROM_THE_DAY_AFTER


@pytest.mark.parametrize(("asked", "is_granted"), [(FINAL - ONE, True), (FINAL, True), (FINAL + ONE, False)])
def test_an_extension_decided_after_the_end_counts_only_where_it_was_asked_for_in_time(
    season, association, asked, is_granted
):
    owed = season.obligation(association)
    if is_granted:
        obligations.defer(owed, applied_on=asked, **GRANTED)
    else:
        with pytest.raises(obligations.TooLate, match="不能延期"):
            obligations.defer(owed, applied_on=asked, **GRANTED)
    assert queries.overdue(rows(), D(2026, 6, 3)).exists() is not is_granted
    assert queries.overdue(rows(), D(2026, 6, 2)).exists(), "what stood the day before the decision stays true"


def test_what_is_asked_after_the_end_is_kept_with_the_late_report_and_moves_nothing(season, association, set_clock):
    filer = season.actor(association)
    set_clock("2026-06-02")
    asked = requests.file_request(
        season.obligation(association), actor=filer, kind=RequestKind.DEFERRAL, reason="负责人住院",
        wanted_until=D(2026, 7, 31),
    )  # fmt: skip
    assert ReportRequest.objects.get(pk=asked.pk).kind == RequestKind.EXPLANATION
    assert overdue_around(FINAL) == FROM_THE_DAY_AFTER


# -- whose delay it is --


@pytest.mark.parametrize(("sent_on", "is_overdue"), [(FINAL - ONE, False), (FINAL, False), (FINAL + ONE, True)])
def test_a_silent_reviewer_is_not_the_organizations_delay(season, association, sent_on, is_overdue):
    season.sent(association, sent_on)
    assert queries.overdue(rows(), FINAL + 30 * ONE).exists() is is_overdue


def test_passed_on_after_the_deadline_it_is_in_time_and_filed(season, association):
    sent = season.sent(association, D(2026, 5, 29))
    season.opinion(sent, FINAL + 9 * ONE, OpinionKind.FIRST_REVIEW_PASSED)
    assert queries.filed_on_time(rows(), FINAL + 9 * ONE).exists()
    assert not queries.filed(rows(), FINAL + 8 * ONE).exists(), "on the day before it had not arrived"
    assert not queries.sent_late(rows(), FINAL + 9 * ONE).exists()


def test_returned_and_not_put_right_in_time_the_delay_is_its_own_again(season, association):
    sent = season.sent(association, D(2026, 5, 20))
    fix_due = D(2026, 6, 3)
    season.opinion(sent, D(2026, 5, 27), OpinionKind.RETURNED, fix_due)
    assert overdue_around(fix_due) == FROM_THE_DAY_AFTER
    assert [found(rules.FixOverdue, fix_due + shift) for shift in AROUND] == [[], [], ["2025/1"]]


def test_returned_by_the_authority_after_the_deadline_it_stays_in_time(season, association):
    sent = season.sent(association, FINAL, stage=Stage.FINAL)
    season.opinion(sent, FINAL + ONE, OpinionKind.RETURNED, D(2026, 6, 9))
    assert not queries.sent_late(rows(), FINAL + 9 * ONE).exists()
    assert queries.filed_on_time(rows(), FINAL + 9 * ONE).exists()


@pytest.mark.parametrize("sent_on", [D(2026, 3, 27), D(2026, 5, 20), D(2026, 5, 29)])
def test_the_first_reviewers_last_day_is_still_in_time(season, association, sent_on):
    sent = season.sent(association, sent_on)
    due = deadlines.first_reviewer_due(sent)
    assert [queries.beyond_first_review(rows(), due + shift).exists() for shift in AROUND] == FROM_THE_DAY_AFTER


def test_the_reviewers_clock_counts_days_worked_only(season, association):
    """Sent on 30 April: 1 to 5 May are rest days in 2026, 9 May is worked."""
    sent = season.sent(association, D(2026, 4, 30))
    assert deadlines.first_reviewer_due(sent) == max(
        add_workdays(D(2026, 4, 30), 5), min(add_workdays(D(2026, 4, 30), 20), FINAL - 5 * ONE)
    )
    assert add_workdays(D(2026, 4, 30), 1) == D(2026, 5, 6)


def test_dates_around_a_move_are_those_that_stood_then(season, association, set_clock):
    set_clock("2026-06-03")
    regime = season.obligation(association).regime
    regimes.move_and_tell(regime, final_due=D(2026, 8, 30), document="霁民函〔2026〕1号", actor=SYSTEM)
    assert roll_forward(D(2026, 8, 30)) == D(2026, 8, 31)
    assert queries.overdue(rows(), FINAL + ONE).exists(), "the notice came a day later"
    assert overdue_around(D(2026, 8, 31)) == FROM_THE_DAY_AFTER
    assert season.sent(association, D(2026, 8, 31), stage=Stage.FINAL).submitted_at == at(D(2026, 8, 31))
