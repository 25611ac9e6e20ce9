"""A re-election from the alert that the term ends to the council that follows it: six people, one page each."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.dialogs import give_reason
from tests.support import officers

pytestmark = pytest.mark.journey
BODY = "霁川市轻工机械行业协会"
TODAY = "2026-06-03"


def main(page):
    return page.get_by_role("main")


def press(page, name):
    main(page).get_by_role("button", name=name, exact=True).first.click()


def follow(page, name):
    main(page).get_by_role("link", name=name, exact=True).first.click()


def pass_everybody(page):
    for choice in main(page).get_by_label("通过", exact=True).all():
        choice.check()


def test_a_term_that_ends_becomes_the_next_one(visit):
    clerk = visit("wangke")
    page = clerk.page
    page.goto(f"/staff/risk-alerts/?q={BODY}&rule=TM-01")
    main(page).get_by_role("link", name=re.compile(f"^{BODY}")).first.click()
    follow(page, "办理换届")
    address = re.search(r"/staff/reelections/\d+/", page.url).group()
    expect(main(page)).to_contain_text("下一步")
    expect(main(page)).to_contain_text("名单中还没有：法定代表人")

    own = visit("luozhiqiu", phone=True)
    home = own.page
    home.goto(address.replace("/staff/", "/org/"))
    follow(home, "填报候选人")
    home.get_by_label("拟任职务").select_option("legal_representative")
    home.get_by_label("姓名").fill("江以宁")
    home.get_by_label("证件号码").fill(officers.id_number("1972-05-06", 441))
    press(home, "保存")
    expect(main(home).get_by_role("button", name="报送", exact=True)).to_be_visible()
    for link in range(main(home).get_by_role("link", name="修改", exact=True).count()):
        main(home).get_by_role("link", name="修改", exact=True).nth(link).click()
        home.get_by_label("与规定不一致的说明").fill("章程另有规定，经业务主管单位同意")
        press(home, "保存")
    press(home, "报送")
    expect(main(home)).to_contain_text("征求意见中")
    follow(home, "报送审计报告")
    home.get_by_label("审计机构").fill("霁川衡信会计师事务所")
    home.get_by_label("报告日期").fill("2026-05-29")
    press(home, "报送")

    party = visit("xutang")
    party.page.goto(address)
    follow(party.page, "反馈意见")
    pass_everybody(party.page)
    press(party.page, "反馈")

    page.goto(address)
    give_reason(page, "跳过", "已电话征求，无不同意见。")
    press(page, "登记审计")
    follow(page, "审核")
    pass_everybody(page)
    page.get_by_label("核实情况、退回意见").fill("已核对章程和主管单位意见。")
    press(page, "审核通过，送复核")
    expect(main(page)).to_contain_text("待复核")

    chief = visit("linzhiyuan")
    chief.page.goto(address)
    press(chief.page, "复核通过")
    expect(main(chief.page)).to_contain_text("审核通过待开会")
    chief.picture("reelection-cleared")

    page.goto(address)
    follow(page, "登记会议通知")
    page.get_by_label("会议日期").fill(TODAY)
    page.get_by_label("会议地点").fill("本会会议室")
    page.get_by_label("通知时间不足的理由").fill("全体会员书面同意当日开会")
    press(page, "登记")

    home.goto(address.replace("/staff/", "/org/"))
    follow(home, "报会议结果")
    home.get_by_label("应到人数").fill("62")
    home.get_by_label("实到人数").fill("50")
    home.get_by_label("会议决议").fill("第五届第一次会员大会决议")
    for votes in main(home).get_by_label(re.compile("赞成票")).all():
        votes.fill("46")
    press(home, "报送")
    expect(main(home)).to_contain_text("结果待登记")

    page.goto(address)
    press(page, "登记换届结果")
    follow(page, "备案办结")
    page.get_by_label("法定代表人变更登记日期").fill(TODAY)
    page.get_by_label("变更登记文书").fill("霁审批变更〔2026〕31号")
    press(page, "办结")
    expect(main(page)).to_contain_text("已办结")
    follow(page, "届期与负责人")
    expect(main(page)).to_contain_text("第5届")
    expect(main(page)).to_contain_text("江以宁")
    page.goto(f"/staff/risk-alerts/?q={BODY}&rule=TM-01")
    expect(main(page).get_by_role("link", name=re.compile(f"^{BODY}"))).to_have_count(0)
