"""What is overdue offers a letter with kind, addressee and facts filled in; nothing is written until it is saved."""

import datetime
import html
import re

import pytest
from django.urls import reverse

from core import clock
from core.workdays.reference import load_holidays
from registry.annual_reports import reference as regimes
from registry.annual_reports.actions import obligations
from registry.annual_reports.models import ReportObligation
from supervision.letters.models import Letter
from supervision.risk_alerts.models import RiskAlert
from tests.support.bureau import SETUP

pytestmark = pytest.mark.django_db
D = datetime.date


def offered(client, address, words):
    """The address behind a button of the page, or None."""
    text = client.get(address).content.decode()
    found = re.search(rf'href="([^"]+)">{words}</a>', text)
    return html.unescape(found[1]) if found else None


@pytest.fixture
def owed(world, set_clock):
    set_clock("2026-01-05")
    load_holidays()
    regimes.load_regimes()
    obligations.open_year(2025, actor=SETUP)
    set_clock("2026-06-03")
    return ReportObligation.objects.get(organization=world.body, year=2025)


def page_of(owed):
    return reverse("staff:annual_reports:owed", args=[owed.pk])


def test_a_report_that_did_not_come_is_urged_from_its_page(world, owed, clerk):
    assert owed.due_on < clock.today()
    address = offered(clerk, page_of(owed), "发催报通知")
    text = clerk.get(address).content.decode()
    assert "霁川市棋类协会" in text
    assert 'value="2025"' in text
    assert not Letter.objects.exists()
    given = {"organization": world.body.name, "issuer_name": world.bureau.name, "value_year": "2025",
             "value_due": "2026年6月15日前"}  # fmt: skip
    assert clerk.post(address, given).status_code == 302
    assert Letter.objects.get().organization == world.body


@pytest.mark.parametrize(("today", "is_offered"), [(-1, False), (0, False), (1, True)])
def test_it_is_offered_from_the_day_after_the_last_day(owed, world, set_clock, today, is_offered):
    set_clock((owed.due_on + datetime.timedelta(days=today)).isoformat())
    client = world.client("registry_clerk", world.bureau)
    assert bool(offered(client, page_of(owed), "发催报通知")) is is_offered


def test_who_does_not_draft_and_who_is_not_the_authority_is_not_offered_it(owed, world):
    for role, office in (("inspector", world.bureau), ("department_officer", world.commerce)):
        assert offered(world.client(role, office), page_of(owed), "发催报通知") is None


def test_an_overdue_alert_offers_a_reminder_with_its_facts(world, clerk):
    alert = RiskAlert.objects.create(
        rule_code="TM-02", organization=world.body, subject_kind="organization", subject_id=world.body.pk,
        severity="M", due_on=D(2026, 5, 1), supervising_authority=world.bureau, opened_on=D(2026, 6, 3),
    )  # fmt: skip
    page = reverse("staff:risk_alerts:detail", args=[alert.pk])
    text = clerk.get(offered(clerk, page, "发提醒函")).content.decode()
    assert "期限为2026-05-01" in text
    assert "霁川市棋类协会" in text
    RiskAlert.objects.update(due_on=clock.today())
    assert offered(clerk, page, "发提醒函") is None


def test_an_address_brings_no_body_out_of_sight_and_no_field_that_is_not_asked(world):
    district = world.client("registry_clerk", world.wanglan_bureau)
    address = reverse("staff:letters:create", args=["reminder"])
    asked = {"organization": world.body.pk, "facts": "甲" * 900, "number": "伪造", "value_demand": "伪造"}
    text = district.get(address, asked).content.decode()
    assert world.body.name not in text
    assert "甲" * 500 in text
    assert "甲" * 501 not in text
    assert "伪造" not in text
    assert district.get(address, {"organization": "²"}).status_code == 200
