"""In the morning: who is told of what the night found, by which way, and never twice."""

import datetime

import pytest

from core.notifications.models import Delivery, Notice
from core.notifications.templates import shown
from core.rules.models import RuleVersion
from core.rules.reference import load_rules
from registry.annual_reports.actions import obligations
from supervision.models import RiskAlert
from supervision.risk_alerts import sweep, telling
from tests.registry.annual_reports.conftest import SYSTEM, season  # noqa: F401 a fixture

D = datetime.date

pytestmark = pytest.mark.usefixtures("reports_only")


@pytest.fixture
def late(season):  # noqa: F811
    load_rules()
    one = season.association()
    season.seat(one)
    season.open()
    return one


def morning(set_clock, day: str) -> int:
    """The night's run and the telling after it."""
    set_clock(day)
    sweep.run()
    return telling.tell()


def to_organization(organization, **conditions):
    return Notice.objects.filter(organization_key=organization.pk, **conditions)


@pytest.mark.parametrize(
    ("day", "step"), [("2026-03-01", 30), ("2026-03-16", 15), ("2026-03-24", 7), ("2026-03-30", 1)]
)
def test_each_step_of_the_ladder_reminds_once_by_all_channels(late, set_clock, day, step):
    morning(set_clock, day)
    notice = to_organization(late, template="annual_reports.reminder").get()
    assert notice.context == {"rule": "AR-01", "year": 2025, "due_on": "2026-03-31"}
    assert sorted(Delivery.objects.filter(notice=notice).values_list("channel", flat=True)) == ["email", "sms"]
    assert telling.tell() == 0, "asked again, nobody is told again"
    assert RiskAlert.objects.get(rule_code="AR-01", resolved_on=None).period == f"2025/{step}"


def test_the_whole_ladder_is_four_reminders_with_the_rolled_date(season, set_clock):  # noqa: F811
    load_rules()
    one = season.bureau.register("霁川市无主管协会")  # no first review: the final date counts, 31 May is a Sunday
    season.open()
    for day in ("2026-05-02", "2026-05-03", "2026-05-17", "2026-05-25", "2026-05-31", "2026-06-01"):
        morning(set_clock, day)
    reminders = to_organization(one, template="annual_reports.reminder")
    assert reminders.count() == 4
    assert {notice.context["due_on"] for notice in reminders} == {"2026-06-01"}
    assert "2026-06-01" in shown([reminders.first()])[0].text


def test_the_day_after_escalates_to_the_department_and_the_authority(late, season, set_clock):  # noqa: F811
    morning(set_clock, "2026-04-01")
    b = season.bureau
    offices = Notice.objects.filter(template="risk_alerts.of_office")
    assert set(offices.values_list("department_id", flat=True)) == {b.commerce.pk, b.bureau.pk}
    assert {notice.context["number"] for notice in offices} == {1}
    said = shown(list(offices))[0]
    assert said.title == "年度报告初审逾期未报：新增1件"
    assert late.name not in said.title + said.text
    own = to_organization(late, template="risk_alerts.own").get()
    assert shown([own])[0].title == "提醒：年度报告初审逾期未报"
    assert not Delivery.objects.filter(notice__in=offices, channel="sms").exists()


def test_an_office_reads_one_line_for_many(late, season, set_clock):  # noqa: F811
    season.association("霁川市陶塑协会")
    obligations.open_year(2025, actor=SYSTEM)
    morning(set_clock, "2026-06-02")
    lines = Notice.objects.filter(template="risk_alerts.of_office", department=season.bureau.commerce)
    assert {line.context["rule"]: line.context["number"] for line in lines} == {"AR-02": 2, "AR-04": 2}


def test_what_was_settled_before_the_morning_is_not_told(late, season, set_clock):  # noqa: F811
    set_clock("2026-06-02")
    sweep.run()
    season.submitted(late, direct_reason="初审单位未在期限内办理，经与登记管理机关沟通后直接报送")
    assert telling.tell() == 0


def test_a_missed_morning_is_made_up_for_and_old_alerts_are_no_news(late, set_clock):
    set_clock("2026-06-02")
    sweep.run()
    set_clock("2026-06-04")
    assert telling.tell() > 0
    Notice.objects.all().delete()
    set_clock("2026-06-05")
    assert telling.tell() == 0


def test_who_is_told_is_said_by_the_rules_version(late, set_clock):
    RuleVersion.objects.filter(code="AR-04").update(told=[])
    morning(set_clock, "2026-06-02")
    assert not Notice.objects.filter(context__rule="AR-04").exists()
    assert Notice.objects.filter(context__rule="AR-02").exists()
