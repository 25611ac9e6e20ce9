"""A grid officer's telephone without a network, then with one: street, district, city, and the outcome back to her.
And what becomes of a body that stands in no register."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey
FORM = "/staff/risk-reports/report/"
WORDS = "楼道里摆摊收会费，问不出登记证书"
OUTCOME = "摊位已撤，会费已经退还"


def _write(page, words: str) -> None:
    page.get_by_label("看到的是哪一类").select_option(label="乱收费、摊派或退费纠纷")
    page.get_by_label("看到了什么").fill(words)
    page.get_by_label("具体地点").fill("3号楼东单元")


# What the browser keeps for a day without a network, once it is there.
KEPT = """
async address => {
  const cache = await caches.open('risk-report');
  for (let turn = 0; turn < 100; turn++) {
    const found = await cache.match(address);
    if (found) return await found.text();
    await new Promise(done => setTimeout(done, 100));
  }
  return '';
}
"""


def _forgive_the_network(visitor) -> None:
    """Chromium writes a line for each request that a test has cut off."""
    visitor.faults[:] = [fault for fault in visitor.faults if "ERR_INTERNET_DISCONNECTED" not in fault]


def _asked(page, link: str, **fields: str) -> None:
    page.get_by_role("link", name=link, exact=True).click()
    for label, text in fields.items():
        if label == "等级":
            page.get_by_label(text).check()
        else:
            page.get_by_label(label).fill(text)
    page.locator("main form").get_by_role("button", name=link, exact=True).click()


def test_a_report_from_a_telephone_without_a_network_to_the_city_and_back(visit):
    chen = visit("chenxiaoman", phone=True)
    page = chen.page
    page.goto(FORM)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing to scroll sideways"
    chen.picture("risk-form-phone")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    chen.context.set_offline(True)
    _write(page, WORDS)
    page.get_by_role("button", name="报送", exact=True).click()
    expect(page.locator("[data-queue-status]")).to_contain_text("没有网络，报送保存在手机里")
    expect(page.locator("[data-queue-list]")).to_contain_text(WORDS)
    _write(page, "第二条，也没有网络")
    page.get_by_role("button", name="报送", exact=True).click()
    expect(page.locator("[data-queue-list] li")).to_have_count(2)
    chen.picture("risk-form-offline")
    chen.context.set_offline(False)
    expect(page.locator("[data-queue-status]")).to_contain_text(re.compile(r"已收到，编号FX2026-\d+"))
    expect(page.locator("[data-queue-list] li")).to_have_count(0)
    _forgive_the_network(chen)
    page.goto("/staff/risk-reports/?mine=yes")
    expect(page.get_by_text("第二条")).to_have_count(0)  # words of a report stand on its page alone
    page.goto(FORM)
    address = page.locator(".task-list a").nth(1).get_attribute("href")
    page.goto(address)
    expect(page.locator("main")).to_contain_text(WORDS)

    street = visit("sulan").page
    street.goto(address)
    _asked(street, "核实属实", 等级="橙色", 核实情况="到现场核对，属实。")
    _asked(street, "上报一级", 意见="街道没有处理权限。")
    district = visit("heyan").page
    district.goto(address)
    _asked(district, "上报一级", 意见="涉及多个区县，请市里定。")
    city = visit("wangke").page
    city.goto(address)
    _asked(city, "核实属实", 等级="橙色", 核实情况="已会商。")
    _asked(city, "办结", 办理结果=OUTCOME)

    page.goto(address)
    expect(page.locator("main")).to_contain_text(OUTCOME)
    expect(page.locator("main")).to_contain_text("枕河街道")
    expect(page.locator("main")).not_to_contain_text("苏岚")
    chen.picture("risk-outcome-phone")


def test_the_form_opens_without_a_network(visit):
    chen = visit("chenxiaoman", phone=True)
    page = chen.page
    page.goto(FORM)
    page.evaluate("navigator.serviceWorker.ready.then(() => caches.open('risk-report')).then(c => c.keys())")
    kept = page.evaluate(KEPT, "/staff/risk-reports/report/offline/")
    assert "现在没有网络" in kept
    assert "csrfmiddlewaretoken" not in kept
    assert "陈小满" not in kept
    chen.context.set_offline(True)
    page.goto(FORM)
    expect(page.locator("main")).to_contain_text("现在没有网络")
    _write(page, "从没有网络的页面上写的")
    page.get_by_role("button", name="报送", exact=True).click()
    expect(page.locator("[data-queue-list] li")).to_have_count(1)
    chen.context.set_offline(False)
    expect(page.locator("[data-queue-status]")).to_contain_text("已收到", timeout=30_000)
    _forgive_the_network(chen)


def test_a_body_in_no_register_is_checked_before_anybody_is_named(visit):
    chen = visit("chenxiaoman", phone=True).page
    chen.goto("/staff/risk-reports/?mine=yes")
    chen.get_by_role("link", name=re.compile("FX2026")).first.click()
    heyan = visit("heyan").page
    heyan.goto("/staff/risk-reports/?q=环球霁商")
    heyan.get_by_role("link", name=re.compile("FX2026")).first.click()
    photo = heyan.get_by_role("link", name="查看照片").get_attribute("href")
    assert heyan.request.get(photo).headers["content-type"] == "image/png"
    _asked(heyan, "转为线索核查", 意见="逐项核查。")
    heyan.get_by_role("link", name=re.compile(r"XS2026-")).click()
    expect(heyan.locator("main")).to_contain_text("还不能立案")
    kinds = heyan.get_by_label("核查事项").locator("option").all_text_contents()[1:]
    for kind in kinds:
        heyan.get_by_label("核查事项").select_option(label=kind)
        heyan.get_by_label("没有查到").check()
        heyan.get_by_label("怎样核查、查到什么").fill("按名称查询，没有结果")
        heyan.locator("main").get_by_role("button", name="登记", exact=True).click()
    heyan.get_by_role("link", name="立案", exact=True).click()
    for box in heyan.get_by_role("checkbox").all():
        box.check()
    heyan.locator("main form").get_by_role("button", name="立案", exact=True).click()
    _asked(heyan, "劝散", 说明="已退费，牌子已摘，书面承诺不再活动。")
    citizen = visit().page
    citizen.goto("/illegal-orgs/")
    expect(citizen.locator("main")).not_to_contain_text("环球霁商")
    expect(citizen.locator("main")).to_contain_text("寰宇国学大师联合会")
