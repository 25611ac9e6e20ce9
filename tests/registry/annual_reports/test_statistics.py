"""The year's figures: every number is the number of rows behind its link, on any day, for every grouping."""

import datetime
import io
import re

import pytest
from django.urls import reverse

from core.access.scope import EVERYTHING
from core.spreadsheets.reading import read_table
from registry.annual_reports import figures, queries
from registry.annual_reports.actions import obligations
from registry.annual_reports.filing_situations import situations, with_filing
from registry.annual_reports.models import ReportObligation
from registry.annual_reports.states import OpinionKind, Stage
from registry.annual_reports.statistics import ReportRateOnTime
from registry.organizations import actions as organizations
from tests.registry.annual_reports.conftest import SYSTEM

D = datetime.date
TODAY = D(2026, 6, 3)
PAGE = reverse("staff:annual_reports:statistics")


@pytest.fixture
def city(season):
    """Each situation once, in two districts, with and without a department."""
    b = season.bureau
    made = {
        "late": season.association("甲未报协会", region_id=b.tinglan.pk),
        "waiting": season.association("乙待初审协会", region_id=b.yanhu.pk),
        "on_time": season.association("丙按期协会", region_id=b.tinglan.pk),
        "exempt": season.association("丁免报协会", registered_on=D(2025, 7, 1)),
        "district": season.association("戊区级协会", authority=b.yanhai_bureau, responsibilities={}),
        "late_filed": season.association("庚迟报基金会", org_type="3"),
        "reviewed": season.association("辛已初审协会"),
        "returned": season.association("壬退回协会"),
        "ended": season.association("癸注销协会"),
    }
    season.open()
    season.sent(made["waiting"], D(2026, 3, 27))
    season.sent(made["on_time"], D(2026, 6, 1), stage=Stage.FINAL)
    season.sent(made["late_filed"], D(2026, 6, 2), stage=Stage.FINAL)
    season.opinion(season.sent(made["reviewed"], D(2026, 3, 20)), D(2026, 6, 2), OpinionKind.FIRST_REVIEW_PASSED)
    sent = season.sent(made["returned"], D(2026, 5, 20), stage=Stage.FINAL)
    season.opinion(sent, D(2026, 5, 25), OpinionKind.RETURNED, D(2026, 6, 1))
    organizations.change_status(
        made["ended"], status="cancelled", valid_from=D(2026, 5, 1), document="x", actor=SYSTEM
    )
    return made


def counts(day=TODAY) -> dict[str, int]:
    rows = ReportObligation.objects.filter(year=2025)
    return {code: with_filing(rows, code, day).count() for code in situations()}


def test_each_situation_counts_its_own(city):
    found = counts()
    expected = {
        "owed": 7, "exempt": 2, "filed": 4, "on_time": 3, "late": 1, "unfiled": 3, "overdue": 2, "waiting": 1,
        "review_late": 1, "first_reviewed": 1, "direct": 0, "returned": 1,
    }  # fmt: skip
    assert {code: found[code] for code in expected} == expected


def test_a_reviewers_delay_leaves_the_report_in_time(city, season):
    """Handed over on 20 March, passed on only after the deadline."""
    rows = queries.filed_on_time(ReportObligation.objects.filter(organization=city["reviewed"]), TODAY)
    assert rows.exists()


def test_a_past_day_counts_as_it_stood_then(city):
    found = counts(D(2026, 5, 24))
    assert (found["returned"], found["filed"], found["first_reviewed"], found["review_late"]) == (0, 1, 0, 2)
    assert counts(D(2026, 4, 30))["owed"] == 8, "the cancelled one still owed"


@pytest.mark.parametrize("group", list(figures.GROUPS))
@pytest.mark.parametrize("on", ["2026-06-03", "2026-05-24"])
def test_every_number_opens_exactly_its_rows(season, city, group, on):
    clerk = season.bureau.client("registry_clerk", season.bureau.bureau)
    page = clerk.get(PAGE, {"year": 2025, "by": group, "on": on}).content.decode()
    links = re.findall(r'href="(/staff/annual-reports/\?[^"]*)"[^>]*>([\d,]+)<', page)
    assert len(links) > 12
    for href, number in links:
        listed = clerk.get(href.replace("&amp;", "&")).content.decode()
        assert len(re.findall(r'class="row-title"><a href="/staff/', listed)) == int(number), href


def test_a_district_sees_its_own_numbers(season, city):
    clerk = season.bureau.client("registry_clerk", season.bureau.yanhai_bureau)
    actor = season.bureau.actor("registry_clerk", season.bureau.yanhai_bureau)
    found = figures.figures(actor, year=2025, day=TODAY, group="authority")
    assert found.total("owed") == 1
    assert "霁川市民政局</td>" not in clerk.get(PAGE).content.decode()


def test_both_rates_are_cut_off(season, city):
    clerk = season.bureau.client("registry_clerk", season.bureau.bureau)
    page = clerk.get(PAGE, {"by": "type"}).content.decode()
    assert "42.8%" in page, "3 of 7 in time"
    assert "57.1%" in page, "4 of 7 by today"


def test_the_export_has_the_numbers_of_the_page(season, city):
    clerk = season.bureau.client("registry_clerk", season.bureau.bureau)
    answer = clerk.post(reverse("staff:annual_reports:export_statistics"), {"year": "2025", "by": "type"})
    file = io.BytesIO(answer.content)
    file.name = "statistics.xlsx"
    sheet = read_table(file)
    total = dict(zip(sheet.header, sheet.rows[-1].cells, strict=True))
    assert (total["类型"], total["应报"], total["按期报送率"]) == ("合计", "7", "42.8%")


def test_a_day_to_come_is_refused_and_today_shown(season, city):
    clerk = season.bureau.client("registry_clerk", season.bureau.bureau)
    answer = clerk.get(PAGE, {"on": "2026-06-04"})
    assert answer.status_code == 422
    assert "截至日期不能晚于今天" in answer.content.decode()


def test_who_may_not_export_has_no_button(season, city):
    leader = season.bureau.client("bureau_leader", season.bureau.bureau)
    assert "导出表格" not in leader.get(PAGE).content.decode()
    assert leader.post(reverse("staff:annual_reports:export_statistics")).status_code == 403


def test_the_published_rate_in_time_is_the_same_number(season, city):
    rate = ReportRateOnTime()
    assert (rate.numerator(EVERYTHING, TODAY).count(), rate.denominator(EVERYTHING, TODAY).count()) == (3, 7)


def test_a_waived_report_counts_as_released_from_its_day_on(season, city):
    obligations.waive(season.obligation(city["late"]), reason="清算", document="x", actor=SYSTEM)
    assert (counts()["exempt"], counts(D(2026, 6, 2))["exempt"]) == (3, 2)
