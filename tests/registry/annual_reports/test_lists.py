"""The list staff work from, the pages around a year, and the numbers that link to it."""

import datetime
import re

import pytest
from django.urls import reverse

from core.access.scope import EVERYTHING, Scope, ScopeKind
from core.jobs.models import Job
from registry.annual_reports.actions import obligations
from registry.annual_reports.models import ReportObligation
from registry.annual_reports.situations import filing_this_season
from registry.annual_reports.states import Stage
from registry.annual_reports.statistics import ReportRate, ReportsOverdue
from registry.organizations.models import Organization
from tests.registry.annual_reports.conftest import SYSTEM

D = datetime.date
TODAY = D(2026, 6, 3)


def url(name, *args):
    return reverse(f"staff:annual_reports:{name}", args=args)


def names(client, query=""):
    page = client.get(url("list") + query).content.decode()
    return sorted(re.findall(r'class="row-title"><a href="[^"]*">([^<]*)', page))


@pytest.fixture
def city(season):
    """One organization for each situation on 2026-06-03."""
    b = season.bureau
    late = season.association("甲未报协会")
    waiting = season.association("乙待初审协会")
    filed = season.association("丙已报协会")
    season.association("丁免报协会", registered_on=D(2025, 7, 1))
    season.association("戊区级协会", authority=b.yanhai_bureau, responsibilities={})
    direct = season.association("己直报协会")
    late_filed = season.association("庚迟报协会")
    season.open()
    season.sent(waiting, D(2026, 3, 27))
    season.sent(filed, D(2026, 5, 20), stage=Stage.FINAL)
    season.sent(late_filed, D(2026, 6, 2), stage=Stage.FINAL)
    sent = season.submitted(direct, direct_reason="3月20日已送交，至今没有答复")
    assert sent.round == 1
    return {"late": late, "waiting": waiting, "filed": filed}


@pytest.fixture
def clerk(season):
    return season.bureau.client("registry_clerk", season.bureau.bureau)


@pytest.mark.parametrize(
    ("filing", "expected"),
    [
        ("overdue", ["戊区级协会", "甲未报协会"]),
        ("waiting", ["乙待初审协会"]),
        ("filed", ["丙已报协会", "己直报协会", "庚迟报协会"]),
        ("direct", ["己直报协会"]),
        ("unfiled", ["乙待初审协会", "戊区级协会", "甲未报协会"]),
        ("late", ["己直报协会", "庚迟报协会"]),
    ],
)
def test_each_situation_lists_its_organizations(city, clerk, filing, expected):
    assert names(clerk, f"?filing={filing}") == sorted(expected)


def test_an_earlier_day_gives_the_rows_of_that_day(city, clerk):
    assert names(clerk, "?filing=overdue&on=2026-06-01") == []
    assert "庚迟报协会" not in names(clerk, "?filing=filed&on=2026-06-01")


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ("not_started", ["戊区级协会", "甲未报协会"]),
        ("exempt", ["丁免报协会"]),
        ("submitted_first_review", ["乙待初审协会"]),
    ],
)
def test_the_stage_filter(city, clerk, stage, expected):
    assert names(clerk, f"?stage={stage}") == sorted(expected)


def test_a_department_sees_its_own_and_nobody_elses(season, city):
    officer = season.bureau.client("department_officer", season.bureau.commerce)
    assert "戊区级协会" not in names(officer)
    assert len(names(officer)) == 6
    other = season.bureau.client("department_officer", season.bureau.industry)
    assert names(other) == []


def test_a_list_costs_the_same_however_long(season, city, clerk, django_assert_max_num_queries):
    clerk.get(url("list"))
    with django_assert_max_num_queries(18):
        clerk.get(url("list"))


def test_every_figure_links_to_exactly_its_rows(season, city, clerk):
    clerk_scope = Scope(ScopeKind.AUTHORITY, (season.bureau.bureau.pk, season.bureau.yanhai_bureau.pk))
    for indicator in (ReportRate(), ReportsOverdue()):
        counted = indicator.numerator(clerk_scope, TODAY).values_list("organization__name", flat=True)
        query = "&".join(f"{k}={v}" for k, v in indicator.list_query(TODAY).items())
        assert names(clerk, f"?{query}") == sorted(counted)


def test_the_rate_counts_what_was_owed(season, city):
    rate = ReportRate()
    assert rate.denominator(EVERYTHING, TODAY).count() == 6
    assert rate.numerator(EVERYTHING, TODAY).count() == 3
    assert rate.numerator(EVERYTHING, D(2026, 5, 19)).count() == 0
    assert ReportsOverdue().numerator(EVERYTHING, D(2026, 6, 1)).count() == 0


def test_the_organization_list_borrows_the_same_question(season, city):
    rows = filing_this_season.apply(Organization.objects.all(), "overdue", TODAY)
    assert sorted(rows.values_list("name", flat=True)) == ["戊区级协会", "甲未报协会"]


def test_the_organization_page_has_a_tab_of_reports(season, city, clerk):
    page = clerk.get(url("of_organization", city["late"].pk)).content.decode()
    assert "2025 年度" in page
    assert "逾期未报" in page


def test_an_export_brings_the_rows_of_the_list(city, clerk):
    answer = clerk.post(url("export") + "?filing=overdue")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")


def test_the_chief_opens_a_year_as_a_job_and_a_clerk_may_not(season, clerk):
    chief = season.bureau.client("registry_chief", season.bureau.bureau)
    assert "2025 年度" in chief.get(url("years")).content.decode()
    assert clerk.get(url("years")).status_code == 403
    answer = chief.post(url("open_year", 2025))
    job = Job.objects.get(kind="annual_reports.open_year")
    assert answer.url == reverse("staff:jobs:detail", args=[job.pk])
    assert chief.post(url("open_year", 2025)).url == answer.url, "the second click finds the same job"


def test_a_district_chief_does_not_open_the_citys_year(season):
    district = season.bureau.client("registry_chief", season.bureau.yanhai_bureau)
    answer = district.post(url("open_year", 2025))
    assert answer.status_code == 409
    assert "霁川市民政部门" in answer.content.decode()
    assert not Job.objects.exists()


def test_dates_are_moved_with_the_notice_named(season, city):
    chief = season.bureau.client("registry_chief", season.bureau.bureau)
    regime = season.obligation(city["late"]).regime
    data = {"final_due": "2026-08-31", "document": "霁民函〔2026〕1号"}
    assert chief.post(url("move_due", regime.pk), data | {"document": ""}).status_code == 422
    assert chief.post(url("move_due", regime.pk), data).status_code == 302
    assert names(chief, "?filing=overdue") == []
    page = chief.get(url("owed", season.obligation(city["late"]).pk)).content.decode()
    assert "2026-06-01 → 2026-08-31" in page
    assert "霁民函〔2026〕1号" in page


def test_a_deferral_is_granted_on_the_page_of_the_obligation(season, city, clerk, set_clock):
    set_clock("2026-05-29")
    pk = season.obligation(city["late"]).pk
    assert "批准延期" in clerk.get(url("owed", pk)).content.decode()
    data = {"until": "2026-07-31", "applied_on": "2026-05-28", "document": "同意函", "reason": "审计未完成"}
    assert clerk.post(url("defer", pk), data | {"until": ""}).status_code == 422
    assert clerk.post(url("defer", pk), data).status_code == 302
    assert ReportObligation.objects.get(pk=pk).due_on == D(2026, 7, 31)
    set_clock("2026-08-03")
    refused = clerk.post(url("defer", pk), data | {"until": "2026-09-30", "applied_on": "2026-08-02"})
    assert refused.status_code == 409
    assert "不能延期" in refused.content.decode()


def test_the_waived_leave_the_list_of_the_owed(season, city):
    chief = season.bureau.client("registry_chief", season.bureau.bureau)
    pk = season.obligation(city["late"]).pk
    assert chief.post(url("waive", pk), {"reason": "已进入清算"}).status_code == 302
    assert "甲未报协会" not in names(chief, "?filing=owed")


def test_a_report_page_of_a_year_not_begun_is_the_page_of_its_obligation(season, city, clerk):
    page = clerk.get(url("list") + "?stage=not_started").content.decode()
    assert url("owed", season.obligation(city["late"]).pk) in page
    obligations.open_year(2025, actor=SYSTEM)
    assert clerk.get(url("owed", season.obligation(city["late"]).pk)).status_code == 200
