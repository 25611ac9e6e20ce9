"""A district's ledger from a raw approval list to the joint document: clerk, four departments, chief, party organ."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey
SCHOOL, UNKNOWN = "砚海区星河艺术培训学校", "砚海区查无此会"
OFFICERS = ("liuxia", "fengjian", "shangqing", "quanmu")


@pytest.fixture
def raw_list(tmp_path):
    path = tmp_path / "成立批复清单.csv"
    lines = (
        "社会组织名称,批复单位,批复文号,备注",
        f"{SCHOOL},霁川市砚海区教育和体育局,砚教体〔2020〕6号,",
        f"{UNKNOWN},砚海区商务局,,旧档",
    )
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return path


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def follow(page, name):
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()


def accept_everything(visitor):
    page = visitor.page
    page.goto("/staff/responsibilities/rows/?state=consulted")
    page.get_by_label(re.compile("全部筛选结果")).check()
    press(page, "接受")
    page.get_by_role("button", name=re.compile(r"^接受 \d+ 家$")).click()
    page.wait_for_url(re.compile(r"/staff/bulk/\d+/$"))
    settled(page, "办理中")


def settled(page, word):
    """Until the page no longer says so: a worker is at it."""
    for _ in range(40):
        if word not in page.get_by_role("main").inner_text():
            return
        page.wait_for_timeout(400)
        page.reload()
    raise AssertionError(f"still {word}")


def test_a_ledger_from_a_raw_approval_list_to_signed_off(visit, raw_list):
    clerk = visit("shenyi")
    page = clerk.page
    page.goto("/staff/responsibilities/new/")
    page.get_by_label("会签机关").select_option(label="砚海区委社会工作部")
    press(page, "建立台账")
    ledger = page.url
    follow(page, "载入成立批复")
    page.get_by_label("成立批复清单").set_input_files(raw_list)
    press(page, "载入")
    expect(page.get_by_role("main")).to_contain_text("未对应1行")
    expect(page.get_by_role("main")).to_contain_text("未读取的列：备注")
    expect(page.get_by_role("cell", name=UNKNOWN)).to_be_visible()
    clerk.picture("ledger-approvals")
    page.goto(f"/staff/responsibilities/rows/?q={SCHOOL}")
    follow(page, SCHOOL)
    expect(page.get_by_role("main")).to_contain_text("成立批复写明“霁川市砚海区教育和体育局”")
    clerk.picture("ledger-row")
    press(page, "确认归口")
    expect(page.get_by_role("main")).to_contain_text("已拟定")
    page.goto(ledger)
    press(page, "送部门征求意见")
    for username in OFFICERS:
        accept_everything(visit(username))
    page.goto(ledger)
    press(page, "送会签")
    clerk.picture("ledger-to-sign")
    for username in ("gaoyuan", "mengran"):
        signer = visit(username).page
        signer.goto(ledger)
        press(signer, "会签")
        expect(signer.get_by_role("main")).to_contain_text("已会签")
    chief = visit("gaoyuan")
    chief.page.goto(ledger)
    chief.page.get_by_label("联合发文文号").fill("砚民发〔2026〕8号")
    press(chief.page, "签发")
    settled(chief.page, "正在办理")
    expect(chief.page.get_by_role("main")).to_contain_text("砚民发〔2026〕8号")
    chief.picture("ledger-signed")
    chief.page.goto(f"/staff/organizations/?q={SCHOOL}")
    follow(chief.page, SCHOOL)
    expect(chief.page.get_by_role("main")).to_contain_text("霁川市砚海区教育和体育局")
