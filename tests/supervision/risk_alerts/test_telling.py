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


def test_the_day_after_the_department_and_the_authority_get_one_digest_each(late, season, set_clock):  # noqa: F811
    morning(set_clock, "2026-04-01")
    b = season.bureau
    offices = Notice.objects.filter(template="risk_alerts.digest")
    assert set(offices.values_list("department_id", flat=True)) == {b.commerce.pk, b.bureau.pk}
    assert [notice.context for notice in offices] == [{"new": ["AR-02:1"], "escalated": 0, "overdue": 0}] * 2
    said = shown(list(offices))[0]
    assert (said.title, said.text) == ("风险预警：新增1件", "其中年度报告初审逾期未报1件。名单见风险预警。")
    own = to_organization(late, template="risk_alerts.own").get()
    assert shown([own])[0].title == "提醒：年度报告初审逾期未报"
    assert not Delivery.objects.filter(notice__in=offices, channel="sms").exists()


def test_an_office_reads_one_digest_of_all_rules(late, season, set_clock):  # noqa: F811
    season.association("霁川市陶塑协会")
    obligations.open_year(2025, actor=SYSTEM)
    morning(set_clock, "2026-06-02")
    digest = Notice.objects.get(template="risk_alerts.digest", department=season.bureau.commerce)
    assert digest.context["new"] == ["AR-02:2", "AR-04:2"]
    assert shown([digest])[0].title == "风险预警：新增4件"


def test_what_lies_past_its_last_day_is_said_on_the_day_it_becomes_late_and_not_every_morning(late, season, set_clock):  # noqa: F811
    authority = Notice.objects.filter(template="risk_alerts.digest", department=season.bureau.bureau)
    morning(set_clock, "2026-06-02")  # high: three working days, until 5 June
    for day in ("2026-06-03", "2026-06-04", "2026-06-05"):
        morning(set_clock, day)
    assert authority.count() == 1
    morning(set_clock, "2026-06-06")
    assert authority.latest("pk").context == {"new": [], "escalated": 0, "overdue": 1}
    assert shown([authority.latest("pk")])[0].title == "风险预警：待研判超期1件"
    morning(set_clock, "2026-06-07")
    assert authority.count() == 2


def test_what_was_reported_to_the_head_is_said_the_same_morning(late, season, set_clock):  # noqa: F811
    authority = Notice.objects.filter(template="risk_alerts.digest", department=season.bureau.bureau)
    morning(set_clock, "2026-06-02")
    morning(set_clock, "2026-06-17")  # high, open for fifteen days
    assert authority.latest("pk").context["escalated"] == 1
    assert telling.tell() == 0


def test_an_alert_that_opens_again_is_news(late, season, set_clock):  # noqa: F811
    morning(set_clock, "2026-06-02")
    RiskAlert.objects.filter(rule_code="AR-04").update(
        state="dismissed", dismissed_on="2026-06-03", dismissal_reason="误报", evidence_digest="0" * 64
    )
    morning(set_clock, "2026-06-20")
    digest = Notice.objects.filter(template="risk_alerts.digest", department=season.bureau.commerce).latest("pk")
    assert digest.context["new"] == ["AR-04:1"]


def test_a_person_reads_what_is_due_from_her_and_nothing_else(late, season, set_clock):  # noqa: F811
    set_clock("2026-06-02")
    sweep.run()
    clerk = season.bureau.seat("registry_clerk", season.bureau.bureau).user
    RiskAlert.objects.filter(rule_code="AR-04").update(
        state="assigned", assigned_office=season.bureau.bureau, assignee=clerk, handle_due_on="2026-06-10"
    )
    own = Notice.objects.filter(template="risk_alerts.of_person", user=clerk)
    for day, number in (("2026-06-09", 0), ("2026-06-10", 1), ("2026-06-11", 2), ("2026-06-12", 2)):
        morning(set_clock, day)
        assert own.count() == number, day
    assert shown([own.latest("pk")])[0].title == "交办给您的预警1件，其中超期1件"


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
    assert not to_organization(late, context__rule="AR-04").exists()
    assert to_organization(late, context__rule="AR-02").exists()
    assert {tuple(one.context["new"]) for one in Notice.objects.filter(template="risk_alerts.digest")} == {
        ("AR-02:1",)
    }
