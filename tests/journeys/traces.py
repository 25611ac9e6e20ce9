"""What a portal gathers in its first week and the seeded city has not: one of each, left through the front door.

A crawl that comes after finds the pages of imports, background jobs, bulk runs, tokens, saved views, hand-overs and
visitors' corrections. Nothing here belongs to another journey.
"""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.journeys.conftest import DESKTOP, Visitor
from tests.support.paper import PDF

LIST = Path(__file__).resolve().parents[1] / "registry" / "imports" / "made_up_foundations.csv"
CORRECTED, HANDED_OVER = "霁川市会展服务业联合会", "霁川市展览陈列研究会"
PAPER = {
    "name": "变更登记决定书.pdf",
    "mimeType": "application/pdf",
    "buffer": PDF,
}


def leave(browser: Browser, base: str) -> None:
    def done(username: str, act: Callable[[Page], None]) -> None:
        visitor = Visitor(browser, base, DESKTOP)
        try:
            if username:
                visitor.sign_in(username)
            act(visitor.page)
            assert not visitor.faults, visitor.faults
        finally:
            visitor.context.close()

    done("", correction)
    done("sysadmin", token)
    done("linzhiyuan", view_and_bulk_run)
    done("wangke", handover)
    done("heyan", import_batch)


def correction(page: Page) -> None:
    page.goto(f"/search/?q={CORRECTED}")
    page.get_by_role("link", name=re.compile(CORRECTED)).first.click()
    page.get_by_role("link", name="我要纠错").click()
    page.locator("[name=reason]").fill("住所的门牌号与登记证书不一致。")
    page.get_by_role("button", name="提交").click()
    page.wait_for_url("**/correction-results/**")


def token(page: Page) -> None:
    page.goto("/staff/api-tokens/issue/")
    page.locator("[name=name]").fill("审批局登记结果推送")
    page.locator("[name=department]").select_option(index=1)
    page.locator("[name=scopes]").first.check()
    page.locator("[name=scope_kind][value=territory]").check()
    page.locator("[name=region]").select_option(label="霁川市砚海区")
    page.locator("[name=ip_ranges]").fill("10.8.3.0/24")
    page.locator("main form button[type=submit]").last.click()
    page.get_by_role("link", name="已交付，返回").click()


def view_and_bulk_run(page: Page) -> None:
    """A saved view, and the last item of the work list claimed by way of the bulk bar."""
    page.goto("/staff/organizations/?status=active")
    page.get_by_text("保存为视图").click()
    page.get_by_label("视图名称").fill("存续的组织")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_load_state()
    page.goto("/staff/worklist/?at=last")
    page.locator("td.pick input").last.check()
    page.get_by_role("button", name="由我领办").click()
    page.get_by_role("button", name=re.compile("由我领办 1")).click()
    page.wait_for_url(re.compile(r"/staff/bulk/\d+/$"))


def handover(page: Page) -> None:
    page.goto("/staff/handovers/new/")
    page.locator("[name=organization]").fill(HANDED_OVER)
    page.locator("[name=new_name]").fill("程砚秋")
    page.locator("[name=document_no]").fill("霁民社更〔2026〕18号")
    page.locator("[name=reason]").fill("原法定代表人已经离任，无法联系。")
    page.locator("[name=document]").set_input_files(PAPER)
    page.get_by_role("button", name="登记并提交复核").click()
    page.wait_for_url(re.compile(r"/staff/handovers/\d+/$"))


def import_batch(page: Page) -> None:
    """Checked and left there."""
    upload(page, LIST)
    map_columns(page)
    settled(page, "待导入")


# ---- importing, also for test_import_and_find -----------------------------------------------------------------------


def upload(page: Page, path: Path) -> None:
    page.goto("/staff/imports/")
    page.locator("input[type=file]").set_input_files(str(path))
    page.get_by_role("button", name="上传并读取").click()
    page.wait_for_url(re.compile(r"/staff/imports/\d+/"))


def map_columns(page: Page) -> None:
    """The office may have mapped this header before; then there is nothing to ask."""
    if "/mapping/" not in page.url:
        return
    organization_type = page.locator("select[name=org_type]")
    if organization_type.count() and not organization_type.input_value():
        organization_type.select_option(label="基金会")
    list_date = page.locator("input[name=list_date]")
    if list_date.count() and not list_date.input_value():
        list_date.fill("2013-12-31")
    page.get_by_role("button", name="保存并检查每一行").click()


def settled(page: Page, badge: str) -> None:
    """The job's page renews itself; wait until the batch stands in the state of this badge."""
    page.wait_for_url(re.compile(r"/staff/imports/\d+/$"))
    for _ in range(120):
        page.wait_for_load_state()
        if page.locator("main").get_by_text(badge, exact=True).count():
            return
        page.wait_for_timeout(1000)
    raise AssertionError(f"never reached {badge}: {page.locator('main').inner_text()[:800]}")
