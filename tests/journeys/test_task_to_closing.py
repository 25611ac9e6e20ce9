"""A task from its draft to its confirmed closing: issued by the bureau, done by a department, returned once."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.dialogs import give_reason

pytestmark = pytest.mark.journey
TITLE = "行业协会商会涉企收费情况核对"


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def draft(page: Page) -> str:
    page.goto("/staff/task-lists/new/")
    page.get_by_label("任务名称").fill(TITLE)
    page.get_by_label("来源", exact=False).first.select_option(label="专项行动")
    page.get_by_label("任务要求").fill("逐家核对收费项目和标准。")
    page.get_by_label("牵头承办单位").select_option(label="市商务局")
    page.get_by_label("完成期限").fill("2026-12-31")
    press(page, "保存")
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    return re.search(r"/staff/task-lists/\d+/", page.url).group()


def apply(page: Page, words: str) -> None:
    page.get_by_label("办理情况", exact=False).fill(words)
    press(page, "申请销号")


def test_a_task_from_issuing_to_its_confirmed_closing(visit):
    clerk = visit("wangke")
    page = clerk.page
    task = draft(page)
    page.get_by_role("link", name="列入单位").click()
    page.get_by_label("市商务局", exact=True).check()
    press(page, "列入")
    clerk.picture("task-draft")
    press(page, "下达")
    expect(page.get_by_role("main")).to_contain_text("已下达")

    officer = visit("sunyu", phone=True)
    officer.page.goto(task)
    press(officer.page, "无新进展")
    expect(officer.page.get_by_role("main")).to_contain_text("无新进展")
    officer.page.get_by_role("link", name=TITLE, exact=True).first.click()
    row = re.search(r"/staff/writeoff/rows/\d+/", officer.page.url).group()
    apply(officer.page, "5家协会已核对。")
    expect(officer.page.get_by_role("main")).to_contain_text("待确认")
    officer.picture("task-applied")

    page.goto(row)
    give_reason(page, "退回", "请补充收费公示网址。")
    expect(page.get_by_role("main")).to_contain_text("未销号")

    officer.page.goto(row)
    expect(officer.page.get_by_role("main")).to_contain_text("请补充收费公示网址。")
    apply(officer.page, "网址已补充。")

    chief = visit("linzhiyuan")
    chief.page.goto(row)
    press(chief.page, "确认销号")
    chief.page.goto(task)
    expect(chief.page.get_by_role("heading", level=1)).to_contain_text("已办结")
    chief.picture("task-closed")
    chief.page.goto("/staff/task-lists/progress/")
    expect(chief.page.get_by_role("main")).to_contain_text("市级单位")
