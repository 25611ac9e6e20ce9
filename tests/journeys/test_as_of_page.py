"""The organization page before and after a change of who answers for it, taken down weeks late."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey

NAME = "霁川市印刷包装行业协会"
EFFECTIVE, DAY_BEFORE = "2026-04-01", "2026-03-31"
DOCUMENT = "准予变更登记决定书（霁民社准〔2026〕37号）"


def supervisor(page: Page) -> str:
    link = page.locator(".chain li").filter(has_text="业务主管单位")
    return " ".join(link.inner_text().split())


def tab(page: Page, name: str) -> None:
    """The piece under the tabs is fetched: whoever goes on before it has come is on the one before."""
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.locator("main nav.tabs [aria-current=page]")).to_have_text(name)


def on(page: Page, day: str) -> None:
    page.get_by_label("日期", exact=True).fill(day)
    page.get_by_role("button", name="查看", exact=True).click()


def test_a_late_change_of_the_supervisor_changes_the_past_from_its_day_and_says_so(visit):
    clerk = visit("wangke")
    page = clerk.page
    page.goto(f"/staff/organizations/?q={NAME}")
    page.get_by_role("link", name=NAME, exact=True).first.click()
    before = supervisor(page)
    clerk.picture("as-of-before")
    page.get_by_role("link", name="登记变更").click()
    page.get_by_role("link", name="业务主管单位").first.click()
    offices = page.get_by_label("新的业务主管单位")
    chosen = next(
        option.inner_text()
        for option in offices.locator("option").all()
        if option.get_attribute("value") and option.inner_text() not in before
    )
    offices.select_option(label=chosen)
    page.get_by_label("生效日期").fill(EFFECTIVE)
    page.get_by_label("依据文书").fill(DOCUMENT)
    page.get_by_role("button", name="预览变更").click()
    expect(page.get_by_role("heading", name="变更前后对照")).to_be_visible()
    expect(page.locator("body")).to_contain_text(EFFECTIVE)
    clerk.picture("as-of-preview")
    page.get_by_label("补录理由").fill("审批局四月已办结，文书六月移交")
    page.get_by_role("button", name="确认登记").click()

    assert chosen in supervisor(page)
    assert f"{EFFECTIVE}起" in supervisor(page)
    on(page, DAY_BEFORE)
    assert supervisor(page) == before
    tab(page, "信用")
    expect(page).to_have_url(re.compile(f"as_of={DAY_BEFORE}"))  # the day went along
    tab(page, "概况")
    assert supervisor(page) == before
    clerk.picture("as-of-day-before")
    on(page, EFFECTIVE)
    assert chosen in supervisor(page)
    page.get_by_role("link", name="回到今天").click()
    expect(page.locator(".timeline")).to_contain_text("补录")
    clerk.picture("as-of-after")
    tab(page, "历史")
    expect(page.locator(".record")).to_contain_text("王珂")
    clerk.picture("as-of-history")
