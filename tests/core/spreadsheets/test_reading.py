"""Tables as offices send them: encodings, titles above the header, number cells, dates."""

import datetime
import io

import pytest
import xlsxwriter

from core.spreadsheets.reading import read_table
from core.spreadsheets.table import SpreadsheetRefused
from core.spreadsheets.writing import Column, write_xlsx


def upload(data: bytes, name="名单.csv"):
    file = io.BytesIO(data)
    file.name = name
    return file


def workbook(fill) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    fill(book)
    book.close()
    return target.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_in_the_encodings_in_use(encoding):
    table = read_table(upload("名称,住所\n霁川市诗词学会,枕河街道𠮷巷\n".encode(encoding)))
    assert table.header == ["名称", "住所"]
    assert table.rows[0].cells == ["霁川市诗词学会", "枕河街道𠮷巷"]


def test_quoted_commas_lines_and_semicolons():
    table = read_table(upload('名称;资金\r\n"甲;乙";"1,000万元"\r\n\r\n"多\n行";2\r\n'.encode()))
    assert [(r.line, r.cells) for r in table.rows] == [(2, ["甲;乙", "1,000万元"]), (4, ["多\n行", "2"])]


def test_a_title_above_the_header_is_skipped_and_lines_keep_their_numbers():
    data = "全市社会组织一览表\n\n序号,名称\n1,甲协会\n,\n2,乙协会\n".encode()
    table = read_table(upload(data))
    assert (table.header, table.header_line) == (["序号", "名称"], 3)
    assert [r.line for r in table.rows] == [4, 6]


def test_repeated_and_empty_column_names_get_numbers():
    table = read_table(upload("名称,,电话,电话\na,b,c,d\n".encode()))
    assert table.header == ["名称", "第2列", "电话", "电话（第4列）"]


def test_number_cells_are_marked_and_dates_are_iso():
    def fill(book):
        page = book.add_worksheet("空表")
        page = book.add_worksheet("名单")
        page.write_row(0, 0, ["名称", "代码", "成立", "资金"])
        page.write_row(1, 0, ["甲协会", 513100005017789012])
        page.write_datetime(1, 2, datetime.date(2010, 3, 8), book.add_format({"num_format": "m/d/yyyy"}))
        page.write_number(1, 3, 200.5)

    table = read_table(upload(workbook(fill), "名单.xlsx"))
    assert table.kind == "xlsx"
    assert table.sheet == "名单"
    assert table.rows[0].cells == ["甲协会", "513100005017789000", "2010-03-08", "200.5"]
    assert table.rows[0].numeric == frozenset({1, 3})


def test_formulas_count_as_their_last_value_and_links_as_text():
    def fill(book):
        page = book.add_worksheet()
        page.write_row(0, 0, ["名称", "值"])
        page.write_string(1, 0, "甲")
        page.write_formula(1, 1, "=1+1", None, 2)

    assert read_table(upload(workbook(fill), "a.xlsx")).rows[0].cells == ["甲", "2"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "空的"),
        ("名称,代码\n".encode(), "只有表头"),
        (b"\n\n ,\n", "没有数据"),
    ],
)
def test_a_file_without_rows_is_refused(data, sentence):
    with pytest.raises(SpreadsheetRefused, match=sentence):
        read_table(upload(data))


def test_too_many_rows_cells_or_bytes_are_refused_with_the_limit():
    data = b"a,b\n" + b"1,2\n" * 200
    with pytest.raises(SpreadsheetRefused, match="超过100行"):
        read_table(upload(data), max_rows=100)
    with pytest.raises(SpreadsheetRefused, match="300个单元格"):
        read_table(upload(data), max_cells=300)
    with pytest.raises(SpreadsheetRefused, match="超过0MB|超过1MB"):
        read_table(upload(b"a" * 2_000_000), max_bytes=1024 * 1024)
    xlsx = write_xlsx(([str(i), "x"] for i in range(300)), [Column("a"), Column("b")])
    with pytest.raises(SpreadsheetRefused, match="超过100行"):
        read_table(upload(xlsx, "a.xlsx"), max_rows=100)


def test_what_is_written_is_read_back_the_same():
    rows = [["甲", "=1+1", "+86", "-5", "@x", "000123", "２０１０", "多\n行"], ["", "b", "", "", "", "", "", "c"]]
    data = write_xlsx(rows, [Column(t) for t in "abcdefgh"])
    table = read_table(upload(data, "a.xlsx"))
    assert [r.cells for r in table.rows] == rows
    assert not any(r.numeric for r in table.rows)
