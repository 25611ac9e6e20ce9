"""Thread steps 3, 4 and 5: an organization files, the night finds who did not, each office sees its own."""

import json
import re

import pytest
from playwright.sync_api import expect

from registry.report_forms import expansion
from registry.report_forms.schema import parse
from tests.journeys.test_full_report import AMOUNTS, PARTS, Filer, hand_in, settle
from tests.support.report_answers import ANSWERS as REPORT
from tests.support.report_answers import statements

pytestmark = pytest.mark.journey

ORGANIZATION = "霁川市青年创客促进会"  # owes the report of 2025, has no account yet, no first reviewer
ANSWERS = {**REPORT, **statements(**AMOUNTS), **PARTS, "name": "", "uscc": ""}
SCHEMA = parse(expansion.expand(expansion.read("association_2.json")))


def _issue_code(clerk) -> str:
    page = clerk.page
    page.goto("/staff/org-accounts/codes/issue/")
    page.locator("[name=organization]").fill(ORGANIZATION)
    page.locator("select[name=role]").select_option(value="legal_representative")
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


def _fill_all(filer) -> None:
    desk = Filer(filer, SCHEMA, ANSWERS)
    desk.report = filer.report
    filer.page.goto(filer.report)
    for key in desk.sections():
        if key != "attachments":
            desk.fill(key)
    hand_in(desk)
    filer.picture("report-attachments")
    settle(desk)


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
    desk.goto(filer.report.replace("/org/annual-reports/", "/staff/annual-reports/review/") + "?view=all")
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
    assert json.loads(manage("nightly_sweep", "--json"))["failed"] == 0
    # Other journeys work in the same city meanwhile: one imports a hundred bodies, which have no instructor yet.
    again = json.loads(manage("nightly_sweep", "--rules", "AR-04", "--json"))
    written = {name: again[name] for name in ("opened", "changed", "resolved")}
    assert written == {"opened": 0, "changed": 0, "resolved": 0}, "the same night a second time writes nothing"

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
