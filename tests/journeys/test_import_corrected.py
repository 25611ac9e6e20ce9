"""A list with problems is given back annotated, put right in that very file, entered, and taken back."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import expect

from core.spreadsheets.reading import read_table
from core.spreadsheets.writing import Column, write_xlsx
from tests.journeys.traces import map_columns, settled, upload

pytestmark = pytest.mark.journey

LIST = (
    "名称,统一社会信用代码,登记日期,注册资金,备注\n"
    "砚海区喆风筝技艺传习协会,,2019-05-06,3万元,\n"
    "砚海区海草房保护协会,513799,2020-03-01,5万元,代码不全\n"
    "砚海区渔家号子协会,,二〇一八年,若干,两处待查\n"
)


def test_a_list_is_put_right_in_its_annotated_file_entered_and_taken_back(visit, tmp_path):
    clerk = visit("linzhiyuan")
    page = clerk.page
    source = tmp_path / "补录名单.csv"
    source.write_bytes(LIST.encode("gb18030"))
    upload(page, source)
    expect(page.get_by_text("文字编码：GB 18030").first).to_be_visible()
    clerk.picture("import-columns")
    map_columns(page)
    settled(page, "待导入")
    expect(page.get_by_text("有未处理的问题")).to_be_visible()
    expect(page.get_by_text("未导入的列")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载检查结果").click()
    page.get_by_text("上传改正后的文件").first.click()
    page.locator("form[action$='/replace/'] input[type=file]").set_input_files(put_right(download.value.path()))
    page.get_by_role("button", name="上传并重新检查").click()
    settled(page, "待导入")
    expect(page.get_by_text("有未处理的问题")).to_have_count(0)
    clerk.picture("import-corrected")
    page.get_by_role("link", name="砚海区海草房保护协会").click()
    expect(page.get_by_role("heading", name="已有的记录")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="导入可导入的行").click()
    settled(page, "已导入")
    page.get_by_text("撤回整批").first.click()
    page.locator("dialog[open] textarea, details[open] textarea").first.fill("试导入，核对后撤回")
    page.locator("dialog[open] button[type=submit], details[open] button[type=submit]").first.click()
    settled(page, "已撤回")


def put_right(path: Path) -> dict:
    """What a clerk does in a spreadsheet program: three cells corrected, everything else left alone."""
    stream = io.BytesIO(path.read_bytes())
    stream.name = "检查结果.xlsx"
    table = read_table(stream)
    at = table.header.index
    rows = [list(row.cells) for row in table.rows]
    rows[1][at("统一社会信用代码")] = ""
    rows[2][at("登记日期")], rows[2][at("注册资金")] = "2018-07-01", "3万元"
    data = write_xlsx(rows, [Column(title) for title in table.header])
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "补录名单-检查结果.xlsx", "mimeType": kind, "buffer": data}
