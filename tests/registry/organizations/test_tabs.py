"""The tabs 信用 and 历史, and the day that goes along from tab to tab."""

import datetime

import pytest
from django.urls import reverse

from core.history import acting
from registry.organizations import actions, writes
from registry.organizations.states import Standing, Status
from tests.support.bureau import SETUP

DAY = datetime.date(2024, 3, 1)


@pytest.fixture
def tea(bureau):
    return bureau.register("霁川市茶业协会", region_id=bureau.tinglan.pk)


@pytest.fixture
def seat(bureau):
    return bureau.seat("registry_clerk", bureau.bureau)


@pytest.fixture
def clerk(client, seat):
    client.force_login(seat.user)
    return client


def tab(client, organization, name, **query) -> str:
    return client.get(reverse(f"staff:organizations:{name}", args=[organization.pk]), query).content.decode()


def test_credit_lists_every_entry_with_its_ground_its_days_and_its_decision(tea, clerk):
    listed = {"standing": Standing.ABNORMAL, "ground": "未按期报送年报", "document": "霁民异〔2024〕1号"}
    actions.change_standing(tea, actor=SETUP, valid_from=DAY, **listed)
    actions.change_standing(tea, actor=SETUP, standing=Standing.CLEAR, valid_from=datetime.date(2024, 9, 1))
    page = tab(clerk, tea, "credit")
    for words in ("活动异常名录", "未按期报送年报", "2024-03-01", "2024-08-31 为最后一日", "霁民异〔2024〕1号"):
        assert words in page
    assert "尚未移出" not in page


def test_credit_on_a_past_day_does_not_know_of_the_removal(tea, clerk):
    actions.change_standing(tea, actor=SETUP, standing=Standing.ABNORMAL, valid_from=DAY)
    actions.change_standing(tea, actor=SETUP, standing=Standing.CLEAR, valid_from=datetime.date(2024, 9, 1))
    assert "尚未移出" in tab(clerk, tea, "credit", as_of="2024-05-01")
    assert "没有列入名录的记录" in tab(clerk, tea, "credit", as_of="2024-01-01")


def test_decided_statuses_stand_with_their_documents(tea, clerk):
    actions.change_status(tea, actor=SETUP, status=Status.SUSPENDED, valid_from=DAY, document="霁民罚〔2024〕2号")
    assert "霁民罚〔2024〕2号" in tab(clerk, tea, "credit")


def test_history_says_who_wrote_what_and_what_stood_there_before(bureau, tea, clerk, seat):
    actor = bureau.actor("registry_clerk", bureau.bureau)
    with acting(actor):
        actions.rename(tea, actor=actor, name="霁川市茶文化协会", valid_from=DAY)
    page = tab(clerk, tea, "history")
    assert actor.name in page
    assert "新增<strong>名称</strong>" in page
    assert "霁川市茶文化协会" in page
    shown = [entry for entry in writes.entries(tea) if entry.kind == "修改" and entry.what == "名称"]
    assert ("终止日期", "", "2024-02-29") in shown[0].words


def test_a_correction_shows_in_history_with_its_reason(bureau, tea, clerk):
    actor = bureau.actor("registry_clerk", bureau.bureau)
    fact = tea.names.get()
    actions.correct(fact, actor=actor, values={"name": "霁川市茶叶协会"}, reason="证书原件为茶叶")
    entry = next(one for one in writes.entries(tea) if one.kind == "修改")
    assert ("名称", "霁川市茶业协会", "霁川市茶叶协会") in entry.words
    assert entry.reason == "证书原件为茶叶"


def test_history_names_no_other_organizations_writes(bureau, tea, clerk):
    other = bureau.register("霁川市花木协会")
    actions.rename(other, actor=SETUP, name="霁川市园林花木协会", valid_from=DAY)
    assert "园林花木" not in tab(clerk, tea, "history")


def test_history_costs_the_same_however_much_was_written(bureau, tea, clerk, django_assert_max_num_queries):
    for number in range(12):
        actions.note_headcount(tea, actor=SETUP, valid_from=DAY + datetime.timedelta(days=number), volunteers=number)
    with django_assert_max_num_queries(30):
        tab(clerk, tea, "history")


def test_the_day_goes_along_from_tab_to_tab(tea, clerk):
    page = tab(clerk, tea, "detail", as_of="2024-05-01")
    for name in ("organizations:credit", "annual_reports:of_organization", "risk_alerts:of_organization"):
        assert f"{reverse(f'staff:{name}', args=[tea.pk])}?as_of=2024-05-01" in page
    assert "截至当日的情况" in tab(clerk, tea, "credit", as_of="2024-05-01")


def test_who_does_not_see_the_organization_sees_none_of_its_tabs(bureau, tea):
    outside = bureau.client("registry_clerk", bureau.yanhai_bureau)
    for name in ("credit", "history"):
        assert outside.get(reverse(f"staff:organizations:{name}", args=[tea.pk])).status_code == 404
