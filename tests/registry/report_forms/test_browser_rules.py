"""The rules for the browser, judged by a small reader of that JSON, agree with the engine on whatever is typed."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.report_forms import checks
from registry.report_forms.browser import browser_rules
from registry.report_forms.expansion import expand, read
from registry.report_forms.schema import parse
from tests.support.report_answers import ANSWERS

ASSOCIATION, FOUNDATION = (parse(expand(read(f"{name}_2.json"))) for name in ("association", "foundation"))
JUDGED = ("total", "at_most", "at_least")


class Reader:
    """What the script in the browser does, and nothing of the engine."""

    def __init__(self, rules: dict, typed: dict[str, str], elsewhere: dict[str, Decimal]):
        self.rules, self.typed, self.elsewhere = rules, typed, elsewhere
        self.is_touched = any(typed.get(key) for key in rules["cells"])

    def number(self, key: str) -> Decimal | None:
        if key in self.rules["elsewhere"]:
            return self.elsewhere.get(key)
        if text := self.typed.get(key):
            try:
                value = Decimal(text)
            except ArithmeticError:
                return None
            return value if value >= 0 or key in self.rules["negative"] else None
        if key not in self.rules["cells"] or not self.is_touched:
            return None
        if formula := self.rules["formulas"].get(key):
            return self.total(formula["plus"], formula["minus"])
        return Decimal(0)

    def total(self, plus: list[str], minus: list[str]) -> Decimal | None:
        added, taken = [self.number(key) for key in plus], [self.number(key) for key in minus]
        return None if None in added + taken else sum(added, Decimal(0)) - sum(taken, Decimal(0))

    def failing(self) -> set[str]:
        return {rule["code"] for rule in self.rules["rules"] if self.fails(rule)}

    def fails(self, rule: dict) -> bool:
        value, right = self.total(rule["plus"], rule["minus"]), self.total(rule["right_plus"], rule["right_minus"])
        if value is None or right is None:
            return False
        tolerance = Decimal(self.rules["tolerance"])
        return {
            "equal": abs(value - right) >= tolerance,
            "at_most": value - right >= tolerance,
            "at_least": value < right,
        }[rule["test"]]


def whole(schema) -> dict[str, dict]:
    return {
        section.key: {f.key: checks.tidy(f, ANSWERS[f.key]) for f in section.fields if ANSWERS.get(f.key)}
        for section in schema.sections
    }


def both(schema, key: str, typed: dict[str, str]) -> tuple[set[str], set[str]]:
    answers = {**whole(schema), key: typed}
    codes = {check.code for check in schema.checks if check.section == key and check.kind in JUDGED}
    engine = {problem.code for problem in checks.problems(schema, answers) if _is_of(problem, codes)}
    rules = json.loads(json.dumps(browser_rules(schema, schema.section(key))))
    return engine, Reader(rules, typed, checks.numbers(schema, answers)).failing()


def _is_of(problem: checks.Problem, codes: set[str]) -> bool:
    return problem.code in codes and problem.kind in ("hard", "soft")


amounts = st.one_of(st.just(""), st.decimals(min_value=-1000, max_value=1000, places=2).map(str), st.just("约一千"))
CELLS = st.dictionaries(
    st.sampled_from([field.key for field in ASSOCIATION.section("activities_statement").fields]), amounts, max_size=30
)
BALANCE = st.dictionaries(
    st.sampled_from([field.key for field in ASSOCIATION.section("balance_sheet").fields]), amounts, max_size=30
)


@given(CELLS)
@settings(max_examples=150)
def test_of_a_statement_whatever_is_typed(typed):
    engine, reader = both(ASSOCIATION, "activities_statement", typed)
    assert engine == reader


@given(BALANCE)
@settings(max_examples=150)
def test_of_the_balance_sheet(typed):
    engine, reader = both(FOUNDATION, "balance_sheet", typed)
    assert engine == reader


@given(
    st.dictionaries(
        st.sampled_from([f.key for f in ASSOCIATION.section("staff").fields]), st.integers(0, 9).map(str), max_size=16
    )
)
def test_of_head_counts(typed):
    engine, reader = both(ASSOCIATION, "staff", typed)
    assert engine == reader


@pytest.mark.parametrize("schema", [ASSOCIATION, FOUNDATION], ids=["association", "foundation"])
def test_it_is_plain_data_and_says_what_it_needs_from_elsewhere(schema):
    for section in schema.sections:
        json.dumps(browser_rules(schema, section))
    rules = browser_rules(schema, schema.section("cash_flow"))
    assert rules["elsewhere"] == ["bs_1_end", "bs_1_begin"]
    assert rules["formulas"]["cf_24_amount"] == {"plus": ["cf_13_amount"], "minus": ["cf_23_amount"]}
    assert rules["rows"]["cf_61_amount"] == "61"
