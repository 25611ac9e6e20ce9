"""Nothing that was typed becomes a formula, a link or another number."""

import datetime
import io
import zipfile
from decimal import Decimal

import pytest

from core.spreadsheets.writing import Column, write_xlsx


def sheet_xml(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "{=1}", "http://example.org", "\t=1"]
)
def test_formula_characters_and_links_stay_text(text):
    xml = sheet_xml(write_xlsx([[text]], [Column("名称")]))
    assert "<f>" not in xml
    assert "<hyperlink" not in xml
    assert 't="inlineStr"' in xml or 't="s"' in xml


def test_codes_stay_text_and_amounts_are_numbers():
    xml = sheet_xml(
        write_xlsx(
            [["53100000500020462", Decimal("10000000.50"), datetime.date(2026, 11, 23)]],
            [Column("代码"), Column("资金", kind="yuan"), Column("日期", kind="date")],
        )
    )
    assert "<t>53100000500020462</t>" in xml
    assert "<v>10000000.50</v>" in xml


def test_control_characters_cannot_damage_the_file():
    assert "<t>甲乙</t>" in sheet_xml(write_xlsx([["甲\x00\x0b乙"]], [Column("名称")]))
