"""Forms as data: conditions, faults, wordings, time."""

import pytest

from supervision.questionnaires import questions
from supervision.questionnaires.questions import Question

KINDS = (("a", "会费"), ("b", "培训"))
FORM = (
    Question("q1", "是否收费", "bool", is_required=True),
    Question("q2", "收费项目", "choice", is_required=True, choices=KINDS, if_key="q1", if_value="yes"),
    Question("q3", "培训收费（元）", "money_yuan", is_required=True, if_key="q2", if_value="b"),
    Question("q4", "名称", "text", known="name", use="shown"),
)  # fmt: skip


def test_a_form_survives_being_stored():
    assert questions.parse(questions.dump(FORM)) == FORM


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, {"q1"}),
        ({"q1": "no"}, set()),
        ({"q1": "yes"}, {"q2"}),
        ({"q1": "yes", "q2": "a"}, set()),
        ({"q1": "yes", "q2": "b"}, {"q3"}),
        ({"q1": "no", "q2": "b"}, set()),
        ({"q1": "maybe"}, {"q1"}),
        ({"q1": "yes", "q2": "b", "q3": "很多"}, {"q3"}),
    ],
)
def test_only_what_is_asked_can_be_missing(given, missing):
    assert set(questions.faults(FORM, given)) == missing


def test_a_draft_may_be_incomplete_and_not_unreadable():
    assert questions.faults(FORM, {}, is_draft=True) == {}
    assert set(questions.faults(FORM, {"q1": "yes", "q2": "b", "q3": "x"}, is_draft=True)) == {"q3"}


def test_answers_to_what_was_not_asked_are_left_out():
    assert questions.standing(FORM, {"q1": "no", "q2": "b", "q3": "1.00"}) == {"q1": "no"}


def test_tidy_keeps_amounts_with_two_decimals_and_drops_strange_keys():
    assert questions.tidy(FORM, {"q3": "１２，０００", "q9": "x", "q4": "假名称"}) == {"q3": "12000.00"}


def test_what_a_removed_question_decided_is_asked_without_condition():
    left = questions.without(FORM, "q1")
    assert left[0].if_key == ""
    assert [one.key for one in left] == ["q2", "q3", "q4"]


def test_moving_stops_at_the_ends():
    assert [one.key for one in questions.moved(FORM, "q1", up=True)] == ["q1", "q2", "q3", "q4"]
    assert [one.key for one in questions.moved(FORM, "q1", up=False)] == ["q2", "q1", "q3", "q4"]


def test_width_blanks_and_signs_do_not_make_another_question():
    assert Question("q1", "２０２５年 会费（元）：", "text").folded == Question("q2", "2025年会费(元)", "text").folded


def test_what_is_only_shown_costs_no_time(settings):
    assert questions.seconds(FORM[3:]) == 0
    assert questions.minutes(FORM) == 2
