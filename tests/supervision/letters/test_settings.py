"""文种和期限: every kind with its numbers, texts and ways; a new period from a day on, the past untouched."""

import datetime

import pytest
from django.urls import reverse

from core.refusal import Refusal
from core.workflow.errors import NotCompetent, NotPermitted
from supervision.letters import queries
from supervision.letters.actions import periods as actions
from supervision.letters.models import LetterKind, ServicePeriod

pytestmark = pytest.mark.django_db
D = datetime.date
TODAY = D(2026, 6, 3)
LAW = "《行政许可文书送达规定》第五条"


def page(client, name="settings", *args):
    return client.get(reverse(f"staff:letters:{name}", args=args)).content.decode()


def set_to(client, code="notice_days", **data):
    given = {"value": 60, "valid_from": "2026-07-01", "source": LAW, **data}
    return client.post(reverse("staff:letters:set_period", args=[code]), given)


def rows(code="notice_days"):
    found = ServicePeriod.objects.filter(code=code).order_by("valid_from")
    return list(found.values_list("value", "valid_from", "valid_to"))


def test_every_kind_is_shown_with_its_ways_numbers_and_texts(world, chief):
    made = world.signed("rectification_order")
    text = page(chief)
    for kind in LetterKind.objects.all():
        assert kind.title in text
    assert "未核实" in text
    one = page(chief, "setting", "rectification_order")
    assert "公告送达" in one
    assert "邮寄送达（挂号）" in one
    assert made.issuer_name in one
    assert "1号" in one
    assert "通用范文第1版" in one
    assert chief.get(reverse("staff:letters:setting", args=["nothing"])).status_code == 404


def test_numbers_of_another_office_are_not_shown(world):
    world.signed("rectification_order")
    other = world.client("registry_chief", world.yanhai_bureau)
    assert "还没有编过号" in page(other, "setting", "rectification_order")


def test_a_new_period_holds_from_its_day_and_the_row_before_ends_the_day_before(world, chief, set_clock):
    assert set_to(chief, is_verified="on").status_code == 302
    since = D(2018, 1, 24)
    assert rows() == [(30, since, D(2026, 6, 30)), (60, D(2026, 7, 1), None)]
    text = page(chief)
    assert "尚未启用" in text
    assert LAW in text
    assert [queries.period("notice_days", day) for day in (TODAY, D(2026, 6, 30), D(2026, 7, 1))] == [30, 30, 60]
    set_clock("2026-07-01")
    assert "尚未启用" not in page(chief)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"valid_from": "2026-06-03"}, "须晚于今天"),
        ({"valid_from": "2020-01-01"}, "须晚于今天"),
        ({"value": "0"}, "1"),
        ({"value": "366"}, "365"),
        ({"value": "很多"}, "数值"),
        ({"source": "  "}, "依据"),
        ({"valid_from": "明天"}, "日期"),
        ({"value": "30", "source": "《民事诉讼法》第九十五条（参照，条文待核）"}, "没有变化"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_changes_nothing(world, chief, given, words):
    before = rows()
    answer = set_to(chief, **given)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert rows() == before


def test_periods_never_overlap_and_one_that_has_not_begun_can_be_taken_back(world, chief):
    set_to(chief)
    second = set_to(chief, value=45, valid_from="2026-06-20")
    assert second.status_code == 422
    assert "2026-07-01" in second.content.decode()
    ahead = ServicePeriod.objects.get(valid_from=D(2026, 7, 1))
    assert chief.post(reverse("staff:letters:take_period_back", args=[ahead.pk])).status_code == 302
    assert rows() == [(30, D(2018, 1, 24), None)]
    assert set_to(chief, value=45, valid_from="2026-06-20").status_code == 302


def test_one_that_holds_is_not_taken_back(world, chief, set_clock):
    set_to(chief)
    made = ServicePeriod.objects.get(valid_from=D(2026, 7, 1))
    for today in ("2026-07-01", "2026-08-01"):
        set_clock(today)
        with pytest.raises(Refusal, match="已经启用"):
            actions.take_back(made, actor=world.chief)
    assert len(rows()) == 2


def test_periods_are_the_citys_chief_to_set_and_everybody_elses_to_read(world, clerk):
    district = world.client("registry_chief", world.wanglan_bureau)
    text = page(district)
    assert "设定新的数值" not in text
    assert "霁川市民政局" in text
    refused = set_to(district)
    assert refused.status_code == 422
    assert "霁川市民政局" in refused.content.decode()
    assert "设定新的数值" not in page(clerk)
    assert set_to(clerk).status_code == 403
    with pytest.raises(NotCompetent):
        actions.set_period(
            "notice_days", actor=world.actor("registry_chief", world.wanglan_bureau), value=60,
            valid_from=D(2026, 7, 1), source=LAW,
        )  # fmt: skip
    with pytest.raises(NotPermitted):
        actions.set_period("notice_days", actor=world.clerk, value=60, valid_from=D(2026, 7, 1), source=LAW)


def test_a_notice_published_before_keeps_the_period_it_was_published_with(world, chief, set_clock):
    from supervision.letters import actions as letters

    made = world.sealed("listing_notice")
    letters.post(made, actor=world.clerk, posted_on=TODAY, tracking_number="XA1")
    letters.not_delivered(made.deliveries.get(), actor=world.clerk, ended_on=TODAY, reason="查无此人")
    letters.publish_notice(made, actor=world.chief, reason="邮寄被退回")
    notice = made.deliveries.get(way="notice")
    set_to(chief, valid_from="2026-06-04")
    set_clock("2026-06-04")
    notice.refresh_from_db()
    assert notice.period_days == 30
