"""The checks as pure functions: exact amounts, named fields, nothing lost."""

import dataclasses
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.report_forms import checks, versions
from registry.report_forms.expansion import expand, read
from registry.report_forms.schema import REASONS, parse
from tests.support.report_answers import ANSWERS

FORMS = [expand(read(path.name)) for path in sorted(versions.FORMS.glob("*.json"))]
ASSOCIATION = parse(next(raw for raw in FORMS if raw["org_type"] == "1"))
MONEY = ASSOCIATION.fields["donation_income"]
COUNT = ASSOCIATION.fields["full_time_staff"]


def answers(schema=ASSOCIATION, reasons=None, **changes):
    flat = {**ANSWERS, **changes}
    made = {
        section.key: {f.key: checks.tidy(f, flat[f.key]) for f in section.fields if flat.get(f.key)}
        for section in schema.sections
    }
    for key, own in (reasons or {}).items():
        made[key][REASONS] = own
    return made


def texts(last=None, **changes):
    return [problem.text for problem in checks.problems(ASSOCIATION, answers(**changes), last) if problem.blocks]


@pytest.mark.parametrize("raw", FORMS, ids=lambda raw: raw["code"])
def test_a_shipped_form_has_unique_keys_and_its_right_report_passes(raw):
    schema = parse(raw)
    keys = [field.key for section in schema.sections for field in section.fields]
    assert len(keys) == len(set(keys))
    assert len({check.code for check in schema.checks}) == len(schema.checks)
    assert {check.kind for check in schema.checks} <= set(checks.KINDS)
    assert checks.problems(schema, answers(schema)) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"full_time_staff": ""}, "请填写“专职工作人员数”"),
        ({"donation_income": "很多"}, "“捐赠收入”应为数字，例如 12500.00（元，最多两位小数）"),
        ({"donation_income": "1.234"}, "“捐赠收入”应为数字，例如 12500.00（元，最多两位小数）"),
        ({"donation_income": "-1"}, "“捐赠收入”不能小于 0"),
        ({"staff_total": "7"}, "工作人员总数 7 与各项之和 6 相差 1，请核对"),
        (
            {"total_income": "1205000"},
            "收入合计 1,205,000.00 与各项之和 1,250,000.00 相差 45,000.00，请核对第 1、2、11 行",
        ),
        (
            {"net_assets_end": "468000"},
            "净资产变动额 150,000.00 与“年末净资产合计 − 年初净资产合计” 168,000.00 相差 18,000.00，"
            "请核对第 110、45 行",
        ),
        (
            {"government_purchase_income": "5"},
            "“其中：政府购买服务收入”5.00 大于“提供服务收入”0.00，请核对",
        ),
        ({"party_members_full_time": "5"}, "“专职工作人员中的党员数”5 大于“专职工作人员数”4，请核对"),
        ({"council_meetings_held": "1"}, "“本年实际召开理事会次数”1 少于“章程规定每年应召开理事会次数”2"),
        ({"declares": "no"}, "“本单位作出上述承诺”须选择“是”才能报送"),
        ({"activity_summary": "太短"}, "“业务活动总结”不能少于50个字，现有2个字"),
        ({"individual_members": "20", "unit_members": "10"}, "会员数低于法定最低数"),
    ],
)
def test_the_sentence_names_the_field_and_the_amounts(changes, expected):
    assert any(text.startswith(expected) for text in texts(**changes)), texts(**changes)


def test_a_cent_is_a_difference_and_nothing_is_rounded_away():
    assert texts(total_income="1250000.01")
    assert texts(donation_income="0.1", membership_income="0.2", total_income="0.3", net_change="-1099999.7",
                 net_assets_begin="1099999.70", net_assets_end="0") == []  # fmt: skip


def test_a_check_waits_until_everything_it_compares_is_there():
    problems = checks.problems(ASSOCIATION, answers(membership_income=""))
    assert [problem.text for problem in problems] == ["请填写“会费收入”"]


def test_a_soft_check_stands_until_a_reason_of_ten_characters_is_given():
    made = answers(council_meetings_held="1")
    for reason, blocks in (("", True), ("原因不足十字", True), ("因换届推迟至次年一月召开", False)):
        made["staff"][REASONS] = {"council_met": reason}
        problem = checks.problems(ASSOCIATION, made)[0]
        assert (problem.kind, problem.blocks) == ("soft", blocks)


def test_opening_balances_are_compared_with_last_years_closing():
    text = texts({"net_assets_end": Decimal(280000)})[0]
    assert text == "“年初净资产合计”300,000.00 与上年报告的“年末净资产合计”280,000.00 相差 20,000.00"


@pytest.mark.parametrize(("before", "is_asked"), [(961539, False), (961538, True), (1785715, True), (0, False)])
def test_a_change_of_more_than_thirty_per_cent_asks_for_a_reason(before, is_asked):
    assert bool(texts({"total_income": Decimal(before)})) is is_asked


def test_only_what_is_asked_counts():
    made = answers(has_party_organization="yes", party_activities="1000", no_party_reason="")
    assert {p.field for p in checks.problems(ASSOCIATION, made)} == {"party_form", "party_secretary"}
    assert "party_activities" in checks.figures(ASSOCIATION, made)
    made = answers(has_party_organization="no", party_activities="1000")
    assert "party_activities" not in checks.figures(ASSOCIATION, made)


@pytest.mark.parametrize(
    ("field", "raw", "kept"),
    [
        (MONEY, "１，２５０．５０", "1250.50"),
        (MONEY, "1,250,000元", "1250000.00"),
        (MONEY, " 约一百万 ", "约一百万"),
        (COUNT, "12人", "12人"),
        (COUNT, "0012", "12"),
        (ASSOCIATION.fields["registered_on"], "2015年1月2日", "2015-01-02"),
        (ASSOCIATION.fields["registered_on"], "2015-02-30", "2015-02-30"),
    ],
)
def test_what_can_be_read_is_normalized_and_the_rest_is_kept(field, raw, kept):
    assert checks.tidy(field, raw) == kept


@given(st.decimals(min_value=0, max_value=Decimal("9999999999999.99"), places=2))
def test_every_amount_survives_being_written_with_separators(amount):
    assert checks.figure(MONEY, checks.tidy(MONEY, f"{amount:,.2f}")) == amount


@given(st.text(max_size=60))
def test_no_text_breaks_a_field(text):
    for field in (MONEY, COUNT, ASSOCIATION.fields["registered_on"], ASSOCIATION.fields["declares"]):
        kept = checks.tidy(field, text)
        assert checks.tidy(field, kept) == kept
        if kept:
            checks.complaint(field, kept)


def test_a_check_on_a_field_that_does_not_exist_is_refused_at_loading():
    raw = json.loads(json.dumps(FORMS[0]))
    raw["checks"][0]["plus"] = ["nothing"]
    with pytest.raises(KeyError, match="nothing"):
        parse(raw)


def test_the_amounts_of_a_check_are_decimals_throughout():
    figures = checks.figures(ASSOCIATION, answers(donation_income="0.1"))
    assert {type(value) for value in figures.values()} == {Decimal}
    assert dataclasses.is_dataclass(ASSOCIATION)
