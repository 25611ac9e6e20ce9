"""催报 in bulk: one notice for an organization, a year and a day, by the office whose business it is."""

import re

import pytest
from django.urls import reverse

from core import clock
from core.bulk_actions.models import BulkRun
from core.jobs import runner
from core.notifications.models import Delivery, Notice
from core.workflow.errors import NotCompetent, WrongState
from registry.annual_reports.actions import obligations, reminders
from registry.annual_reports.models import ReportObligation
from tests.support.bureau import SETUP

LIST = "staff:annual_reports:list"


@pytest.fixture
def owed(season):
    b = season.bureau
    city = b.register(
        "霁川市催报协会", region_id=b.tinglan.pk, responsibilities={"business_supervisor": b.commerce.pk}
    )
    district = b.register("望澜区催报协会", authority=b.wanglan_bureau, region_id=b.tinglan.pk)
    obligations.open_year(2025, actor=SETUP)
    return [ReportObligation.objects.get(organization=one, year=2025) for one in (city, district)]


def test_the_city_reminds_its_own_and_is_told_whose_the_others_are(season, owed):
    b = season.bureau
    client = b.client("registry_clerk", b.bureau)
    looked_at = client.post(
        reverse("staff:bulk:preview"),
        {"list": LIST, "action": "remind", "range": "picked", "pk": [row.pk for row in owed]},
    )
    text = looked_at.content.decode()
    assert "该组织由望澜区民政局催报。您可以查看，请提醒望澜区民政局。" in text
    signed = re.search(r'name="selection" value="([^"]*)"', text)[1]
    client.post(reverse("staff:bulk:start"), {"selection": signed, "action": "remind"})
    run = BulkRun.objects.get()
    runner.run(run.job_id, run.job.attempt)
    assert dict(run.rows.values_list("object_id", "outcome")) == {owed[0].pk: "done", owed[1].pk: "skipped"}
    notice = Notice.objects.get(template="annual_reports.reminder")
    assert notice.organization_key == owed[0].organization_id


def test_the_responsible_department_reminds_too(season, owed):
    b = season.bureau
    reminders.remind(owed[0], actor=b.actor("department_officer", b.commerce))
    with pytest.raises(NotCompetent):
        reminders.check_remind(owed[0], b.actor("department_officer", b.industry))


def test_one_reminder_a_day(season, owed, set_clock):
    b = season.bureau
    actor = b.actor("registry_clerk", b.bureau)
    reminders.remind(owed[0], actor=actor)
    with pytest.raises(WrongState, match="今天已提醒过"):
        reminders.remind(owed[0], actor=actor)
    assert Notice.objects.filter(template="annual_reports.reminder").count() == 1
    set_clock("2026-06-04")
    reminders.remind(owed[0], actor=actor)
    assert Notice.objects.filter(template="annual_reports.reminder").count() == 2
    assert not Delivery.objects.exclude(channel__in=("email", "sms")).exists()


def test_nothing_is_reminded_of_once_it_is_settled(season, owed):
    ReportObligation.objects.filter(pk=owed[0].pk).update(state="satisfied", satisfied_at=clock.now())
    owed[0].refresh_from_db()
    b = season.bureau
    with pytest.raises(WrongState, match="无须催报"):
        reminders.check_remind(owed[0], b.actor("registry_clerk", b.bureau))
