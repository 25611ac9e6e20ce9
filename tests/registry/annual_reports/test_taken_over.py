"""Statements that were filed elsewhere: what does not add up is kept, listed with its amount, and nothing else is."""

import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from registry.annual_reports import taken_over
from registry.management.commands import check_statements
from registry.models import AnnualReport, ReportFigure

MADE_UP = Path(__file__).parent / "data"
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
IS_HERE = (SHARED / "foundation_statements_2016_balance_sheet.csv").exists()


@pytest.fixture
def told(db):
    return check_statements.summary(MADE_UP)


def by_name(told) -> dict[str, dict[str, str]]:
    return {
        one["name"]: {row["code"]: row["difference_yuan"] for row in one["failures"]} for one in told["foundations"]
    }


def test_every_broken_identity_is_listed_with_its_amount_and_no_other(told):
    assert by_name(told) == {
        "示例乙基金会": {"net_assets_move": "5000.00", "ratio_base": "450000.00"},
        "示例丙基金会": {"bs_20_end_lines": "1000.00", "released_total": "5000.00"},
    }
    assert (told["reports"], told["reports_failing"], told["failures"]) == (4, 2, 4)


def test_a_sentence_names_rows_and_amounts(told):
    texts = [row["text"] for one in told["foundations"] for row in one["failures"]]
    assert (
        "净资产变动额（本年合计） 15,000.00 与“净资产合计（期末数） − 净资产合计（年初数）” 10,000.00 相差 5,000.00"
        in texts[0]
    )
    assert any("请核对第 1、2、3、4、8、9、15、18、20 行" in text for text in texts)


def test_the_reports_are_rows_like_any_other_and_say_how_many_sums_fail(told):
    reports = {report.organization.name: report for report in AnnualReport.objects.select_related("organization")}
    assert {report.year for report in reports.values()} == {2016}
    assert reports["示例甲基金会"].form.code == "foundation-2016-imported"
    failed = ReportFigure.objects.filter(code="identities_failed")
    by_name = dict(failed.values_list("submission__report__organization__name", "value"))
    assert by_name == {"示例乙基金会": 1, "示例丙基金会": 2}
    figures = dict(reports["示例甲基金会"].submissions.get().figures.values_list("code", "value"))
    assert (figures["total_income"], figures["net_assets_end"]) == (Decimal(100000), Decimal(120000))


def test_a_folder_without_the_files_is_refused(tmp_path):
    with pytest.raises(CommandError, match="no foundation_statements_2016"):
        call_command("check_statements", tmp_path, stdout=io.StringIO())


@pytest.mark.skipif(not IS_HERE, reason="the filed statements of 2016 are not on this machine")
def test_the_real_statements_fail_where_their_readme_says(db):
    told = check_statements.summary(SHARED)
    json.dumps(told)
    codes = [row["code"] for one in told["foundations"] for row in one["failures"]]
    assert told["reports"] >= 70
    assert codes.count("net_assets_move") >= 2, "net-asset change that does not follow"
    assert any(code.startswith("released") for code in codes), "a transfer booked on one side only"
    assert "ratio_base" in codes, "a base that is not last year's figure"


def test_the_files_may_be_read_without_a_database():
    filed = taken_over.filed_in(MADE_UP)
    assert filed["3"].name == "示例丙基金会"
    assert "other_expenditure" not in filed["4"].answers["spending"], "blank is not zero"
