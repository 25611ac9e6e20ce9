"""A statement on its page: computed totals, units, blank cells in one go, a block of a spreadsheet; rows of tables."""

import html
import re
from decimal import Decimal

import pytest
from django.urls import reverse

from registry.annual_reports import pasting
from registry.report_forms.schema import schema_of
from tests.registry.annual_reports.test_filling import posted
from tests.support.report_answers import statements


def url(name, *args, **query):
    return reverse(f"org:annual_reports:{name}", args=args, query=query or None)


def text_of(answer) -> str:
    return html.unescape(answer.content.decode())


def box(page: str, key: str) -> str:
    return re.search(rf'<input[^>]*name="{key}"[^>]*>', page)[0]


@pytest.fixture
def own(season):
    organization = season.association()
    season.open()
    return organization


@pytest.fixture
def report(season, own):
    return season.begun(own)


def cells(prefix: str, **changes) -> dict[str, str]:
    return {key: text for key, text in {**statements(), **changes}.items() if key.startswith(prefix)}


def a_table(report, is_wanted=lambda field: True):
    """A section with a table, the table, and a column of words."""
    for part in schema_of(report.form).sections:
        for field in part.fields:
            if field.is_table and part.show_if is None and field.show_if is None and is_wanted(field):
                return part.key, field, next(one for one in field.columns if one.kind == "text")
    raise AssertionError("the form has no such table")


def version(report, key="balance_sheet") -> dict:
    return {"version": report.sections.get(key=key).version}


def test_a_blank_total_says_what_it_will_be(season, own, report):
    season.fill(report, "balance_sheet", bs_1_end="1200.5", bs_2_end="300")
    page = text_of(season.filer(own).get(url("section", report.pk, "balance_sheet")))
    assert 'placeholder="1500.50"' in box(page, "bs_20_end")


def test_a_total_that_agrees_is_marked_and_one_that_does_not_has_its_sentence_under_the_line(season, own, report):
    client = season.filer(own)
    given = cells("bs_", bs_20_end="1.00")
    answer = client.post(url("section", report.pk, "balance_sheet"), {**version(report), **given})
    page = text_of(answer)
    assert answer.status_code == 422
    note = re.search(r'<tr class="sheet-note" id="note_bs_20_begin" data-note="20">.*?</tr>', page, re.S)[0]
    assert "流动资产合计（期末数） 1.00 与各项之和 450,000.00 相差 449,999.00" in note
    assert 'aria-describedby="note_bs_20_begin"' in box(page, "bs_20_end")
    assert "与各项之和一致" in page[page.index('name="bs_20_begin"') : page.index('name="bs_20_end"')]
    assert "处勾稽关系不成立" in page


def test_every_input_says_its_unit_and_amounts_may_be_typed_in_wan(season, own, report):
    client = season.filer(own)
    season.fill(report, "balance_sheet", **cells("bs_"))
    page = text_of(client.get(url("section", report.pk, "balance_sheet", unit="wan")))
    assert 'aria-label="货币资金（期末数），万元"' in box(page, "bs_1_end")
    kept = Decimal(report.sections.get(key="balance_sheet").answers["bs_1_end"])
    assert Decimal(re.search(r'value="([^"]*)"', box(page, "bs_1_end"))[1]) * 10000 == kept
    given = {**version(report), "unit": "wan", "bs_1_end": "12.345678"}
    client.post(url("autosave", report.pk, "balance_sheet"), given, HTTP_X_AUTOSAVE="1")
    assert report.sections.get(key="balance_sheet").answers["bs_1_end"] == "123456.78"


def test_blank_amounts_are_filled_with_zeros_in_one_press_and_totals_stay_to_be_computed(season, own, report):
    client = season.filer(own)
    given = {**version(report, "cash_flow"), "cf_1_amount": "5", "fill": "zeros"}
    answer = client.post(url("section", report.pk, "cash_flow"), given, follow=True)
    assert "已填 0" in text_of(answer)
    kept = report.sections.get(key="cash_flow").answers
    assert kept["cf_1_amount"] == "5.00"
    assert kept["cf_2_amount"] == "0.00"
    assert "cf_13_amount" not in kept


def test_what_last_year_said_is_taken_over_in_one_press_without_touching_what_is_typed(season, own, set_clock):
    set_clock("2025-05-06")
    season.open(2024)
    season.send(season.filled(own, 2024))
    set_clock("2026-06-03")
    report, client = season.begun(own), season.filer(own)
    season.fill(report, "governance", supervisors="7")
    address = url("section", report.pk, "governance")
    assert "沿用上年" in text_of(client.get(address))
    client.post(address, {**version(report, "governance"), "supervisors": "7", "fill": "last_year"})
    kept = report.sections.get(key="governance").answers
    assert kept["supervisors"] == "7"
    assert len(kept) > 1
    assert "沿用上年" not in text_of(client.get(address))


BLOCK = """资产\t行次\t年初数\t期末数\t负债和净资产\t行次\t年初数\t期末数
流动资产：\t\t\t\t流动负债：\t\t\t
货币资金\t1\t１，000.50\t(2,000)\t短期借款\t61\t-\t1.2万
其中：存货\t8\t12\t见附注\t应付款项\t62\t3\t4
"""


def test_a_printed_balance_sheet_in_two_halves_is_read_line_by_line(season, report):
    part = schema_of(report.form).section("balance_sheet")
    pasted = pasting.match(part, BLOCK)
    assert pasted.answers == {
        "bs_1_begin": "1000.50", "bs_1_end": "-2000.00", "bs_61_begin": "0.00", "bs_61_end": "12000.00",
        "bs_8_begin": "12.00", "bs_62_begin": "3.00", "bs_62_end": "4.00",
    }  # fmt: skip
    assert pasted.unread == 1


def test_a_block_without_the_computed_columns_fills_those_that_are_typed(season, report):
    part = schema_of(report.form).section("activities_statement")
    pasted = pasting.match(part, "1\t捐赠收入\t1\t2\t3\t4\n收入\t会费收入\t2\t5\t6\t11\t7\t8\t15")
    assert pasted.answers == {
        "ba_1_last_free": "1.00", "ba_1_last_restricted": "2.00", "ba_1_free": "3.00", "ba_1_restricted": "4.00",
        "ba_2_last_free": "5.00", "ba_2_last_restricted": "6.00", "ba_2_last_total": "11.00",
        "ba_2_free": "7.00", "ba_2_restricted": "8.00", "ba_2_total": "15.00",
    }  # fmt: skip


def test_what_names_no_line_is_said_and_not_taken_over(season, own, report):
    client = season.filer(own)
    block = "货币资金\t1\t10\t20\n应收利息\t\t5\t6\n短期投资\t2\t八百\t30"
    given = {**version(report), "unit": "yuan", "block": block}
    page = text_of(client.post(url("paste", report.pk, "balance_sheet"), given))
    assert "应收利息" in page
    assert re.search(r"八百</span>\s*<span[^>]*>.*?未识别", page, re.S)
    assert report.sections.get(key="balance_sheet").answers == {}
    client.post(url("paste", report.pk, "balance_sheet"), {**given, "apply": "1"})
    kept = report.sections.get(key="balance_sheet").answers
    assert kept == {"bs_1_begin": "10.00", "bs_1_end": "20.00", "bs_2_end": "30.00"}


def test_a_pasted_block_does_not_overwrite_what_a_colleague_saved_meanwhile(season, own, report):
    client = season.filer(own)
    opened = version(report)
    season.fill(report, "balance_sheet", bs_1_end="7")
    given = {**opened, "unit": "yuan", "block": "货币资金\t1\t10\t20", "apply": "1"}
    answer = client.post(url("paste", report.pk, "balance_sheet"), given)
    assert answer.status_code == 409
    assert report.sections.get(key="balance_sheet").answers["bs_1_end"] == "7.00"


def test_a_row_comes_and_goes_without_javascript_and_what_was_typed_stays(season, own, report):
    client = season.filer(own)
    key, table, column = a_table(report)
    name = f"{table.key}__{{}}__{column.key}".format
    given = {**version(report, key), name(0): "第一次", name(1): "第二次"}
    address = url("section", report.pk, key)
    page = text_of(client.post(address, {**given, "add_row": f"{table.key}:6"}, follow=True))
    assert name(5) in page
    assert name(6) not in page
    assert 'value="第二次"' in page
    client.post(address, {**given, **version(report, key), "remove_row": f"{table.key}:0"})
    assert [row[column.key] for row in report.sections.get(key=key).answers[table.key]] == ["第二次"]


def test_each_cell_of_a_table_says_what_is_wrong_with_it(season, own, report):
    client = season.filer(own)
    key, table, _ = a_table(report, lambda field: any(one.is_money for one in field.columns))
    money = next(one for one in table.columns if one.is_money)
    name = f"{table.key}__0__{money.key}"
    answer = client.post(url("section", report.pk, key), {**version(report, key), name: "很多"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in box(page, name)
    assert f'id="id_{name}_error"' in page


def test_in_a_conflict_rows_of_a_table_stand_side_by_side_with_the_differing_ones_marked(season, own, report):
    key, table, column = a_table(report)
    opened = version(report, key)
    season.fill(report, key, **{table.key: [{column.key: "同一次"}, {column.key: "他写的"}]})
    name = f"{table.key}__{{}}__{column.key}".format
    given = {**opened, name(0): "同一次", name(1): "我写的"}
    page = text_of(season.filer(own).post(url("section", report.pk, key), given))
    assert re.search(r"<mark>2\. [^<]*我写的</mark>", page)
    assert re.search(r"<mark>2\. [^<]*他写的</mark>", page)
    assert not re.search(r"<mark>1\. ", page)


def test_the_sections_are_listed_beside_each_other_with_who_saved_last(season, own, report, set_clock):
    client = season.filer(own)
    client.post(url("section", report.pk, "basic"), posted(report, "basic", confirm="1"))
    page = text_of(client.get(url("detail", report.pk)))
    assert "唐果 刚刚保存" in page
    assert "预计还需" in page
    page = text_of(client.get(url("section", report.pk, "changes")))
    assert 'rel="prev"' in page
    assert 'rel="next"' in page
