"""A clerk looks at an identity number: the reason first, the number once, the line of the audit log after it."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey
NUMBER = re.compile(r"\b3799\d{13}[0-9X]\b")


def test_a_number_is_shown_once_for_a_reason_and_the_log_says_who_looked(visit):
    clerk = visit("heyan")
    page = clerk.page
    page.goto("/staff/officers/?hint=max_age")
    page.get_by_role("link", name="乔安秋").first.click()
    expect(page.get_by_role("heading", name="负责人", exact=True)).to_be_visible()
    clerk.picture("officers-panel")
    page.get_by_role("link", name="乔安秋").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("乔安秋")
    assert not NUMBER.search(page.content())
    page.get_by_text("查看证件号码").click()
    page.locator("#id_number-reason").fill("核对换届备案材料")
    clerk.picture("person-reveal-reason")
    page.locator("form:has(#id_number-reason) button[type=submit]").click()
    expect(page.get_by_text("只在本页显示这一次")).to_be_visible()
    number = NUMBER.search(page.content())
    assert number
    assert number[0] not in page.url
    clerk.picture("person-revealed")
    page.goto(re.sub(r"reveal/.*", "", page.url))
    assert number[0] not in page.content()
    expect(page.get_by_text("原因：核对换届备案材料").first).to_be_visible()
    auditor = visit("audadmin").page
    auditor.goto("/staff/audit/?action=people.reveal")
    expect(auditor.get_by_text("people.reveal").first).to_be_visible()
    assert number[0] not in auditor.content()
