"""From a missed deadline to an alert, and from the filing to its end, with the real rules and the real filing."""

import datetime
import re

import pytest
from django.urls import reverse

from core.rules.reference import load_rules
from registry.annual_reports.states import Stage
from supervision.models import RiskAlert
from supervision.risk_alerts import sweep
from tests.registry.annual_reports.conftest import season  # noqa: F401 a fixture

DUE = datetime.date(2026, 6, 1)  # 31 May is a Sunday

pytestmark = pytest.mark.usefixtures("reports_only")


@pytest.fixture
def late(season):  # noqa: F811
    load_rules()
    late = season.association()
    season.association("霁川市陶塑协会", registered_on=datetime.date(2025, 7, 1))
    season.open()
    return late


def codes(organization, **conditions):
    return set(RiskAlert.objects.filter(organization=organization, **conditions).values_list("rule_code", flat=True))


def test_the_day_after_the_deadline_and_not_the_deadline_itself(late, season, set_clock):  # noqa: F811
    set_clock(str(DUE))
    sweep.run()
    assert "AR-04" not in codes(late)
    set_clock("2026-06-02")
    sweep.run()
    assert "AR-04" in codes(late, resolved_on=None)
    assert not RiskAlert.objects.exclude(organization=late).exists()  # registered after 30 June: owes nothing


def test_filing_ends_the_overdue_alerts_at_once_and_the_night_agrees(late, season):  # noqa: F811
    sweep.run()
    assert {"AR-02", "AR-04"} <= codes(late, resolved_on=None)
    season.submitted(late, direct_reason="初审单位未在期限内办理，经与登记管理机关沟通后直接报送")
    assert codes(late, resolved_on=None) == set()
    assert sweep.run().total("opened") == 0


def test_handing_in_to_the_first_reviewer_ends_only_the_alert_about_the_first_review(late, season):  # noqa: F811
    sweep.run()
    submission = season.submitted(late)
    assert submission.stage == Stage.FIRST_REVIEW
    assert codes(late, resolved_on=None) == {"AR-04"}


def test_the_department_reads_the_name_on_its_home_page_until_the_report_is_filed(late, season):  # noqa: F811
    officer = season.bureau.client("department_officer", season.bureau.commerce)
    other = season.bureau.client("department_officer", season.bureau.industry)
    assert late.name in officer.get(reverse("public:home")).content.decode()
    assert late.name not in other.get(reverse("public:home")).content.decode()
    season.submitted(late, direct_reason="初审单位未在期限内办理，经与登记管理机关沟通后直接报送")
    assert late.name not in officer.get(reverse("public:home")).content.decode()


def test_the_organization_reads_its_deadline_and_then_its_receipt(late, season):  # noqa: F811
    filer = season.filer(late)
    html = filer.get(reverse("public:home")).content.decode()
    assert "2025年度工作报告" in html
    assert re.search(r"逾期[^0-9]{0,40}2[^0-9]{0,40}个工作日", html)
    submission = season.submitted(late)
    html = filer.get(reverse("public:home")).content.decode()
    assert submission.receipt_no in html
    assert "夜间检查" not in html
