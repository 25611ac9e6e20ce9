"""Cells as registers really print them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.imports import values

TODAY = datetime.date(2026, 11, 23)


def codes(answer):
    return [issue.code for issue in answer[1]]


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("3/8/2010", "2010-03-08"),
        ("2010-3-8", "2010-03-08"),
        ("2010/03/08", "2010-03-08"),
        ("2010.3.8", "2010-03-08"),
        ("2010年3月8日", "2010-03-08"),
        ("20100308", "2010-03-08"),
        ("２０１０－３－８", "2010-03-08"),
        (" 2010-03-08 00:00:00 ", "2010-03-08"),
        ("", ""),
    ],
)
def test_dates_in_every_spelling(raw, iso):
    assert values.date(raw, today=TODAY) == (iso, [])


@pytest.mark.parametrize(
    ("raw", "code"),
    [("13/13/2010", "date.unreadable"), ("2010-02-30", "date.unreadable"), ("待定", "date.unreadable"),
     ("2026-11-24", "date.future"), ("1899-01-01", "date.early"), ("2010年3月", "date.month_only")],
)  # fmt: skip
def test_doubtful_dates_are_said(raw, code):
    assert codes(values.date(raw, today=TODAY)) == [code]


def test_a_number_cell_with_a_date_serial_is_read_with_a_warning():
    value, issues = values.date("40245", numeric=True, today=TODAY)
    assert (value, [i.code for i in issues]) == ("2010-03-08", ["date.serial"])
    assert codes(values.date("40245", today=TODAY)) == ["date.unreadable"]


def test_the_column_decides_whether_the_month_or_the_day_comes_first():
    assert values.slash_order(["3/8/2010", "9/27/2005"]) == "mdy"
    assert values.slash_order(["8/3/2010", "27/9/2005"]) == "dmy"
    assert values.slash_order(["3/8/2010", "4/5/2005"]) == ""
    assert values.slash_order(["27/9/2005", "9/27/2005"]) == "mixed"
    assert values.slash_order(["9/27/2005", "13/13/2012"]) == "mdy"
    assert values.date("8/3/2010", order="dmy", today=TODAY)[0] == "2010-03-08"


def test_a_date_that_can_be_read_both_ways_is_said():
    value, issues = values.date("3/8/2010", order="", today=TODAY)
    assert value == "2010-03-08"
    assert "3月8日或8月3日" in issues[0].message
    assert values.date("5/5/2010", order="", today=TODAY)[1] == []


@pytest.mark.parametrize(
    ("raw", "yuan"),
    [
        ("1,000万元", "10000000.00"),
        ("200万元", "2000000.00"),
        ("1.5亿元", "150000000.00"),
        ("３００万元", "3000000.00"),
        ("人民币50万元整", "500000.00"),
        ("2000000", "2000000.00"),
        ("¥ 30,000.50", "30000.50"),
        ("", ""),
        ("无", ""),
    ],
)
def test_amounts_in_every_spelling(raw, yuan):
    assert values.money(raw) == (yuan, [])


def test_a_heading_in_ten_thousands_counts_for_bare_numbers_only():
    assert values.money("200", header="注册资金（万元）") == ("2000000.00", [])
    assert values.money("200万元", header="注册资金（万元）") == ("2000000.00", [])
    assert codes(values.money("200", header="注册资金")) == ["money.unit"]


@pytest.mark.parametrize("raw", ["若干", "1,00万元", "二百万", "1.2.3", "-5万元"])
def test_an_unreadable_amount_is_left_empty_after_a_reason(raw):
    assert values.money(raw)[0] == ""
    assert codes(values.money(raw)) == ["money.unreadable"]


@given(st.decimals(0, 10**9, places=2))
def test_any_amount_of_yuan_survives(amount):
    assert values.money(f"{amount:,.2f}元")[0] == f"{amount:.2f}"


@pytest.mark.parametrize(
    "raw", ["文化，艺术", "文化, 艺术", "文化、艺术", "文化；艺术", "文化/艺术", " 文化 艺术 文化"]
)
def test_lists_with_any_separator_are_one_list(raw):
    assert values.words(raw) == ("文化、艺术", [])


@pytest.mark.parametrize(("raw", "grade"), [("4A", "4A"), ("5A级", "5A"), ("未参评", ""), ("   ", ""), ("", "")])
def test_grades(raw, grade):
    assert values.grade(raw) == (grade, [])


def test_an_unknown_grade_is_said():
    assert codes(values.grade("优秀")) == ["evaluation.unknown"]


def test_names_are_tidied_and_suspicious_ones_are_said():
    assert values.name(" 霁川市 诗词学会(筹) ") == ("霁川市诗词学会（筹）", [])
    assert codes(values.name("霁川市公益基金会会")) == ["name.repeated"]
    assert codes(values.name("霁川市?词学会")) == ["name.unreadable"]
    assert codes(values.name("长" * 120 + "名")) == ["name.long"]


def test_a_credit_code_in_a_number_cell_is_refused():
    answer = values.credit_code("513100005017789000", numeric=True, known_region=lambda c: True)
    assert (answer[0], codes(answer)) == ("", ["uscc.numeric"])


@pytest.mark.parametrize(("raw", "value"), [("12", 12), ("1,200人", 1200), ("", None), ("无", None)])
def test_counts(raw, value):
    assert values.count(raw) == (value, [])


def test_a_count_that_is_none_is_said_and_left_empty():
    assert codes(values.count("十余")) == ["count.unreadable"]
    assert codes(values.count("-3")) == ["count.unreadable"]


@pytest.mark.parametrize(
    ("raw", "org_type"), [("基金会", "3"), ("民办非企业单位", "2"), ("社团", "1"), ("社会服务机构", "2"), ("", "")]
)
def test_types(raw, org_type):
    assert values.organization_type(raw) == (org_type, [])


def test_fundraising_is_true_false_or_unknown():
    assert [values.fundraising(raw)[0] for raw in ("公募", "非公募", "", "半公募")] == [True, False, None, None]
