"""Thread steps 1 and 2: a real list with real quirks comes in, and every organization of it is found."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.traces import map_columns, settled, upload

pytestmark = pytest.mark.journey

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "orgs_foundations_2013.csv"


@pytest.mark.skipif(not SHARED.exists(), reason="the real 2013 register is not beside this checkout")
def test_a_clerk_imports_a_real_list_and_finds_its_organizations_every_way(visit):
    clerk = visit("wangke")
    page = clerk.page
    upload(page, SHARED)
    map_columns(page)
    settled(page, "待导入")
    clerk.picture("import-preview")
    expect(page.get_by_role("heading", name="逐行结果")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载检查结果").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    page.get_by_role("button", name="导入可导入的行").click()
    settled(page, "已导入")
    clerk.picture("import-applied")
    for term, name in (
        ("见义勇为", "威海市见义勇为基金会"),
        ("见", "威海市见义勇为基金会"),
        ("whsjyyw", "威海市见义勇为基金会"),
        ("53370000MJD6753341", "山东农业大学教育发展基金会"),
    ):
        page.goto("/staff/organizations/")
        page.keyboard.press("/")
        page.keyboard.type(term)
        page.keyboard.press("Enter")
        page.get_by_role("link", name=name).first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    clerk.picture("organization-found")
    clerk.page.set_viewport_size({"width": 390, "height": 844})
    clerk.picture("organization-found-phone")


def test_an_import_batch_is_taken_back_whole(visit):
    clerk = visit("linzhiyuan")
    page = clerk.page
    sample = next(Path(__file__).resolve().parents[1].glob("registry/imports/**/*.csv"))
    upload(page, sample)
    map_columns(page)
    settled(page, "待导入")
    page.get_by_role("button", name="导入可导入的行").click()
    settled(page, "已导入")
    page.get_by_text("撤回整批").first.click()
    reason = page.locator("dialog[open] textarea, details[open] textarea").first
    reason.fill("名单来源有误，重新核对后再导入")
    page.locator("dialog[open] button[type=submit], details[open] button[type=submit]").first.click()
    settled(page, "已撤回")
    clerk.picture("import-undone")
