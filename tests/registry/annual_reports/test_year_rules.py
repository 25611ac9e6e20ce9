"""AR-07, AR-08: neighbouring years that are all overdue. AR-10: a year without rules."""

import datetime

import pytest

from core.rules.models import RuleVersion
from registry.annual_reports import queries, year_rules
from registry.annual_reports.actions import obligations
from registry.annual_reports.models import ReportingRegime, ReportObligation
from registry.annual_reports.states import Stage, State
from registry.organizations import actions as organizations
from tests.registry.annual_reports.conftest import SYSTEM, at

D = datetime.date
FINAL = D(2026, 6, 1)
ONE = datetime.timedelta(days=1)


def found(rule, day, **params):
    one = rule()
    version = RuleVersion(code=one.code, params={**one.default_params, **params}, severity=one.default_severity)
    return sorted(one.findings(day, version).values_list("finding_subject_id", "finding_period"))


@pytest.fixture
def silent(season):
    """Owes 2022-2025 and has filed only 2022."""
    organization = season.association()
    for year in range(2022, 2026):
        season.open(year)
    season.report(organization, 2022)
    season.sent_of(organization, 2022, D(2023, 4, 3))
    return organization


@pytest.mark.parametrize(
    ("day", "two", "three"),
    [
        (D(2025, 6, 3), [], []),  # FY2024 is due on 3 June 2025: 31 May and the two days after are rest days
        (D(2025, 6, 4), ["2024"], []),
        (FINAL, ["2024"], []),
        (FINAL + ONE, ["2025"], ["2025"]),
        (D(2027, 1, 1), ["2025"], ["2025"]),
    ],
)
def test_the_second_and_the_third_missed_year_count_from_the_day_after_the_deadline(silent, day, two, three):
    assert [period for _, period in found(year_rules.TwoYearsMissed, day)] == two
    assert [period for _, period in found(year_rules.ThreeYearsMissed, day)] == three


def test_how_many_years_it_takes_is_a_parameter(silent):
    assert found(year_rules.ThreeYearsMissed, FINAL + ONE, years=4) == []
    assert found(year_rules.ThreeYearsMissed, FINAL, years=2) == [(silent.pk, "2024")]


def test_filing_the_year_between_ends_both(season, silent):
    season.sent_of(silent, 2024, FINAL + ONE)
    assert found(year_rules.TwoYearsMissed, FINAL + ONE) == []
    assert found(year_rules.ThreeYearsMissed, FINAL + ONE) == []
    assert found(year_rules.TwoYearsMissed, FINAL) == [(silent.pk, "2024")], "the day before it still held"


def test_a_waived_year_breaks_the_row(season, silent, set_clock):
    obligations.waive(season.obligation(silent, 2024), reason="已处罚", document="x", actor=SYSTEM)
    assert found(year_rules.TwoYearsMissed, D(2026, 6, 3)) == []


def test_who_ended_is_asked_no_more(season, silent):
    organizations.change_status(silent, status="cancelled", valid_from=D(2026, 6, 2), document="x", actor=SYSTEM)
    assert found(year_rules.ThreeYearsMissed, D(2026, 6, 2)) == []


def test_the_reviewers_silence_in_one_year_is_not_a_missed_year(season, silent):
    season.sent(silent, D(2026, 3, 27))
    assert found(year_rules.ThreeYearsMissed, FINAL + ONE) == []
    assert found(year_rules.TwoYearsMissed, FINAL + ONE) == [(silent.pk, "2024")]


def test_one_row_for_an_organization_however_long_it_is_silent(silent):
    rows = queries.missed_in_a_row(ReportObligation.objects.all(), FINAL + ONE, 2)
    assert list(rows.values_list("year", flat=True)) == [2025]


def test_a_year_without_rules_is_found_for_whoever_existed_in_it(season):
    organization = season.association()
    season.association("霁川市陶塑协会", registered_on=D(2026, 1, 2))
    assert found(year_rules.RegimeMissing, D(2026, 6, 3)) == []
    ReportingRegime.objects.filter(year=2025, org_type="1").delete()
    assert found(year_rules.RegimeMissing, D(2026, 1, 1)) == [(organization.pk, "2025")]
    assert found(year_rules.RegimeMissing, D(2025, 12, 31)) == [], "until New Year the year asked about is 2024"


def test_a_district_with_rules_of_its_own_or_of_its_city_is_not_found(season):
    district = season.association("砚海区安居物业协会", authority=season.bureau.yanhai_bureau)
    assert found(year_rules.RegimeMissing, D(2026, 6, 3)) == []
    own = ReportingRegime.objects.get(year=2025, org_type="1")
    ReportingRegime.objects.filter(pk=own.pk).update(region=season.bureau.yanhai)
    assert found(year_rules.RegimeMissing, D(2026, 6, 3)) == []
    ReportingRegime.objects.filter(pk=own.pk).update(region=season.bureau.wanglan)
    assert found(year_rules.RegimeMissing, D(2026, 6, 3)) == [(district.pk, "2025")]


def test_who_is_not_in_ordinary_standing_is_not_asked_for_rules(season):
    organization = season.association()
    ReportingRegime.objects.filter(year=2025).delete()
    organizations.change_status(organization, status="cancelled", valid_from=D(2026, 6, 3), document="x", actor=SYSTEM)
    assert [pk for pk, _ in found(year_rules.RegimeMissing, D(2026, 6, 2))] == [organization.pk]
    assert found(year_rules.RegimeMissing, D(2026, 6, 3)) == []


def test_moments_are_those_of_the_city(season, silent):
    """Handed in at 23:59 of the last day."""
    sent = season.sent_of(silent, 2025, FINAL, hour=23)
    assert sent.submitted_at == at(FINAL, 23)
    assert found(year_rules.ThreeYearsMissed, FINAL + ONE) == []
    assert (sent.stage, sent.report.state) == (Stage.FINAL, State.SUBMITTED_FINAL)
