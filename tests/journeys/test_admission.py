"""From applicant to full member: the secretary's steps on a phone, the superior's at a desk, one too early refused."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey
NAME = "白书意"
SECRETARY, OFFICER = "shenxingye", "baizhou"
# Code, whose, the day it is entered with; all lie in the past of the city's day.
STEPS = (
    ("党组织派人谈话", "org", "2024-01-20"),
    ("推荐和确定入党积极分子", "org", "2024-02-01"),
    ("入党积极分子报上级备案", "staff", "2024-02-20"),
    ("指定培养联系人", "org", "2024-02-21"),
    ("培养教育和考察", "org", "2024-02-22"),
    ("确定发展对象", "org", "2025-02-01"),
    ("发展对象报上级备案", "staff", "2025-02-10"),
    ("确定入党介绍人", "org", "2025-02-11"),
    ("进行政治审查", "org", "2025-02-20"),
    ("参加短期集中培训", "org", "2025-03-05"),
    ("支部委员会审查", "org", "2025-03-10"),
    ("上级党组织预审", "staff", "2025-03-15"),
    ("填写入党志愿书", "org", "2025-03-18"),
    ("支部大会讨论接收", "org", "2025-03-20"),
    ("上级党组织派人谈话", "staff", "2025-04-01"),
    ("上级党组织审批", "staff", "2025-04-10"),
    ("报再上一级组织部门备案", "staff", "2025-04-12"),
    ("编入党支部和党小组", "org", "2025-04-15"),
    ("入党宣誓", "org", "2025-05-01"),
    ("继续教育和考察", "org", "2025-05-02"),
    ("提出书面转正申请", "org", "2026-03-10"),
    ("支部大会讨论转正", "org", "2026-03-20"),
    ("上级党组织审批转正", "staff", "2026-04-01"),
    ("材料归档", "org", "2026-04-10"),
)


def take(page, name, day):
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", name=f"下一步：{name}")).to_be_visible()
    page.get_by_label("日期", exact=False).first.fill(day)
    boxes = main.get_by_role("checkbox")
    for number in range(min(boxes.count(), 2 if "介绍人" in name else 1)):
        boxes.nth(number).check()
    main.get_by_role("button", name=f"登记“{name}”").click()


def test_an_applicant_becomes_a_full_member_and_no_step_comes_too_early(visit):
    secretary, officer = visit(SECRETARY), visit(OFFICER)
    phone, desk = secretary.page, officer.page
    phone.set_viewport_size({"width": 390, "height": 800})
    phone.goto("/org/admissions/new/")
    phone.get_by_label("姓名").fill(NAME)
    phone.get_by_label("出生日期").fill("1994-08-16")
    phone.get_by_label("负责培养的党支部").select_option(label="听澜街道第一联合党支部")
    phone.get_by_label("工作单位").fill("霁川市琴筝学会")
    phone.get_by_label("递交申请书日期").fill("2024-01-10")
    phone.get_by_role("main").get_by_role("button", name="保存").click()
    phone.wait_for_url(re.compile(r"/org/admissions/\d+/$"))
    number = re.search(r"/(\d+)/$", phone.url).group(1)
    for name, side, day in STEPS:
        page = phone if side == "org" else desk
        page.goto(f"/{side}/admissions/{number}/")
        if name == "确定发展对象":
            take(page, name, "2025-01-31")
            said = "列为积极分子2024-02-01，满一年后（2025-02-01起）方可列为发展对象"
            expect(page.get_by_role("main")).to_contain_text(said)
            secretary.picture("admission-too-early")
        take(page, name, day)
        expect(page.get_by_role("main")).to_contain_text(day)
    expect(phone.get_by_role("main")).to_contain_text("已转正")
    desk.goto(f"/staff/party-members/?q={NAME}")
    expect(desk.get_by_role("main")).to_contain_text("正式党员")
    officer.picture("admission-in-the-register")
