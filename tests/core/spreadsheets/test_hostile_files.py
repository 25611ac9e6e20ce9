"""Every hostile file gets a plain sentence and leaves nothing behind."""

import io
import struct
import time
import zipfile

import pytest

from core.spreadsheets.reading import read_table
from core.spreadsheets.table import SpreadsheetRefused
from core.spreadsheets.writing import Column, write_xlsx

GOOD = write_xlsx([["甲", "乙"]], [Column("名称"), Column("住所")])


def upload(data: bytes, name="名单.xlsx"):
    file = io.BytesIO(data)
    file.name = name
    return file


def rebuilt(changes: dict[str, bytes], drop=()) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes and name not in drop:
                new.writestr(name, old.read(name))
        for name, data in changes.items():
            new.writestr(name, data)
    return target.getvalue()


def sheet(body: str) -> bytes:
    start = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    return f"{start}{body}</sheetData></worksheet>".encode()


def lying_bomb() -> bytes:
    """A member that says it has ten bytes and unpacks to 300 MB."""
    data = bytearray(rebuilt({"xl/worksheets/sheet1.xml": b"<" * (300 * 1024 * 1024)}))
    at = data.rfind(b"xl/worksheets/sheet1.xml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    struct.pack_into("<L", data, at + 24, 10)
    return bytes(data)


def compound(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + stream.encode("utf-16-le") + b"\x00" * 2048


CASES = {
    "a program named .xlsx": (b"MZ\x90\x00" + b"\x00" * 500, "不是表格文件"),
    "a PDF named .xlsx": (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n", "不是表格文件"),
    "a picture named .csv": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "不是表格文件"),
    "a web page named .xls": (b"<html><table><tr><td>a</td></tr></table></html>", "网页"),
    "an XML sheet": (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "XML"),
    "macros in xlsx": (rebuilt({"xl/vbaProject.bin": b"x"}), "宏"),
    "a macro content type": (
        rebuilt(
            {"[Content_Types].xml": b"<Types><Default ContentType='application/x.macroEnabled.main+xml'/></Types>"}
        ),
        "宏",
    ),
    "macros in xls": (compound("Workbook") + compound("_VBA_PROJECT_CUR"), "宏"),
    "an encrypted workbook": (compound("EncryptedPackage"), "密码"),
    "a compound file of another program": (compound("WordDocument"), "不是表格文件"),
    "a word document": (rebuilt({"word/document.xml": b"<d/>"}, drop=("xl/workbook.xml",)), "Word"),
    "an external entity": (
        rebuilt({"xl/sharedStrings.xml": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst>&e;</sst>'}),
        "外部引用",
    ),
    "a bomb": (rebuilt({"xl/worksheets/sheet1.xml": b" " * (200 * 1024 * 1024)}), "展开后过大"),
    "a bomb that lies about its size": (lying_bomb(), "展开后过大|损坏"),
    "a bomb of many members": (rebuilt({f"xl/{n}.xml": b"" for n in range(2500)}), "内部结构异常"),
    "a cell at the far corner": (
        rebuilt(
            {
                "xl/worksheets/sheet1.xml": sheet(
                    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
                )
            }
        ),
        "行|范围异常",
    ),
    "a cut file": (GOOD[: len(GOOD) // 2], "损坏"),
    "zeros in a text file": ("名称,代码\n甲\x00,1\n".encode(), "不是表格|无法识别"),
    "an unclosed quotation of 200 kB": (b'a,b\n"' + b"x" * 200_000, "引号|只有表头"),
    "nothing but a mark": (b"\xef\xbb\xbf", "空的"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_file_is_refused_with_a_sentence(case):
    data, sentence = CASES[case]
    started = time.monotonic()
    with pytest.raises(SpreadsheetRefused, match=sentence) as refused:
        read_table(upload(data))
    assert str(refused.value).endswith("。")
    assert time.monotonic() - started < 10


def test_the_unharmed_file_passes():
    assert read_table(upload(GOOD)).rows[0].cells == ["甲", "乙"]


def test_entities_inside_cells_are_not_expanded():
    xml = sheet(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>&amp;lt;x&amp;gt;</t></is></c></row>'
    )
    table = read_table(upload(rebuilt({"xl/worksheets/sheet1.xml": xml})))
    assert table.rows[0].cells[0] == "&lt;x&gt;"
