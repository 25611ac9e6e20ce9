"""A themed series: 场, 家 and 人次 counted each for itself."""

import datetime

import pytest
from django.urls import reverse

from core.workflow.errors import NotCompetent, Refusal
from party_building.activity_series import actions
from party_building.activity_series.models import ActivitySeries, SeriesItem

D = datetime.date
HELD = D(2026, 5, 20)
LIST = reverse("staff:activity_series:list")


@pytest.fixture
def five(line):
    return actions.begin(
        actor=line.officer, department=line.party_committee, name="“五个一”系列活动", starts_on=D(2026, 5, 1),
        ends_on=D(2026, 7, 1),
    )  # fmt: skip


def add(line, five, title="一次党课", day=HELD, **fields):
    given = {"hosts": [line.branch], "others": [line.joint], "attendances": 40, **fields}
    return actions.add_item(five, actor=line.officer, title=title, held_on=day, **given)


def test_events_units_and_attendances_are_counted_apart_and_a_unit_once(line, five):
    add(line, five)
    add(line, five, "一次寻访", D(2026, 5, 27), hosts=[line.joint, line.branch], others=[line.branch], attendances=30)
    figures = five.figures()
    assert (figures.events, figures.hosts, figures.units, figures.people) == (2, 2, 2, 70)
    page = line.officer_client().get(reverse("staff:activity_series:detail", args=[five.pk])).content.decode()
    assert "2场，主办承办2家，参与2家，参加70人次" in page
    listed = line.officer_client().get(LIST).content.decode()
    assert ">70<" in listed


def test_a_withdrawn_event_counts_no_more(line, five):
    item = add(line, five)
    client = line.officer_client()
    withdraw = reverse("staff:activity_series:withdraw_item", args=[item.pk])
    client.post(withdraw, {"comment": ""})
    assert five.figures().events == 1
    assert client.post(withdraw, {"comment": "登记错了"}).status_code == 302
    assert five.figures().words == "0场，主办承办0家，参与0家，参加0人次"


def test_a_series_and_its_events_are_entered_by_form(line):
    client = line.officer_client()
    new = {"name": "社会组织党建月", "starts_on": "2026-06-01", "ends_on": "2026-06-30"}
    assert client.post(reverse("staff:activity_series:create"), {**new, "ends_on": "2026-05-30"}).status_code == 422
    assert client.post(reverse("staff:activity_series:create"), new).status_code == 302
    series = ActivitySeries.objects.get()
    item = {"title": "启动仪式", "held_on": "2026-06-02", "attendances": "60", "hosts": "霁川市茶业协会党支部",
            "others": "听澜街道第一联合党支部\n霁川市茶业协会党支部"}  # fmt: skip
    address = reverse("staff:activity_series:add_item", args=[series.pk])
    for fields, sentence in (
        ({"held_on": "2026-06-09"}, "不能晚于今天"),
        ({"held_on": "2026-05-31"}, "2026-06-01至2026-06-30"),
        ({"hosts": "没有的党支部"}, "没有找到"),
        ({"hosts": ""}, "主办"),
    ):
        answer = client.post(address, {**item, **fields})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert client.post(address, item).status_code == 302
    found = SeriesItem.objects.get()
    assert {(part.unit.name, part.is_host) for part in found.parts.all()} == {
        ("霁川市茶业协会党支部", True), ("听澜街道第一联合党支部", False),
    }  # fmt: skip


def test_the_period_cannot_leave_out_what_was_held(line, five):
    add(line, five)
    with pytest.raises(Refusal, match="一次党课"):
        actions.edit(five, actor=line.officer, version=1, starts_on=D(2026, 6, 1))


def test_another_line_and_civil_affairs_see_nothing(line, five):
    other = line.officer_client(line.other_organ)
    assert other.get(reverse("staff:activity_series:detail", args=[five.pk])).status_code == 404
    assert line.client("registry_clerk", line.bureau).get(LIST).status_code == 403
    with pytest.raises(NotCompetent, match="综合党委"):
        actions.edit(five, actor=line.actor("party_officer", line.other_organ), version=1, name="改名")
