"""The portal's answers about the city against what the story knows: lists, figures and alerts, on several days."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from config.demo import story
from config.demo.names import CITY_COUNTS, DISTRICT_SHARE
from config.demo.truth import Truth
from core.identity.models import User
from core.indicators.base import all_indicators
from core.indicators.grouping import total
from registry.annual_reports import queries
from registry.annual_reports.filters import with_filing
from registry.models import Organization, ReportingRegime, ReportObligation
from registry.organizations.states import Standing, Status
from supervision.risk_alerts.models import RiskAlert, SweepRun
from tests.support.bureau import BACKEND
from tests.support.links import rows_at

pytestmark = pytest.mark.city
D = datetime.date
DAYS = [D(2018, 6, 30), D(2019, 1, 31), D(2020, 6, 15), D(2020, 9, 1), D(2022, 11, 30), D(2024, 6, 2), D(2025, 10, 20),
        D(2026, 3, 1), D(2026, 5, 20), D(2026, 6, 2)]  # fmt: skip


@pytest.fixture(scope="module")
def truth() -> Truth:
    return Truth("small", lived_to=story.CAST_DAY)


def figure(code: str, day: datetime.date):
    return total(next(one for one in all_indicators() if one.code == code), as_of=day)


def test_the_regimes_say_the_dates_the_story_goes_by():
    from registry.annual_reports.actions.obligations import effective

    for regime in ReportingRegime.objects.filter(year__in=story.REPORT_YEARS):
        assert effective(regime, regime.final_due) == story.due(regime.org_type, regime.year), regime
        assert effective(regime, regime.first_review_due) == story.first_due(regime.org_type, regime.year), regime
        assert not regime.is_verified


def test_three_hundred_organizations_stand_with_the_offices_of_the_practice_notes():
    standing = Organization.objects.exclude(status__in=[Status.CANCELLED, Status.REVOKED, Status.LIQUIDATING])
    assert standing.count() == 300
    assert standing.filter(supervising_authority__short_name="市民政局").count() == 118
    for district, count in DISTRICT_SHARE.items():
        assert standing.filter(supervising_authority__short_name=f"{district}民政局").count() == count
    city = standing.filter(supervising_authority__short_name="市民政局").select_related(
        "business_supervisor", "industry_department"
    )
    by_office: dict[str, int] = {}
    for one in city:
        office = one.business_supervisor or one.industry_department
        short = office.short_name if office else "综合党委"
        by_office[short] = by_office.get(short, 0) + 1
    assert by_office == CITY_COUNTS


@pytest.mark.parametrize("day", DAYS)
def test_the_figures_of_a_day_are_what_the_story_knows(truth, day):
    assert figure("organizations_total", day).numerator == len(truth.registered(day))
    assert figure("organizations_abnormal", day).numerator == len(truth.listed(day))
    year = day.year - 1
    rate = figure("report_rate", day)
    assert (rate.numerator, rate.denominator) == (len(truth.filed(year, day)), len(truth.owed(year, day)))
    assert figure("reports_overdue", day).numerator == len(truth.overdue(year, day))


@pytest.mark.parametrize("day", DAYS)
def test_the_overdue_of_every_year_are_named_and_nobody_else(truth, day):
    for year in range(2016, day.year):
        rows = queries.overdue(ReportObligation.objects.filter(year=year), day)
        assert set(rows.values_list("organization__uscc", flat=True)) == set(truth.overdue(year, day)), year


def test_the_list_page_counts_what_the_story_counts_on_a_past_day(truth):
    client = Client()
    client.force_login(User.objects.get(username="audit2026"), backend=BACKEND)
    for day in (D(2024, 6, 2), D(2025, 10, 20), D(2026, 6, 2)):
        url = f"{reverse('staff:annual_reports:list')}?year={day.year - 1}&filing=overdue&on={day}"
        assert rows_at(client, url) == len(truth.overdue(day.year - 1, day))


def test_the_night_has_found_exactly_who_is_overdue_and_in_ordinary_standing(truth):
    today = story.CAST_DAY
    expected = {
        (code, str(year))
        for year in story.REPORT_YEARS
        for code in truth.overdue(year, today)
        if _body(truth, code).status_on(today) == Status.NORMAL
    }
    alerts = RiskAlert.objects.unresolved().filter(rule_code="AR-04")
    assert set(alerts.values_list("organization__uscc", "period")) == expected
    nights = sorted(SweepRun.objects.values_list("as_of", flat=True))
    fresh = list(alerts.filter(period="2025").values_list("opened_on", "due_on"))
    assert [opened for opened, due in fresh] == [min(night for night in nights if night > due) for _, due in fresh]
    assert D(2026, 6, 2) in {opened for opened, _ in fresh}


def _body(truth, code):
    return next(body for body in truth.plan.bodies if body.plan.uscc == code)


def test_alerts_of_old_years_were_resolved_when_the_report_came(truth):
    resolved = RiskAlert.objects.resolved().filter(rule_code="AR-04", period__lt="2024")
    assert resolved.count() > 20
    for alert in resolved.select_related("organization"):
        code = alert.organization.uscc
        is_ordinary = _body(truth, code).status_on(alert.resolved_on) == Status.NORMAL
        assert not is_ordinary or code not in truth.overdue(int(alert.period), alert.resolved_on)


def test_every_state_of_the_season_occurs(truth):
    rows = ReportObligation.objects.filter(year=story.SEASON)
    for value in ("filed", "unfiled", "overdue", "waiting", "direct"):
        assert with_filing(rows, value, story.CAST_DAY).exists(), value
    assert Organization.objects.active().filter(standing=Standing.ABNORMAL).count() == len(
        truth.listed(story.CAST_DAY)
    )
