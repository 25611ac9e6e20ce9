"""Letters of the demo city on 3 June: in every state, and the body of the cast that no post reaches."""

import datetime

import pytest
from django.urls import reverse

from core import clock
from supervision.letters.models import Letter, LetterDelivery, LetterTemplate
from supervision.letters.states import LetterState
from supervision.rectifications.models import RectificationOrder
from supervision.risk_alerts.models import RiskAlert
from supervision.talks.models import SupervisoryTalk

pytestmark = pytest.mark.city
CLOCKS = "霁川市钟表收藏研究会"


def test_letters_stand_in_every_state_but_one_that_lasts_a_moment(city_db):
    states = set(Letter.objects.values_list("state", flat=True))
    assert states == set(LetterState.values) - {LetterState.ANSWERED}


def test_two_letters_came_back_and_the_night_saw_it(city_db):
    returned = LetterDelivery.objects.filter(letter__organization__name=CLOCKS, outcome="returned")
    posted = [str(day) for day in returned.order_by("posted_on").values_list("posted_on", flat=True)]
    assert posted == ["2026-04-10", "2026-04-28"]
    assert RiskAlert.objects.unresolved().filter(rule_code="SV-16", organization__name=CLOCKS).exists()


def test_its_public_notice_runs_and_names_nothing_it_says(city_db, client):
    notice = LetterDelivery.objects.published(clock.today()).get()
    assert notice.period_ends_on == datetime.date(2026, 6, 21)
    text = client.get(reverse("public:letters:detail", args=[notice.pk])).content.decode()
    assert CLOCKS in text
    assert "年度工作报告" not in text


def test_one_rectification_is_late_one_waits_and_one_is_verified(city_db):
    assert list(RectificationOrder.objects.overdue(clock.today()).values_list("organization__name", flat=True)) == [
        "霁川市会展服务业联合会"
    ]
    assert {"running", "reported", "verified", "prepared"} == set(
        RectificationOrder.objects.values_list("state", flat=True)
    )
    assert RiskAlert.objects.unresolved().filter(rule_code="SV-05", severity="H").exists()


def test_a_department_has_not_answered_and_a_talk_was_held(city_db):
    assert RiskAlert.objects.unresolved().filter(rule_code="SV-10").exists()
    assert SupervisoryTalk.objects.get().state == "held"
    assert set(LetterTemplate.objects.exclude(department=None).values_list("state", flat=True)) == {
        "active", "proposed",
    }  # fmt: skip
