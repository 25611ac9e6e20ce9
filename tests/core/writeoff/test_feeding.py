"""A fed list opens what is wrong, proposes what is mended, and closes nothing by itself."""

import pytest
from django.urls import reverse

from core.refusal import Refusal
from core.writeoff import actions, feeding
from core.writeoff.actions import Finding
from tests.core.writeoff.conftest import DUE

pytestmark = pytest.mark.django_db


@pytest.fixture
def fed(bureau, leader, source):
    return actions.open_list(
        actor=leader,
        department=bureau.bureau,
        second_department=bureau.party_committee,
        title="责任缺口",
        kind="gaps",
        due_on=DUE,
        source="test",
    )


@pytest.fixture
def wrong(bureau):
    def wrong(key, office=None):
        responsible = (office or bureau.commerce).pk
        return Finding(key=key, subject=f"组织{key}", problem="无行业管理部门", responsible_id=responsible)

    return wrong


def states(book):
    return dict(book.rows.values_list("key", "state"))


def test_what_is_mended_asks_to_be_written_off_and_waits_for_the_second_unit(fed, source, wrong, leader):
    source.wrong = [wrong("1"), wrong("2")]
    assert feeding.feed(fed, actor=leader)["opened"] == 2
    source.wrong = [wrong("2")]
    assert feeding.feed(fed, actor=leader)["proposed"] == 1
    assert states(fed) == {"1": "applied", "2": "open"}
    row = fed.rows.get(key="1")
    assert "已不存在" in row.evidence.get().text
    actions.confirm(row, actor=leader)
    assert states(fed)["1"] == "confirmed"


def test_a_second_comparison_changes_nothing(fed, source, wrong, leader):
    source.wrong = [wrong("1")]
    feeding.feed(fed, actor=leader)
    assert not any(feeding.feed(fed, actor=leader).values())


def test_a_condition_that_comes_back_opens_the_row_again(fed, source, wrong, leader):
    source.wrong = [wrong("1")]
    feeding.feed(fed, actor=leader)
    source.wrong = []
    feeding.feed(fed, actor=leader)
    source.wrong = [wrong("1")]
    assert feeding.feed(fed, actor=leader)["recalled"] == 1
    source.wrong = []
    feeding.feed(fed, actor=leader)
    actions.confirm(fed.rows.get(), actor=leader)
    source.wrong = [wrong("1")]
    assert feeding.feed(fed, actor=leader)["reopened"] == 1
    assert states(fed) == {"1": "open"}


def test_what_an_office_applied_for_with_evidence_is_not_taken_back_by_the_portal(fed, source, wrong, leader, bureau):
    source.wrong = [wrong("1")]
    feeding.feed(fed, actor=leader)
    officer = bureau.actor("department_officer", bureau.commerce)
    actions.apply(fed.rows.get(), actor=officer, comment="已发函明确，待录入")
    assert feeding.feed(fed, actor=leader)["recalled"] == 0
    assert states(fed) == {"1": "applied"}


def test_a_row_struck_off_stays_struck_off(fed, source, wrong, leader, bureau):
    source.wrong = [wrong("1")]
    feeding.feed(fed, actor=leader)
    row = fed.rows.get()
    actions.ask_strike(row, actor=leader, document="会议纪要〔2026〕3号", comment="直接登记，无需确定")
    actions.strike(row, actor=bureau.actor("registry_chief", bureau.bureau))
    feeding.feed(fed, actor=leader)
    assert states(fed) == {"1": "struck"}


def test_the_button_says_what_changed_and_a_list_by_hand_has_none(fed, source, wrong, bureau, book):
    clerk = bureau.client("registry_clerk", bureau.bureau)
    source.wrong = [wrong("1")]
    answer = clerk.post(reverse("staff:writeoff:feed", args=[fed.pk]), follow=True)
    assert "新列入1项" in answer.content.decode()
    with pytest.raises(Refusal, match="人工列入"):
        feeding.feed(book, actor=bureau.actor("registry_clerk", bureau.bureau))


def test_every_night_all_fed_lists_are_compared(fed, source, wrong):
    source.wrong = [wrong("1")]
    assert feeding.feed_all() == 1
    assert states(fed) == {"1": "open"}
