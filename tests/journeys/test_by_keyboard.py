"""Journeys by keyboard alone: no mouse, no script that fills in for one. tests/journeys/keys.py checks at every stop
that the focus is named and seen.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.keys import Keys

pytestmark = pytest.mark.journey


@pytest.fixture
def keys(visit):
    """`keys("wangke")` signs in by keyboard; `keys()` stays outside."""

    def keys(username: str = "") -> Keys:
        mine = Keys(visit().page)
        return mine.sign_in(username) if username else mine

    return keys


def test_signing_in_skipping_to_the_content_the_menu_and_signing_out(keys):
    baihe = keys("baihe")
    page = baihe.page
    baihe.tab_to("跳到正文", "link").press("Enter")
    baihe.press("Tab")
    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)"), "skipped the frame"
    baihe.open("/home/").follow("组织名录", "link")
    expect(page.get_by_role("heading", level=1)).to_contain_text("组织名录")
    baihe.tab_to(re.compile("^账号与岗位")).press("Enter")
    baihe.tab_to("退出登录", "button").press("Escape").expect_focus(re.compile("^账号与岗位"))
    baihe.press("Enter").follow("退出登录", "button")
    baihe.open("/home/")
    assert "/accounts/login/" in page.url


def test_searching_walking_the_rows_and_reading_a_report_of_what_was_found(keys):
    zhaotingyu = keys("zhaotingyu")
    page = zhaotingyu.page
    zhaotingyu.press("/").expect_focus("查找社会组织").type("协会").enter()
    first = page.locator("tbody tr .row-title a").nth(0).inner_text()
    second = page.locator("tbody tr .row-title a").nth(1).inner_text()
    zhaotingyu.press("j", "j").expect_focus(second).press("k").expect_focus(first).press("j").enter()
    expect(page.get_by_role("heading", level=1)).to_contain_text(second)
    zhaotingyu.skip().tab_to("年度报告", "link").press("Enter")
    expect(page).to_have_url(re.compile(r"/annual-reports/organization/\d+/$"))
    expect(page.locator("main nav.tabs [aria-current=page]")).to_have_text("年度报告")
    zhaotingyu.expect_focus("年度报告").tab_to("概况", "link", back=True)


def test_filtering_a_list_taking_a_condition_away_sorting_and_turning_the_page(keys):
    jiangyue = keys("jiangyue")
    page = jiangyue.page
    jiangyue.open("/staff/organizations/").skip()
    jiangyue.tab_to("类型", "combobox").choose("社会团体")
    chip = page.get_by_role("link", name=re.compile("去掉条件：类型"))
    expect(chip).to_be_visible()
    found = page.locator(".list-summary").inner_text()
    jiangyue.follow(re.compile("去掉条件：类型"), "link")
    expect(chip).to_have_count(0)
    assert page.locator(".list-summary").inner_text() != found
    jiangyue.skip().tab_to("成立日期", "link").press("Enter")
    expect(page.locator("th[aria-sort]")).to_have_text("成立日期")
    jiangyue.expect_focus("成立日期")
    before = page.locator("tbody tr .row-title").first.inner_text()
    jiangyue.tab_to("下一页", "link").press("Enter")
    expect(page.locator("tbody tr .row-title").first).not_to_have_text(before)
    jiangyue.expect_focus("下一页").press("Alt+ArrowLeft")
    expect(page.locator("tbody tr .row-title").first).to_have_text(before)


def test_choosing_columns_and_density(keys):
    sunyu = keys("sunyu")
    page = sunyu.page
    sunyu.open("/staff/annual-reports/").skip()
    sunyu.tab_to("列设置").press("Enter")
    expect(page.locator(".column-chooser input[type=checkbox]").first).to_be_visible()  # the panel is fetched
    columns = page.locator("thead th").all_inner_texts()
    sunyu.tab_to(columns[-1], "checkbox").press("Space")
    sunyu.follow("应用到当前清单", "button")
    assert columns[-1] not in page.locator("thead th").all_inner_texts()
    sunyu.skip().follow("紧凑", "button")
    expect(page.get_by_role("button", name="紧凑")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("table.table-compact")).to_have_count(1)


def test_saving_a_view_opening_it_and_deleting_it(keys):
    xutang = keys("xutang")
    page = xutang.page
    xutang.open("/staff/organizations/?status=active").skip()
    xutang.tab_to("保存为视图").press("Enter")
    xutang.tab_to("视图名称", "textbox").type("正常存续的")
    xutang.follow("保存", "button")
    xutang.open("/staff/organizations/").skip().follow(re.compile("正常存续的"), "link")
    expect(page.get_by_role("link", name=re.compile("去掉条件"))).to_be_visible()
    xutang.skip().tab_to("保存为视图").press("Enter").follow("管理我的视图", "link")
    xutang.skip().follow(re.compile("^修改.*正常存续的"), "link")
    xutang.follow("删除视图", "button")
    expect(page.get_by_role("link", name=re.compile("正常存续的"))).to_have_count(0)


def test_working_several_items_at_once_and_taking_it_back(keys):
    linzhiyuan = keys("linzhiyuan")
    page = linzhiyuan.page
    linzhiyuan.open("/staff/worklist/?whose=free")
    linzhiyuan.press("j", "x", "j", "x")
    expect(page.locator("[data-bulk-count]")).to_have_text("2")
    linzhiyuan.follow("由我领办", "button")
    linzhiyuan.skip().follow(re.compile("^由我领办 2"), "button")
    _until(page, "已办理")
    assert page.locator("main tbody").get_by_text("已办理", exact=True).count() == 2
    linzhiyuan.skip().follow("成批撤销", "button")
    _until(page, "已撤销")


def test_a_district_clerk_returns_a_report_with_a_remark(keys):
    heyan = keys("heyan")
    page = heyan.page
    heyan.open("/staff/worklist/?kind=annual_reports").skip()
    heyan.follow(re.compile("^2025年度报告审核"), "link").skip()
    heyan.follow(re.compile("^全部"), "link")
    heyan.tab_to("补正").press("Enter")
    heyan.tab_to(re.compile("的补正意见$"), "textbox").type("名称与登记证书不一致，请核对。")
    heyan.tab_to(re.compile("审查意见"), "textbox").type("请按意见补正。")
    heyan.follow("退回补正", "button")
    expect(page.locator("main")).to_contain_text("名称与登记证书不一致")


def test_a_filer_edits_a_section_saves_it_and_checks_the_report(keys):
    tangguo = keys("tangguo")
    page = tangguo.page
    tangguo.open("/org/annual-reports/").skip().follow(re.compile("继续填报"))
    tangguo.skip().follow(re.compile("业务活动"), "link")
    status = page.locator("[data-autosave-status]")
    tangguo.tab_to(re.compile("受益"), "textbox").type("215")
    expect(status).to_contain_text("已自动保存", timeout=15_000)
    tangguo.type("216").press("Control+s")
    expect(status).to_contain_text("已自动保存", timeout=15_000)
    tangguo.follow("保存并返回目录", "button")
    tangguo.skip().follow(re.compile("检查并报送"), "link")
    expect(page.locator("main")).to_contain_text("216")


def test_an_alert_is_judged_with_a_reason_and_the_focus_comes_back(keys):
    heyan = keys("heyan")
    page = heyan.page
    heyan.open("/staff/risk-alerts/?rule=AR-04&status=waiting").press("j").enter()
    heyan.skip().tab_to(re.compile("研判")).press("Enter")
    heyan.expect_focus(re.compile("理由|说明|意见")).press("Escape")
    heyan.expect_focus(re.compile("研判")).press("Enter")
    heyan.expect_focus(re.compile("理由|说明|意见")).type("已电话联系负责人，本周内报送。")
    heyan.follow(re.compile("^确定"), "button")
    expect(page.locator("main")).to_contain_text("已电话联系负责人，本周内报送。")


def test_a_visitor_in_elder_mode_asks_for_a_correction(keys):
    visitor = keys()
    page = visitor.page
    visitor.open("/").press("Alt+z")
    expect(page.locator("html[data-elder]")).to_have_count(1)
    visitor.tab_to("查询社会组织", "searchbox").type("霁川市沐州商会").enter()
    visitor.follow(re.compile("沐州商会"), "link").follow("我要纠错", "link")
    visitor.tab_to(re.compile("有什么错误"), "textbox").type("会长姓名有误，请核实。")
    visitor.follow("提交", "button")
    expect(page.get_by_role("heading", name="已收到您的纠错")).to_be_visible()
    expect(page.locator("html[data-elder]")).to_have_count(1)


def test_ending_another_session_and_changing_the_seat(keys):
    elsewhere, zhouqiming = keys("zhouqiming"), keys("zhouqiming")
    page = zhouqiming.page
    zhouqiming.tab_to(re.compile("^账号与岗位")).press("Enter").follow("登录设备", "link")
    zhouqiming.skip().follow(re.compile("^退出该设备"), "button")
    elsewhere.open("/home/")
    assert "/accounts/login/" in elsewhere.page.url
    zhouqiming.open("/seats/").skip().follow(re.compile("^切换到此岗位.*沐州商会"), "button")
    expect(page.locator(".menu-who")).to_contain_text("沐州商会")


def _until(page, badge: str) -> None:
    """The run's page renews itself while its job is running."""
    for _ in range(40):
        if page.locator("main h1").get_by_text(badge).count():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"never {badge}: {page.locator('main').inner_text()[:600]}")
