"""A joint branch, from the request to the unit that covers its bodies: party organ, street, party organ."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey
NAME = "听澜街道商会联合党支部"


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def test_a_joint_branch_is_asked_for_consented_approved_and_covers_its_bodies(visit):
    organ = visit("xutang")
    page = organ.page
    page.goto("/staff/unit-requests/?q=听澜街道商会")
    page.get_by_role("link", name=f"成立{NAME}").click()
    address = re.search(r"/staff/unit-requests/\d+/", page.url).group()
    expect(page.get_by_role("main")).to_contain_text("3 个单位")
    press(page, "提交请示")
    expect(page.get_by_role("main")).to_contain_text("待属地回复")

    street = visit("wusheng", phone=True)
    street.page.goto(address)
    press(street.page, "同意")
    expect(street.page.get_by_role("main")).to_contain_text("属地同意")

    page.goto(address)
    press(page, "批复同意")
    expect(page.get_by_role("main")).to_contain_text("已批复并登记")
    organ.picture("party-unit-request")
    page.get_by_role("link", name="批复", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text(f"关于同意成立{NAME}的批复")
    page.goto(address)
    page.get_by_role("link", name=NAME, exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("覆盖的社会组织（3）")
