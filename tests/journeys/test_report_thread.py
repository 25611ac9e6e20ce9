"""Thread steps 3, 4 and 5: an organization files, the night finds who did not, each office sees its own."""

import json
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

ORGANIZATION = "霁川市青年创客促进会"  # owes the report of 2025, has no account yet, no first reviewer
VALUES = {
    "legal_representative": "陆知秋",
    "phone": "12x-1234",
    "contact_name": "许言蹊",
    "full_time_staff": "4",
    "part_time_staff": "2",
    "staff_total": "6",
    "unit_members": "40",
    "individual_members": "60",
    "council_members": "9",
    "supervisors": "1",
    "council_meetings_required": "2",
    "council_meetings_held": "2",
    "activity_summary": "全年组织青年创客沙龙十二场、公益讲座六场，服务会员单位和青年创业者，财务收支公开。" * 3,
    "events_held": "18",
    "forums_held": "0",
    "awards_held": "0",
    "foreign_exchanges": "0",
    "donation_income": "20000",
    "membership_income": "80000",
    "service_income": "100000",
    "government_purchase_income": "30000",
    "sales_income": "0",
    "subsidy_income": "0",
    "investment_income": "0",
    "other_income": "0",
    "total_income": "200000",
    "activity_cost": "150000",
    "management_cost": "30000",
    "fundraising_cost": "0",
    "other_cost": "0",
    "total_cost": "180000",
    "net_change": "20000",
    "party_members_full_time": "1",
    "filled_by": "许言蹊",
}
CHOICES = {
    "has_party_organization": "no",
    "no_party_reason": "fewer_than_three",
    "has_instructor": "no",
    "declares": "yes",
}


def _issue_code(clerk) -> str:
    page = clerk.page
    page.goto("/staff/org-accounts/codes/issue/")
    page.locator("[name=organization]").fill(ORGANIZATION)
    page.locator("select[name=role]").select_option(value="organization_filer")
    page.get_by_role("button", name="签发并打印信函").click()
    clerk.picture("activation-letter")
    return page.locator("#one-time-code").inner_text().strip()


def _activate(filer, code: str) -> None:
    page = filer.page
    page.goto("/activate/")
    page.locator("[name=code]").fill(code)
    page.locator("[name=name]").fill("许言蹊")
    page.locator("[name=username]").fill("xuyanxi")
    for box in page.locator("input[type=password]").all():
        box.fill("Chuangke-2026-xu")
    page.get_by_role("button", name="开通账号").click()
    page.wait_for_url(re.compile(r"/(accounts/login|home)/"))
    if "/home/" not in page.url:
        filer.sign_in("xuyanxi", "Chuangke-2026-xu")


def _answer(page) -> None:
    """Fill what this section asks; fields that appear because of an answer come in the second round."""
    for _ in range(2):
        for key, value in VALUES.items():
            box = page.locator(f"input[name={key}], textarea[name={key}]")
            if box.count() and box.first.is_visible():
                box.first.fill(value)
        for key, value in CHOICES.items():
            select = page.locator(f"select[name={key}]")
            if select.count() and select.first.is_visible():
                select.first.select_option(value)
            radio = page.locator(f"input[name={key}][value={value}]")
            if radio.count() and radio.first.is_visible():
                radio.first.check()


def _save(page) -> None:
    """The button saves first and then goes on; the next page is where it leads."""
    with page.expect_navigation():
        page.locator("form[data-autosave] button.btn-primary[type=submit]").first.click()


def _fill_all(filer) -> None:
    page = filer.page
    for key in ("basic", "staff", "activity", "finance", "party", "party", "declaration"):
        page.goto(filer.report + f"{key}/")
        _answer(page)
        if key == "finance":
            begin = page.locator("input[name=net_assets_begin]")
            carried = float((begin.input_value() or "50000").replace(",", ""))
            begin.fill(f"{carried:.2f}")
            page.locator("input[name=net_assets_end]").fill(f"{carried + 20000:.2f}")
            filer.picture("report-finance")
        _save(page)


def _give_reasons(filer) -> None:
    """Soft checks ask for a reason; the check page links to each."""
    page = filer.page
    for key in ("staff", "finance"):
        page.goto(filer.report + f"{key}/?check=1")
        reasons = page.locator("textarea[name^=reason]")
        if reasons.count():
            for box in reasons.all():
                box.fill("年度业务调整，情况属实，已经理事会审议。")
            _save(page)


def _lose_the_session_while_typing(filer) -> None:
    """The session ends in the middle: what was typed stays in the page and is saved after signing in again."""
    page = filer.page
    page.goto(filer.report + "activity/")
    filer.context.clear_cookies(name="sessionid")
    page.locator("input[name=beneficiaries]").fill("431")
    link = page.locator("[data-autosave-status] a, a[data-sign-in]").first
    expect(link).to_be_visible(timeout=10_000)
    filer.picture("report-session-lost")
    again = filer.context.new_page()
    again.goto("/accounts/login/")
    again.locator("#id_login").fill("xuyanxi")
    again.locator("input[type=password]").fill("Chuangke-2026-xu")
    again.locator("form:has(input[type=password]) button[type=submit]").first.click()
    again.wait_for_url("**/home/")
    page.bring_to_front()
    page.locator("input[name=beneficiaries]").fill("432")
    expect(page.locator("[data-autosave-status]")).to_contain_text("已自动保存", timeout=15_000)
    again.goto(filer.report + "activity/")
    expect(again.locator("input[name=beneficiaries]")).to_have_value("432")
    again.close()


def test_an_organization_files_once_and_a_clerk_returns_it_with_a_remark(visit):
    clerk = visit("wangke")
    code = _issue_code(clerk)
    filer = visit()
    _activate(filer, code)
    page = filer.page
    filer.picture("filer-home")
    page.goto("/org/annual-reports/")
    page.get_by_role("row", name=re.compile("2025")).get_by_role("button", name="开始填报").click()
    page.wait_for_url(re.compile(r"/org/annual-reports/\d+/$"))
    filer.report = page.url
    _lose_the_session_while_typing(filer)
    _fill_all(filer)
    _give_reasons(filer)
    page.goto(filer.report + "check/")
    filer.picture("report-check")
    page.locator("input[name=declares]").first.check()
    stale = filer.context.new_page()
    stale.goto(filer.report + "check/")
    page.get_by_role("button", name="确认报送").click()
    page.wait_for_url(re.compile(r"/receipt/1/$"))
    receipt = page.locator("main").inner_text()
    assert re.search(r"NB2025-\d{6}-\w{6}", receipt), receipt
    filer.picture("receipt")
    stale.locator("input[name=declares]").first.check()
    stale.get_by_role("button", name="确认报送").click()
    expect(stale.locator("main")).to_contain_text("已报送")
    stale.goto(filer.base + "/org/annual-reports/1/")
    expect(stale.locator("body")).to_contain_text("没有找到")
    stale.close()

    desk = clerk.page
    desk.goto(filer.report.replace("/org/", "/staff/"))
    desk.locator("summary:has-text('补正')").first.click()
    desk.locator("textarea[name^=remark__]").first.fill("名称与登记证书不一致，请核对。")
    clerk.picture("report-review")
    desk.locator("[name=comment]").fill("请按意见补正。")
    desk.get_by_role("button", name="退回补正").click()
    desk.wait_for_load_state()
    expect(desk.locator("main")).to_contain_text("退回补正")
    expect(desk.locator("main")).to_contain_text(re.search(r"NB2025-\d{6}-\w{6}", receipt)[0])
    page.goto(filer.report)
    expect(page.locator("main")).to_contain_text("退回补正")
    filer.picture("report-returned")


def test_the_night_finds_who_did_not_file_and_each_office_sees_its_own(visit, manage):
    again = json.loads(manage("nightly_sweep", "--json"))
    assert again["failed"] == 0
    assert again["opened"] == 0, "the city was swept when it was made; a second night of the same day writes nothing"

    officer = visit("zhaotingyu")
    home = officer.page.locator("main").inner_text()
    assert "逾期" in home
    officer.picture("department-home")
    officer.page.goto("/staff/risk-alerts/?rule=AR-04")
    rows = officer.page.locator("main table tbody tr")
    assert rows.count() > 0
    officer.page.set_viewport_size({"width": 390, "height": 844})
    officer.page.goto("/home/")
    officer.picture("department-home-phone")

    leader = visit("guheng")
    leader.picture("leader-home")
    links = leader.page.locator("main table tbody a[href*='?']")
    assert links.count() > 4
    for index in range(min(6, links.count())):
        leader.page.goto("/home/")
        link = leader.page.locator("main table tbody a[href*='?']").nth(index)
        number = link.inner_text().replace(",", "").strip()
        if not number.isdigit():
            continue
        leader.page.goto(link.get_attribute("href"))
        expect(leader.page.locator("main")).to_contain_text(re.compile(rf"共\s*{number}\b"))
    leader.page.set_viewport_size({"width": 390, "height": 844})
    leader.page.goto("/home/")
    leader.picture("leader-home-phone")
