"""SV-10 and SV-16 on the day before, the day and the day after."""

import datetime

import pytest
from django.urls import reverse

from core.rules.models import RuleVersion
from supervision.letters import actions, rules
from supervision.letters.models import LetterDelivery, LetterKind
from supervision.risk_alerts import sweep
from supervision.risk_alerts.models import RiskAlert

pytestmark = pytest.mark.django_db
D = datetime.date
ONE = datetime.timedelta(days=1)


def found(rule, day) -> list[int]:
    one = rule()
    version = RuleVersion(code=one.code, params=one.default_params, severity=one.default_severity)
    return list(one.findings(day, version).values_list("finding_subject_id", flat=True))


def test_a_department_is_named_from_the_day_after_its_last(world):
    made = world.served("urging")
    assert made.reply_due_on == D(2026, 6, 17)
    assert found(rules.ReplyOverdue, D(2026, 6, 17)) == []
    assert found(rules.ReplyOverdue, D(2026, 6, 18)) == [made.pk]


def test_silence_to_a_consultation_is_no_fault(world):
    world.served("consultation")
    assert found(rules.ReplyOverdue, D(2026, 12, 31)) == []


def test_a_body_is_named_like_an_office(world):
    LetterKind.objects.filter(code="reminder").update(asks_reply=True, reply_workdays=5)
    made = world.served("reminder")
    assert found(rules.ReplyOverdue, made.reply_due_on) == []
    assert found(rules.ReplyOverdue, made.reply_due_on + ONE) == [made.pk]


def test_a_reply_or_an_end_settles_it_on_that_day_and_not_before(world, set_clock):
    replied, closed = world.served("urging"), world.served("urging", department=world.industry)
    set_clock("2026-06-20")
    actions.reply(replied, actor=world.actor("department_officer", world.commerce), text="已办理。")
    actions.close(closed, actor=world.clerk, outcome="silent", comment="记录")
    assert set(found(rules.ReplyOverdue, D(2026, 6, 19))) == {replied.pk, closed.pk}
    assert found(rules.ReplyOverdue, D(2026, 6, 20)) == []


def returned(world, posted: datetime.date, body=None, ended=None, **more) -> LetterDelivery:
    """A registered letter that came back; posted on a past day."""
    letter = world.sealed(organization=body or world.body)
    given = {
        "way": "post", "outcome": "returned", "ended_on": ended or posted + 7 * ONE, "reason": "查无此单位",
        "tracking_number": "XA",
    }  # fmt: skip
    return LetterDelivery.objects.create(letter=letter, posted_on=posted, **{**given, **more})


@pytest.mark.parametrize(("gap", "is_found"), [(14, False), (15, True), (18, True), (30, True), (31, False)])
def test_two_returned_letters_at_the_lawful_interval(world, gap, is_found):
    first = D(2026, 4, 10)
    returned(world, first)
    second = returned(world, first + gap * ONE)
    assert (found(rules.Unreachable, second.ended_on) == [world.body.pk]) == is_found


def test_it_is_known_when_the_second_has_come_back_and_not_before(world):
    returned(world, D(2026, 4, 10))
    second = returned(world, D(2026, 4, 28))
    assert found(rules.Unreachable, second.ended_on - ONE) == []
    assert found(rules.Unreachable, second.ended_on) == [world.body.pk]


def test_one_letter_other_ways_and_other_bodies_do_not_count(world):
    returned(world, D(2026, 4, 10))
    returned(world, D(2026, 4, 28), body=world.other_body)
    returned(world, D(2026, 4, 28), way="electronic", outcome="failed")
    assert found(rules.Unreachable, D(2026, 6, 3)) == []


def test_a_letter_that_arrives_later_settles_it_and_a_public_notice_does_not(world):
    returned(world, D(2026, 4, 10))
    returned(world, D(2026, 4, 28))
    letter = world.sealed()
    LetterDelivery.objects.create(
        letter=letter, way="notice", posted_on=D(2026, 5, 6), reason="邮寄退回", period_days=30,
        period_ends_on=D(2026, 6, 5), shown_until=D(2026, 7, 5), outcome="served", served_on=D(2026, 6, 5),
    )  # fmt: skip
    assert found(rules.Unreachable, D(2026, 6, 10)) == [world.body.pk]
    LetterDelivery.objects.create(
        letter=letter, way="direct", posted_on=D(2026, 6, 8), outcome="served", served_on=D(2026, 6, 8)
    )
    assert found(rules.Unreachable, D(2026, 6, 7)) == [world.body.pk]
    assert found(rules.Unreachable, D(2026, 6, 8)) == []


def test_the_night_opens_the_alerts_and_a_reply_settles_at_once(world, set_clock):
    made = world.served("urging")
    returned(world, D(2026, 4, 10))
    returned(world, D(2026, 4, 28))
    set_clock("2026-06-18")
    report = sweep.run(codes=["SV-10", "SV-16"])
    assert not report.failed
    assert set(RiskAlert.objects.unresolved().values_list("rule_code", flat=True)) == {"SV-10", "SV-16"}
    officer = world.client("department_officer", world.commerce)
    assert made.title in officer.get(reverse("staff:risk_alerts:list")).content.decode()
    actions.reply(made, actor=world.actor("department_officer", world.commerce), text="已办理。")
    assert set(RiskAlert.objects.unresolved().values_list("rule_code", flat=True)) == {"SV-16"}


def test_the_alert_page_says_the_facts_in_words(world, clerk):
    returned(world, D(2026, 4, 10))
    returned(world, D(2026, 4, 28))
    sweep.run(codes=["SV-16"])
    alert = RiskAlert.objects.get()
    text = clerk.get(reverse("staff:risk_alerts:detail", args=[alert.pk])).content.decode()
    assert f"{reverse('staff:rectifications:create')}?alert={alert.pk}" in text
    assert "第一次交寄日期" in text
    assert "2026年4月10日" in text
