"""Organization life of the small city on its day: most branches have lived, the cast's joint branch has its gaps."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from core.identity.models import User
from party_building.activities.models import Activity
from party_building.activities.queries import living
from party_building.activity_series.models import ActivitySeries
from party_building.secretary_meetings.models import Matter
from supervision.risk_alerts.models import RiskAlert
from tests.support.bureau import BACKEND

pytestmark = pytest.mark.city
DAY = datetime.date(2026, 6, 3)
MAY = (datetime.date(2026, 5, 1), datetime.date(2026, 5, 31))


def read(username: str, url: str) -> str:
    client = Client()
    client.force_login(User.objects.get(username=username), backend=BACKEND)
    return client.get(url).content.decode()


def test_the_secretary_of_the_joint_branch_sees_her_gap_of_this_month():
    page = read("shenxingye", reverse("org:activities:list"))
    assert "听澜街道第一联合党支部" in page
    assert "6月待开展" in page
    assert "义诊进社区" in page


def test_most_branches_have_lived_and_none_has_a_line_before_it_was_founded():
    for unit in living().on(DAY).filter(established_on__lt=datetime.date(2025, 3, 1)):
        assert Activity.objects.of_unit(unit).filter(held_on__year=2025).count() >= 5, unit
    for one in Activity.objects.select_related("unit"):
        assert one.held_on >= one.unit.established_on


def test_the_series_had_six_hosts_and_the_meeting_open_and_closed_matters():
    figures = ActivitySeries.objects.get().figures()
    assert (figures.events, figures.hosts) == (5, 6)
    assert sorted(Matter.objects.values_list("state", flat=True)) == ["answered", "assigned", "closed", "raised"]


def test_the_alert_about_may_stands_where_may_is_missing_and_nowhere_else():
    open_units = set(RiskAlert.objects.unresolved().filter(rule_code="PB-07").values_list("subject_id", flat=True))
    missing = {
        unit.pk
        for unit in living().on(DAY).filter(established_on__lte=MAY[0])
        if not Activity.objects.of_unit(unit).filter(kind__code="theme_day", held_on__range=MAY)
    }
    assert open_units == missing
    assert missing
