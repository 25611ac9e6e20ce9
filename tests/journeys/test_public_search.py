"""A citizen with a phone: finds a body by part of its name, reads its standing, prints, and is told whom to ask."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey


def test_a_visitor_finds_an_organization_on_a_phone_and_reads_its_standing(visit):
    visitor = visit(phone=True)
    page = visitor.page
    page.goto("/")
    visitor.picture("public-landing-phone")
    visitor.context.clear_cookies()  # the tours of the demo stand on its first page, and their buttons bring a token
    page.get_by_role("searchbox", name="查询社会组织").fill("星河")
    page.get_by_role("searchbox", name="查询社会组织").press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q="))
    visitor.picture("public-results-phone")
    page.get_by_role("link", name=re.compile("星河艺术培训学校")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("星河艺术培训学校")
    expect(page.locator(".answers")).to_contain_text("信用状况")
    expect(page.get_by_alt_text(re.compile("本页二维码"))).to_be_visible()
    visitor.picture("public-organization-phone")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing to scroll sideways"
    assert [cookie["name"] for cookie in visitor.context.cookies()] == [], "reading needs no cookie"


def test_the_page_prints_as_a_sheet_with_its_day_and_its_code(visit):
    visitor = visit()
    page = visitor.page
    page.goto("/search/?q=安居物业协会")
    page.get_by_role("link", name=re.compile("安居物业协会")).click()
    visitor.picture("public-organization")
    page.emulate_media(media="print")
    expect(page.get_by_text("查询结果打印件")).to_be_visible()
    expect(page.get_by_alt_text(re.compile("本页二维码"))).to_be_visible()
    expect(page.get_by_role("link", name="我要纠错")).to_be_hidden()
    visitor.picture("public-organization-print")


def test_a_name_that_is_not_here_is_sent_to_the_national_register_by_keyboard_alone(visit):
    visitor = visit(phone=True)
    page = visitor.page
    page.goto("/search/")
    page.locator("#id_q").focus()
    page.keyboard.type("风铃制作")
    page.keyboard.press("Enter")
    expect(page.get_by_text("中国社会组织政务服务平台")).to_be_visible()
    visitor.picture("public-no-hit-phone")
    page.locator("#id_q").fill("12300001234")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").or_(page.locator(".error-summary")).first).to_contain_text("不要输入身份证号码")
    assert "12300001234" not in page.content()
    assert "12300001234" not in page.url
    visitor.picture("public-personal-number-phone")


def test_a_visitor_in_large_print_asks_for_a_correction_and_the_office_finds_it(visit):
    visitor = visit()
    page = visitor.page
    page.goto("/search/?q=砚海区安居物业协会")
    page.get_by_role("button", name="长者模式").click()
    expect(page.locator("html[data-elder]")).to_have_count(1)
    page.get_by_role("link", name=re.compile("安居物业协会")).click()
    visitor.picture("public-organization-elder")
    page.get_by_role("link", name="我要纠错").click()
    page.get_by_label("哪一项有误").select_option(label="住所")
    page.get_by_label(re.compile("有什么错误")).fill("门牌号应当是砚湖街道乙二号")
    page.get_by_label("联系电话", exact=False).fill("12300001234")
    visitor.picture("public-correction-elder")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name="已收到您的纠错")).to_be_visible()
    visitor.picture("public-correction-received")
