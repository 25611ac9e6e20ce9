"""The one thing that stands first on an organization's home page, and reports among the figures of the offices."""

import datetime
import re

import pytest
from django.urls import reverse

from core.access.actor import Actor
from registry.annual_reports.actions import review
from registry.annual_reports.cards import headline, tiles

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")


def home(client) -> str:
    return client.get(reverse("public:home")).content.decode()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture
def organization(season, set_clock):
    registered = season.association()
    season.open()
    set_clock("2026-05-20")
    return registered


def test_a_report_not_begun_says_until_when_and_leads_to_the_start(season, organization):
    shown = words(home(season.filer(organization)))
    assert "还没有开始填报" in shown
    assert "2026年6月1日 截止" in shown
    assert "剩 8 个工作日" in shown


def test_a_report_under_way_lists_what_is_missing_and_has_one_button(season, organization):
    season.begun(organization)
    html = home(season.filer(organization))
    card = html.split('class="card headline')[1].split("</section>")[0]
    assert "处要填写或核对" in card
    assert "未开始" in card
    assert card.count("btn-primary") == 1
    assert "继续填报" in card


def test_a_complete_report_only_has_to_be_sent(season, organization):
    season.filled(organization)
    line = headline(season.actor(organization))
    assert line.text == "已经填好，检查后即可报送。"
    assert line.action == "检查并报送"
    assert line.missing == ()


def test_a_report_that_was_sent_says_where_it_is_and_leads_to_its_receipt(season, organization):
    sent = season.submitted(organization)
    line = headline(season.actor(organization))
    assert (line.due_on, line.standing, line.action) == (None, "待初审", "查看回执")
    shown = words(home(season.filer(organization)))
    assert sent.receipt_no in shown
    assert "截止" not in shown.split("未来两周")[0]


def test_of_a_returned_report_only_the_day_of_correction_counts(season, organization, set_clock):
    report = season.submitted(organization).report
    set_clock("2026-06-03")
    opinion = review.return_from_first_review(report, actor=SYSTEM, version=report.version, comment="请补充会费标准")
    assert headline(season.actor(organization)).due_on == opinion.fix_due_on
    shown = words(home(season.filer(organization)))
    assert shown.count("退回补正") == 1
    assert "已退回补正。请补充会费标准" in shown
    assert "剩 5 个工作日 2026年6月10日 截止" in shown
    assert "逾期" not in shown


def test_the_report_in_the_headline_is_not_repeated_below_it(season, organization):
    season.begun(organization)
    assert "其他年度的报告" not in home(season.filer(organization))


def test_a_late_report_says_how_late(season, organization, set_clock):
    season.begun(organization)
    set_clock("2026-06-03")
    assert "逾期 2 个工作日" in words(home(season.filer(organization)))


def test_the_two_weeks_ahead_count_the_reports_still_missing(season, organization):
    clerk = season.bureau.client("registry_clerk", season.bureau.bureau)
    days = words(home(clerk).split('id="home-schedule"')[1])
    assert "6月1日" in days
    assert "2025年度报告截止，1份未报" in days
    season.submitted(organization)
    assert "份未报" not in home(clerk)


def test_an_office_without_the_right_to_reports_has_no_figure_of_them(season, organization):
    assert tiles(season.actor(organization)) == []
    assert headline(season.bureau.actor("registry_clerk", season.bureau.bureau)) is None


def test_the_date_of_the_headline_is_the_one_in_force(season, organization):
    obligation = season.obligation(organization)
    obligation.due_on = datetime.date(2026, 7, 31)
    obligation.save()
    assert headline(season.actor(organization)).due_on == datetime.date(2026, 7, 31)
