"""The shipped forms and their statements: whole when stored, right for balanced books, exact in every unit."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.report_forms import answers as edge
from registry.report_forms import checks, versions
from registry.report_forms.expansion import expand, read, template
from registry.report_forms.models import FormVersion
from registry.report_forms.schema import NOTHING, parse, schema_of
from tests.support.report_answers import ANSWERS, statements

NAMES = sorted(path.name for path in versions.FORMS.glob("*.json"))
FORMS = {name: parse(expand(read(name))) for name in NAMES}
ASSOCIATION, FOUNDATION = FORMS["association_2.json"], FORMS["foundation_2.json"]
WAN = FOUNDATION.fields["ba_1_free"]


def answers(schema, **changes) -> dict[str, dict]:
    given = {**ANSWERS, **changes}
    return {
        section.key: {f.key: checks.tidy(f, given[f.key]) for f in section.fields if given.get(f.key)}
        for section in schema.sections
    }


def failing(schema, **changes) -> dict[str, str]:
    return {problem.code: problem.text for problem in checks.problems(schema, answers(schema, **changes))}


@pytest.mark.parametrize("name", NAMES)
def test_keys_codes_and_figures_are_unique_over_a_form(name):
    schema = FORMS[name]
    keys = [field.key for section in schema.sections for field in section.fields]
    figures = [field.figure_code for field in schema.fields.values() if field.is_number]
    codes = [check.code for check in schema.checks]
    for listed in (keys, figures, codes, [section.key for section in schema.sections]):
        assert len(listed) == len(set(listed))
    assert checks.problems(schema, answers(schema)) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_condition_and_every_place_of_prefill_exists(name):
    schema = FORMS[name]
    for field in schema.fields.values():
        if field.show_if:
            above = schema.fields[field.show_if.field]
            assert field.show_if.value in dict(above.options)
        for place in filter(None, field.prefill.split("|")):
            assert place.partition(".")[0].partition(":")[0] in ("registry", "last_year")


@pytest.mark.parametrize("name", [name for name in NAMES if not name.endswith("_1.json")])
def test_every_section_of_the_statutory_form_is_there(name):
    keys = {section.key for section in FORMS[name].sections}
    assert keys >= {
        "basic", "changes", "governance", "meetings", "staff", "systems", "party", "activity", "donations",
        "international", "rectification", "balance_sheet", "activities_statement", "cash_flow", "declaration",
    }  # fmt: skip
    own = {"association": {"branches", "fees"}, "foundation": {"branches", "council", "projects", "spending"}}
    assert keys >= own.get(name.rpartition("_")[0], set())


def test_the_template_of_2024_is_marked_as_not_compared_with_the_original():
    assert template("NPO2004")["is_verified"]
    assert not template("NPO2024")["is_verified"]
    assert FORMS["association_3.json"].template == "NPO2024"


@pytest.mark.parametrize(("year", "code"), [(2022, "1"), (2024, "1"), (2025, "2"), (2026, "3"), (2030, "3")])
def test_the_newest_form_of_the_year_is_taken_and_the_stored_one_is_whole(db, year, code):
    versions.load_forms()
    form = versions.form_for("1", year)
    assert form.code == f"association-{code}"
    assert schema_of(form).section("basic").fields
    assert "use" not in str([list(section) for section in form.schema["sections"]])
    assert versions.load_forms() == 0


def test_a_parsed_form_is_kept_until_the_row_says_something_else(db):
    versions.load_forms()
    form, again = FormVersion.objects.get(code="association-2"), FormVersion.objects.get(code="association-2")
    assert schema_of(form) is schema_of(again)
    again.schema = {**again.schema, "title": "别的"}
    assert schema_of(again).title == "别的"


# ---- statements

MONEY = st.integers(0, 10**9)


@given(MONEY, MONEY, MONEY, MONEY, MONEY)
def test_balanced_statements_pass_whatever_the_amounts(donations, dues, activity, management, begin):
    cells = statements(donations=donations, dues=dues, activity=activity, management=management, begin=begin)
    if begin + donations + dues < activity + management:
        cells |= _owing(cells)
    asked = {"donations_domestic_persons": str(donations), "donations_domestic_organizations": "0",
             "donations_received": str(donations), "donations_cash": str(donations)}  # fmt: skip
    assert failing(ASSOCIATION, **cells, **asked) == {}


def _owing(cells: dict[str, str]) -> dict[str, str]:
    """Who spent more than there was owes the rest: no money at the end."""
    net = Decimal(cells["bs_110_end"])
    moved = -Decimal(cells["bs_1_begin"])
    lent = moved - Decimal(cells["cf_24_amount"])
    return {
        "bs_1_end": "0.00", "bs_20_end": "0.00", "bs_60_end": "0.00", "bs_120_end": "0.00", "bs_61_end": f"{-net:.2f}",
        "bs_80_end": f"{-net:.2f}", "bs_100_end": f"{-net:.2f}", "cf_45_amount": f"{lent:.2f}",
        "cf_50_amount": f"{lent:.2f}", "cf_59_amount": f"{lent:.2f}", "cf_61_amount": f"{moved:.2f}",
    }  # fmt: skip


PARTS = [
    (section.key, line.row, column.key)
    for section in ASSOCIATION.sections
    if section.sheet
    for line, column in itertools.product(section.sheet.lines, section.sheet.columns)
    if not line.is_total and not line.part_of and not column.plus
]


@pytest.mark.parametrize(("key", "row", "column"), PARTS)
def test_any_single_cell_that_changes_is_named_by_its_row(key, row, column):
    """Every total of the statement is typed here, so a part that moves alone breaks the sum it belongs to."""
    sheet = ASSOCIATION.section(key).sheet
    typed = {cell: "0.00" for cell in sheet.formulas if cell not in ANSWERS}
    cell = sheet.cell(row, column)
    moved = Decimal(ANSWERS.get(cell, "0")) + Decimal("0.01")
    texts = failing(ASSOCIATION, **typed, **{cell: f"{moved:.2f}"})
    named = [text for text in texts.values() if _names(text, row)]
    assert named, texts


def _names(text: str, row: str) -> bool:
    return any(row in part.split(" 行")[0].split("、") for part in text.split("第 ")[1:])


def test_blank_cells_are_nought_and_blank_totals_are_computed():
    cells = {key: "" for key in statements()}
    own = {**cells, "ba_1_free": "100", "ba_12_free": "40", "bs_1_end": "60", "bs_101_end": "60", "cf_1_amount": "60"}
    asked = {"donations_domestic_persons": "100", "donations_domestic_organizations": "0",
             "donations_received": "100", "donations_cash": "100"}  # fmt: skip
    assert failing(ASSOCIATION, **own, **asked) == {}
    given = answers(ASSOCIATION, **own)
    numbers = checks.numbers(ASSOCIATION, given)
    assert (numbers["ba_45_total"], numbers["bs_120_end"]) == (60, 60)
    assert checks.completed(ASSOCIATION, given)["ba_11_total"] == "100.00"
    assert checks.figures(ASSOCIATION, given)["net_change"] == 60
    assert "bs_2_end" not in checks.figures(ASSOCIATION, given), "an empty line is no figure"


def test_a_statement_without_any_amount_is_missing_not_nought():
    texts = failing(ASSOCIATION, **{key: "" for key in statements() if key.startswith("bs_")})
    assert texts == {"balance_sheet_empty": "请填写“资产负债表”；全部没有发生额的，请在合计行填 0"}


def test_what_is_released_from_restriction_counts_in_its_own_column():
    """The page of the province forgot row 40 in the sub-columns."""
    cells = {
        **statements(activity=0, management=0), "ba_40_free": "500.00", "ba_40_restricted": "-500.00",
        "ba_45_free": "1250500.00", "ba_45_restricted": "-500.00", "ba_45_total": "1250000.00",
        "bs_105_begin": "500.00", "bs_101_begin": "299500.00", "bs_105_end": "0.00", "bs_101_end": "1550000.00",
    }  # fmt: skip
    assert failing(ASSOCIATION, **cells) == {}
    texts = failing(ASSOCIATION, **{**cells, "ba_45_free": "1250000.00", "ba_45_restricted": "0.00"})
    assert set(texts) >= {"ba_45_free_lines", "ba_45_restricted_lines"}
    assert "released_total" in failing(ASSOCIATION, **{**cells, "ba_40_restricted": "0", "ba_40_total": ""})


def test_the_opening_columns_are_last_years_closing_ones_line_by_line():
    last = checks.figures(ASSOCIATION, answers(ASSOCIATION))
    right = answers(ASSOCIATION, **statements(begin=450000, last=statements()))
    assert not [problem for problem in checks.problems(ASSOCIATION, right, last) if "carried" in problem.code]
    wrong = answers(ASSOCIATION, **{**statements(begin=440000), "ba_11_last_total": "1"})
    texts = {p.code: p.text for p in checks.problems(ASSOCIATION, wrong, last) if "carried" in p.code}
    assert (
        "第 1 行“货币资金（年初数）”440,000.00，上年报告为 450,000.00，相差 10,000.00" in texts["net_assets_carried"]
    )
    assert "上年报告为 1,250,000.00" in texts["activities_carried"]


def test_with_a_report_of_the_old_form_only_what_it_knew_is_compared():
    last = checks.figures(FORMS["association_1.json"], answers(FORMS["association_1.json"]))
    wrong = answers(ASSOCIATION, **statements(begin=440000, last=statements()))
    texts = {p.code: p.text for p in checks.problems(ASSOCIATION, wrong, last) if "carried" in p.code}
    assert list(texts) == ["net_assets_carried"]
    assert texts["net_assets_carried"].count("行“") == 1


# ---- units, tables, conditions


@given(st.decimals(min_value=Decimal("-9999999999.99"), max_value=Decimal("9999999999.99"), places=2))
def test_an_amount_in_wan_survives_the_edge(amount):
    kept = f"{amount:.2f}"
    assert edge.from_typed(WAN, edge.as_typed(WAN, kept)) == kept.replace("-0.00", "0.00") or amount == 0


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("12.5", "125000.00", "12.50"),
        ("1,250万元", "12500000.00", "1250.00"),
        ("0.000001", "0.01", "0.000001"),
        ("0.0000001", "0.0000001", "0.0000001"),
        ("约十", "约十", "约十"),
    ],
)
def test_wan_is_typed_and_printed_and_yuan_is_kept(typed, kept, shown):
    assert edge.from_typed(WAN, typed) == kept
    assert edge.as_typed(WAN, kept) == shown


def test_a_sentence_about_wan_says_its_unit():
    text = failing(FOUNDATION, ba_11_total="1205000")["ba_11_total_lines"]
    assert "120.50万元 与各项之和 125.00万元 相差 4.50万元" in text


@given(st.text(max_size=80))
def test_no_text_breaks_a_table(text):
    table = ASSOCIATION.fields["events_table"]
    kept = checks.tidy(table, text)
    assert kept in ("", NOTHING) or isinstance(kept, list)
    assert checks.tidy(table, kept) == kept


def test_a_table_says_row_and_column_and_drops_empty_rows():
    rows = [{"name": "讲座", "kind": "training", "held_on": "六月", "fee_yuan": "1,000"}, {"name": " "}]
    table = ASSOCIATION.fields["events_table"]
    kept = checks.tidy(table, rows)
    assert kept == [{"name": "讲座", "kind": "training", "held_on": "六月", "fee_yuan": "1000.00"}]
    assert edge.complaints(table, kept) == ["“论坛、研讨会、展览会、培训”第 1 行：“日期”应为日期，例如 2025-06-30"]


def test_the_number_of_rows_is_what_the_form_says_elsewhere():
    texts = failing(ASSOCIATION, forums_held="2")
    assert texts["forums_listed"].startswith("举办论坛、研讨会、展览会、培训次数 2 与")
    assert failing(ASSOCIATION, forums_held="0", events_table=NOTHING) == {}
    assert "没有的请勾选" in failing(ASSOCIATION, events_table="")["events_table"]


def test_fees_are_asked_of_industry_associations_alone():
    flat = {"is_industry_association": "no"}
    fees = ASSOCIATION.section("fees")
    assert not checks.is_section_asked(ASSOCIATION, fees, flat)
    assert checks.is_section_asked(ASSOCIATION, fees, {"is_industry_association": "yes"})
    assert failing(ASSOCIATION, is_industry_association="yes") == {}
    assert "dues_table" in failing(ASSOCIATION, is_industry_association="yes", dues_table="")
