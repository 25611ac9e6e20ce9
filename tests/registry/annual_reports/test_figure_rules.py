"""FN-01 and FN-02: what was reported, on the day before, the day and the days after."""

import datetime

import pytest
from django.urls import reverse

from core.rules.models import RuleVersion
from registry.annual_reports import figure_rules
from registry.annual_reports.actions.filing import NotComplete
from registry.annual_reports.models import ReportFigure
from registry.organizations.states import OrgType
from registry.report_forms import reference
from tests.support.report_answers import ANSWERS, statements

D = datetime.date
POOR = {"charity_expenditure": "20000", "direct_aid": "20000", "activity_running_cost": "0", "projects_table": "none"}
REASON = "部分项目跨年度执行，下一年度补足"


def found(rule, day) -> list[tuple]:
    one = rule()
    version = RuleVersion(code=one.code, params=one.default_params, severity=one.default_severity)
    names = ("finding_subject_id", "finding_period")
    return sorted(one.findings(day, version).values_list(*names))


@pytest.fixture
def foundation(season):
    reference.load_spending_rules()
    organization = season.association("霁川市青禾助学基金会", org_type=OrgType.FOUNDATION)
    season.open()
    return organization


def explained(season, report) -> None:
    """The poor share is explained, so that the report may be sent."""
    section = report.sections.get(key="spending")
    section.answers["_reasons"] = {"ratio_foundation-other-floor": REASON}
    section.save()


@pytest.fixture
def poor(season, foundation, set_clock):
    set_clock("2026-03-20")
    report = season.filled(foundation, **POOR)
    explained(season, report)
    return season.send(report)


def test_a_share_below_the_floor_blocks_until_it_is_explained(season, foundation):
    report = season.filled(foundation, **POOR)
    with pytest.raises(NotComplete, match="公益支出比例 6.66%，低于 8%（基金会管理条例第二十九条）"):
        season.send(report)
    explained(season, report)
    assert season.send(report).round == 1


def test_the_ratio_stands_among_the_figures_and_the_rule_finds_it_from_that_day(poor, foundation):
    kept = dict(poor.figures.values_list("code", "value"))
    assert (str(kept["ratio_public_benefit"]), str(kept["spending_shortfall"])) == ("6.66", "4000.00")
    assert found(figure_rules.SpendingOutOfLimits, D(2026, 3, 19)) == []
    assert found(figure_rules.SpendingOutOfLimits, D(2026, 3, 20)) == [(foundation.pk, "2025")]
    assert found(figure_rules.SpendingOutOfLimits, D(2027, 2, 1)) == [(foundation.pk, "2025")]


def test_a_report_within_the_limits_is_not_found(season, foundation):
    season.send(season.filled(foundation))
    assert found(figure_rules.SpendingOutOfLimits, D(2026, 6, 3)) == []


def test_the_next_years_report_settles_it(poor, season, foundation, set_clock):
    set_clock("2027-03-20")
    season.open(2026)
    season.send(season.filled(foundation, 2026, **statements(begin=450000, last=statements())))
    assert found(figure_rules.SpendingOutOfLimits, D(2027, 3, 19)) == [(foundation.pk, "2025")]
    assert found(figure_rules.SpendingOutOfLimits, D(2027, 3, 20)) == []


def test_sums_that_do_not_add_up_are_found_in_what_was_taken_over(season, foundation):
    season.send(season.filled(foundation))
    assert found(figure_rules.SumsDoNotAddUp, D(2026, 6, 3)) == []
    submission = season.report(foundation).submissions.get()
    ReportFigure.objects.create(submission=submission, code="identities_failed", value=2)
    assert found(figure_rules.SumsDoNotAddUp, D(2026, 6, 3)) == [(submission.report_id, "2025")]
    assert found(figure_rules.SumsDoNotAddUp, D(2026, 6, 2)) == []


def test_the_pages_say_the_ratio_whether_it_is_kept_or_missed(season, foundation):
    report, client = season.filled(foundation), season.filer(foundation)
    address = reverse("org:annual_reports:section", args=[report.pk, "spending"]) + "?check=1"
    page = client.get(address).content.decode()
    assert "公益支出比例 266.66%，不低于 8%（基金会管理条例第二十九条）" in page
    check = client.get(reverse("org:annual_reports:check", args=[report.pk])).content.decode()
    assert "公益支出比例 266.66%" in check
    season.fill(report, "spending", **{**ANSWERS, **POOR})
    page = client.get(address).content.decode()
    assert "公益支出比例 6.66%，低于 8%" in page
    assert 'name="reason__ratio_foundation-other-floor"' in page


def test_an_old_report_is_drawn_in_its_own_form(season):
    organization = season.association()
    season.open(2024)
    report = season.filled(organization, 2024)
    client = season.filer(organization)
    assert report.form.code == "association-1"
    page = client.get(reverse("org:annual_reports:section", args=[report.pk, "finance"])).content.decode()
    assert "财务摘要" in page
    assert 'name="donation_income"' in page
    season.send(report)
    check = client.get(reverse("org:annual_reports:section", args=[report.pk, "finance"])).content.decode()
    assert "1,150,000.00" in check
