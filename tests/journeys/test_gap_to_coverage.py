"""From the survey of the uncovered to a rate that moved: ledger, plan, request, street, approval, write-off."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey
TITLE = "2026年望澜区组建攻坚台账"


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def covered(page: Page) -> int:
    """The numerator of organization coverage, as the page of rates says it today."""
    page.goto("/staff/coverage/")
    tile = page.locator(".kpi").filter(has_text="党的组织覆盖率")
    return int(tile.locator(".kpi-change").inner_text().split("/")[0].replace(",", ""))


def open_ledger(page: Page) -> str:
    page.goto("/staff/coverage-gaps/new/")
    page.get_by_label("台账名称").fill(TITLE)
    page.get_by_label("复核单位").select_option(label="市委社会工作部")
    page.get_by_label("依据文件").fill("望社工〔2026〕8号")
    page.get_by_label("总体完成期限").fill("2026-12-31")
    press(page, "建立台账")
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    return re.search(r"/staff/writeoff/\d+/", page.url).group()


def plan_one(page: Page) -> tuple[str, list[str]]:
    """Name and bodies of the first branch proposed in 听澜街道; only that one is asked for."""
    page.goto("/staff/joint-plans/")
    press(page, "重新规划")
    expect(page.get_by_role("heading", name="怎样得出")).to_be_visible()
    rows = page.locator("tbody tr").filter(has=page.locator("input[name=number]"))
    for box in rows.locator("input[name=number]").all():
        box.uncheck()
    row = rows.filter(has_text="听澜街道").first
    name = row.locator(".row-title").inner_text()
    bodies = row.locator("li a").all_inner_texts()
    row.locator("input[name=number]").check()
    press(page, "为选中的发起成立请示")
    expect(page.locator("main")).to_contain_text("已发起1份成立请示")
    return name, bodies


def test_from_the_survey_of_the_uncovered_to_a_rate_that_moved(visit):
    organ = visit("baizhou")
    page = organ.page
    before = covered(page)
    organ.picture("coverage-before")
    ledger = open_ledger(page)
    organ.picture("coverage-ledger")
    name, bodies = plan_one(page)
    organ.picture("coverage-requests")
    page.get_by_role("link", name=f"成立{name}").first.click()
    request = re.search(r"/staff/unit-requests/\d+/", page.url).group()
    press(page, "提交请示")

    street = visit("wusheng", phone=True)
    street.page.goto(request)
    press(street.page, "同意")
    expect(street.page.get_by_role("main")).to_contain_text("属地同意")

    page.goto(request)
    press(page, "批复同意")
    expect(page.get_by_role("main")).to_contain_text("已批复并登记")
    assert covered(page) == before + len(bodies)
    organ.picture("coverage-after")

    page.goto(ledger)
    press(page, "与现有数据核对")
    expect(page.get_by_role("main")).to_contain_text(f"提请销号{len(bodies)}项")
    page.goto(f"/staff/writeoff/rows/?q={bodies[0]}&state=applied")
    page.get_by_role("link", name=bodies[0], exact=True).first.click()
    page.wait_for_url(re.compile(r"/staff/writeoff/rows/\d+/"))
    second = organ
    if not page.get_by_role("button", name="确认销号").count():
        row = page.url
        second = visit("zhengqiu")
        second.page.goto(row)
    press(second.page, "确认销号")
    expect(second.page.get_by_role("main")).to_contain_text("已销号")
    second.page.goto(f"{ledger}wall/")
    expect(second.page.get_by_role("main")).not_to_contain_text(bodies[0])
    second.picture("coverage-wall")
