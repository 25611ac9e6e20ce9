"""PB-06 … PB-09 on the day before, the day and the day after; who sees the alerts."""

import datetime

import pytest
from django.urls import reverse

from core.rules.models import RuleVersion
from party_building.activities import actions, rules
from party_building.activities.models import Activity
from party_building.party_units import actions as units
from supervision.models import RiskAlert
from supervision.risk_alerts import sweep
from tests.support.bureau import SETUP

D = datetime.date


def found(rule, day) -> dict[str, tuple]:
    """{name of the branch: (period, severity, what is missing)}."""
    one = rule()
    version = RuleVersion(code=one.code, params=one.default_params, severity=one.default_severity)
    names = ("name", "finding_period", "finding_severity", "finding_evidence")
    rows = one.findings(day, version).values_list(*names)
    return {name: (period, severity, evidence["life_kind"]) for name, period, severity, evidence in rows}


@pytest.fixture
def tea(line):
    """Only the branch of the tea association is left to look at."""
    for unit in (line.joint, line.far):
        units.dissolve(unit, actor=SETUP, dissolved_on=D(2024, 1, 1))
    return line.branch


@pytest.fixture
def hold(kind):
    """On record from the day it was held."""

    def held(unit, code, day):
        at = datetime.datetime.combine(day, datetime.time(2), datetime.UTC)
        return Activity.objects.create(unit=unit, kind=kind(code), held_on=day, topic=f"{day}", recorded_at=at)

    return held


@pytest.mark.parametrize(
    ("day", "is_reminded"),
    [(D(2026, 5, 24), False), (D(2026, 5, 25), True), (D(2026, 5, 31), True), (D(2026, 6, 1), False)],
)
def test_from_the_25th_on_a_branch_without_a_party_day_is_reminded(tea, day, is_reminded):
    want = {tea.name: (f"{day:%Y-%m}", "I", "主题党日")} if is_reminded else {}
    assert found(rules.ThemeDayToCome, day) == want


def test_the_reminder_ends_with_the_party_day_of_this_month_and_not_of_another(tea, hold):
    hold(tea, "theme_day", D(2026, 4, 30))
    hold(tea, "party_lesson", D(2026, 5, 3))
    assert found(rules.ThemeDayToCome, D(2026, 5, 27))
    hold(tea, "theme_day", D(2026, 5, 28))
    assert found(rules.ThemeDayToCome, D(2026, 5, 27))
    assert not found(rules.ThemeDayToCome, D(2026, 5, 28))


def test_in_a_new_month_the_month_before_is_asked_about_and_that_one_only(tea, hold):
    hold(tea, "theme_day", D(2026, 4, 30))
    assert not found(rules.ThemeDayMissing, D(2026, 5, 31))
    assert found(rules.ThemeDayMissing, D(2026, 6, 1)) == {tea.name: ("2026-05", "M", "主题党日")}
    assert found(rules.ThemeDayMissing, D(2026, 6, 30)) == {tea.name: ("2026-05", "M", "主题党日")}
    assert found(rules.ThemeDayMissing, D(2026, 7, 1))[tea.name][0] == "2026-06"
    assert found(rules.ThemeDayMissing, D(2026, 1, 1))[tea.name][0] == "2025-12"


@pytest.mark.parametrize(("founded", "is_asked"), [(D(2026, 5, 1), True), (D(2026, 5, 2), False)])
def test_a_branch_founded_in_the_month_is_not_asked(line, founded, is_asked):
    line.unit("新成立的党支部", established_on=founded)
    for rule, day in ((rules.ThemeDayMissing, D(2026, 6, 1)), (rules.ThemeDayToCome, D(2026, 5, 31))):
        assert ("新成立的党支部" in found(rule, day)) == is_asked


@pytest.mark.parametrize(
    ("gone_on", "is_asked"), [(D(2026, 6, 1), False), (D(2026, 6, 2), True), (D(2026, 5, 31), False)]
)
def test_a_branch_that_is_no_more_is_not_asked(line, gone_on, is_asked):
    units.dissolve(line.branch, actor=SETUP, dissolved_on=gone_on)
    assert (line.branch.name in found(rules.ThemeDayMissing, D(2026, 6, 1))) == is_asked


def test_the_members_meeting_is_asked_for_when_the_quarter_has_ended(tea, hold):
    hold(tea, "general_meeting", D(2026, 1, 1))
    assert found(rules.GeneralMeetingMissing, D(2026, 3, 31))[tea.name][0] == "2025Q4"
    assert not found(rules.GeneralMeetingMissing, D(2026, 4, 1))
    assert not found(rules.GeneralMeetingMissing, D(2026, 6, 30))
    assert found(rules.GeneralMeetingMissing, D(2026, 7, 1)) == {tea.name: ("2026Q2", "M", "党员大会")}


def test_a_branch_dissolved_or_founded_in_the_quarter_is_not_asked(line):
    units.dissolve(line.branch, actor=SETUP, dissolved_on=D(2026, 3, 10))
    line.unit("元旦成立的党支部", established_on=D(2026, 1, 1))
    line.unit("次日成立的党支部", established_on=D(2026, 1, 2))
    names = found(rules.GeneralMeetingMissing, D(2026, 4, 1))
    assert "元旦成立的党支部" in names
    assert not {line.branch.name, "次日成立的党支部"} & set(names)


@pytest.mark.parametrize(
    ("day", "want"),
    [
        (D(2025, 11, 30), None),
        (D(2025, 12, 1), ("2025", "I")),
        (D(2025, 12, 31), ("2025", "I")),
        (D(2026, 1, 1), ("2025", "M")),
        (D(2026, 3, 31), ("2025", "M")),
        (D(2026, 4, 1), None),
    ],
)
def test_at_the_years_end_the_two_yearly_ones_are_asked_for(tea, day, want):
    assert found(rules.YearEndLifeMissing, day) == ({tea.name: (*want, "组织生活会、民主评议党员")} if want else {})


def test_the_alert_of_the_year_names_what_is_missing_and_goes_with_the_second(tea, hold):
    hold(tea, "life_meeting", D(2025, 12, 5))
    assert found(rules.YearEndLifeMissing, D(2025, 12, 5))[tea.name][2] == "民主评议党员"
    hold(tea, "appraisal", D(2025, 12, 20))
    assert found(rules.YearEndLifeMissing, D(2025, 12, 19))
    assert not found(rules.YearEndLifeMissing, D(2025, 12, 20))
    assert not found(rules.YearEndLifeMissing, D(2026, 1, 1))


@pytest.mark.parametrize(("founded", "is_asked"), [(D(2025, 10, 1), True), (D(2025, 10, 2), False)])
def test_who_was_founded_in_the_last_quarter_owes_no_year(line, founded, is_asked):
    line.unit("年末成立的党支部", established_on=founded)
    assert ("年末成立的党支部" in found(rules.YearEndLifeMissing, D(2025, 12, 31))) == is_asked


def test_a_joint_activity_answers_for_every_branch_that_held_it(line, kind):
    actions.record(
        line.branch, actor=SETUP, kind=kind("theme_day"), held_on=D(2026, 5, 9), topic="联合", joint=[line.joint]
    )
    assert set(found(rules.ThemeDayMissing, D(2026, 6, 3))) == {line.far.name}


def test_the_alerts_are_the_organs_above_and_nobody_elses(line):
    sweep.run(D(2026, 6, 3))
    alerts = RiskAlert.objects.filter(rule_code="PB-07")
    assert {one.subject.name for one in alerts} == {line.branch.name, line.joint.name, line.far.name}
    assert {one.organization_id for one in alerts} == {None}
    listing = reverse("staff:risk_alerts:list")
    assert line.branch.name in line.officer_client().get(listing, {"rule": "PB-07"}).content.decode()
    assert line.branch.name not in line.officer_client(line.other_organ).get(listing).content.decode()
    clerk = line.client("registry_clerk", line.bureau).get(listing).content.decode()
    assert line.branch.name not in clerk
    assert RiskAlert.objects.of_units(line.secretary(line.tea).scope).filter(rule_code="PB-07").count() == 1
    page = line.officer_client().get(reverse("staff:risk_alerts:detail", args=[alerts.first().pk])).content.decode()
    assert "组织生活" in page
    assert "life_kind" not in page


def test_no_notice_carries_a_party_matter(line):
    from core.notifications.models import Notice
    from supervision.risk_alerts.telling import tell

    sweep.run(D(2026, 6, 3))
    tell(D(2026, 6, 3))
    assert not Notice.objects.filter(text__contains="党").exists() if hasattr(Notice, "text") else True
