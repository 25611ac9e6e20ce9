"""A district's campaign from the filter to the archive: drawn up by one person, frozen, signed off and archived by
another."""

import pytest
from playwright.sync_api import expect

from tests.journeys.dialogs import give_reason

pytestmark = pytest.mark.journey
TITLE, SCHOOL = "砚海区分支机构核对", "砚海区星河艺术培训学校"


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def follow(page, name):
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()


def test_from_a_filter_to_the_archive(visit):
    clerk, chief = visit("shenyi"), visit("gaoyuan")
    page = clerk.page
    page.goto("/staff/campaigns/new/")
    page.get_by_label("类别").select_option(label="分支机构清理")
    page.get_by_label("名称", exact=False).first.fill(TITLE)
    page.get_by_label("批准文件", exact=False).first.fill("砚民发〔2026〕11号")
    page.get_by_label("开始日期").fill("2026-06-01")
    page.get_by_label("结束日期").fill("2026-09-30")
    page.get_by_label("自查截止日期").fill("2026-06-30")
    press(page, "保存")
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    campaign = page.url
    follow(page, "选定对象")
    page.get_by_label("名称、曾用名", exact=False).fill("星河艺术")
    press(page, "选定")
    expect(page.get_by_role("main")).to_contain_text("现有 1 家")
    press(page, "提请核定名单")
    expect(page.get_by_role("main")).to_contain_text("待核定名单")
    clerk.picture("campaign-to-freeze")

    boss = chief.page
    boss.goto(campaign)
    press(boss, "核定名单并启动")
    expect(boss.get_by_role("main")).to_contain_text("0%")
    page.goto(campaign)
    page.get_by_role("main").locator(".kpis a").first.click()
    follow(page, SCHOOL)
    follow(page, "提请销号")
    page.get_by_label("处理结果").select_option(label="合格")
    page.get_by_label("办理情况").fill("名录与备案一致。")
    press(page, "提请")
    expect(page.get_by_role("main")).to_contain_text("待确认销号")
    boss.goto(page.url)
    press(boss, "确认销号")
    expect(boss.get_by_role("main")).to_contain_text("已销号")

    page.goto(campaign)
    give_reason(page, "提请归档", "1家全部完成。")
    expect(page.get_by_role("main")).to_contain_text("待归档")
    boss.goto(campaign)
    press(boss, "归档")
    expect(boss.get_by_role("main")).to_contain_text("数据不再变动")
    expect(boss.get_by_role("main")).to_contain_text("100%")
    chief.picture("campaign-archived")
