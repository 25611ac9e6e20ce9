"""Thread steps 1 and 2: a real list with real quirks comes in, and every organization of it is found."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "orgs_foundations_2013.csv"


def _upload(page, path: Path) -> None:
    page.goto("/staff/imports/")
    page.locator("input[type=file]").set_input_files(str(path))
    page.get_by_role("button", name="上传并读取").click()
    page.wait_for_url(re.compile(r"/staff/imports/\d+/"))


def _map(page) -> None:
    if "/mapping/" in page.url:
        organization_type = page.locator("select[name=org_type]")
        if organization_type.count() and not organization_type.input_value():
            organization_type.select_option(label="基金会")
        list_date = page.locator("input[name=list_date]")
        if list_date.count() and not list_date.input_value():
            list_date.fill("2013-12-31")
        page.get_by_role("button", name="保存并检查每一行").click()


def _settled(page, badge: str) -> None:
    """The job's page renews itself; wait until the batch stands in the state of this badge."""
    page.wait_for_url(re.compile(r"/staff/imports/\d+/$"))
    for _ in range(60):
        page.wait_for_load_state()
        if page.locator("main").get_by_text(badge, exact=True).count():
            return
        page.wait_for_timeout(1000)
    raise AssertionError(f"never reached {badge}: {page.locator('main').inner_text()[:800]}")


@pytest.mark.skipif(not SHARED.exists(), reason="the real 2013 register is not beside this checkout")
def test_a_clerk_imports_a_real_list_and_finds_its_organizations_every_way(visit):
    clerk = visit("wangke")
    page = clerk.page
    _upload(page, SHARED)
    _map(page)
    _settled(page, "待导入")
    clerk.picture("import-preview")
    expect(page.get_by_role("heading", name="逐行结果")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载检查结果").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    page.get_by_role("button", name="导入可导入的行").click()
    _settled(page, "已导入")
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
    _upload(page, sample)
    _map(page)
    _settled(page, "待导入")
    page.get_by_role("button", name="导入可导入的行").click()
    _settled(page, "已导入")
    page.get_by_text("撤回整批").first.click()
    reason = page.locator("dialog[open] textarea, details[open] textarea").first
    reason.fill("名单来源有误，重新核对后再导入")
    page.locator("dialog[open] button[type=submit], details[open] button[type=submit]").first.click()
    _settled(page, "已撤回")
    clerk.picture("import-undone")
