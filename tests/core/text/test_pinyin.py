"""Pinyin of places and organizations, as clerks type it."""

import pytest

from core import text


@pytest.mark.parametrize(
    ("name", "full", "first"),
    [
        ("济南市", "jinanshi", "jns"),
        ("吕梁市", "lvliangshi", "lls"),
        ("长清区", "changqingqu", "cqq"),
        ("长治市", "changzhishi", "czs"),
        ("单县慈善总会", "shanxiancishanzonghui", "sxcszh"),
        ("莘县", "shenxian", "sx"),
        ("行业协会", "hangyexiehui", "hyxh"),
        ("ABC（第3届）", "abcdi3jie", "abcd3j"),
    ],
)
def test_names_read_as_people_read_them(name, full, first):
    assert (text.pinyin(name), text.initials(name)) == (full, first)


def test_one_syllable_for_each_character_even_a_rare_one():
    assert len(text.syllables("𠮷喆堃协会")) == 5


@pytest.mark.parametrize(
    ("name", "expected"), [("", []), ("青", ["青"]), ("青岛", ["青岛"]), ("青岛青岛", ["岛青", "青岛"])]
)
def test_bigrams_are_distinct_and_a_lone_character_stands_alone(name, expected):
    assert text.bigrams(name) == expected


def test_folding_unifies_width_and_removes_spaces():
    assert text.fold(" 青岛（ＡＢＣ）　协会\u200b ") == "青岛(ABC)协会"
