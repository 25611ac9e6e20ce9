"""双派: sent by the department and by the street, a visit recorded on a phone, the list of the uncovered shrinks."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

PHONE = {"width": 390, "height": 844}
UNCOVERED = "/staff/instructors/uncovered/"
ROOM = """
from core import clock
from core.access.actor import Actor
from core.history import acting
from django.db.models import F
from party_building.instructors.models import Instructor
today = clock.today()
rows = Instructor.objects.on(today).with_load(today).filter(organ__short_name="综合党委")
free = rows.exclude(person__name="周启明").filter(load__lt=F("cap")).order_by("load", "pk")
print("FREE:" + ",".join(str(pk) for pk in free.values_list("pk", flat=True)[:2]))
"""


def _waiting(page) -> int:
    page.goto(f"{UNCOVERED}?view=all")
    total = re.search(r"(\d+)\s*家", page.locator("#rows").inner_text())
    return int(total[1]) if total else 0


def _send(page, body: str, instructor: str, basis: str) -> None:
    page.goto(f"/staff/instructors/organization/{body}/dispatch/")
    page.locator("[name=instructor]").select_option(instructor)
    page.locator("[name=basis]").select_option(basis)
    page.get_by_role("button", name="选派", exact=True).click()
    expect(page.locator("#organization-panel, main").first).to_contain_text("联系中")


def test_double_dispatch_and_a_visit_on_a_phone(visit, manage):
    pairs = re.search(r"FREE:(\d+),(\d+)", manage("shell", "-c", ROOM))
    assert pairs, "the pool has no room for two"
    officer = visit("xutang").page
    before = _waiting(officer)
    assert before > 0
    link = officer.locator("#rows tbody .row-title a").first
    name, body = link.inner_text(), re.search(r"organizations?/(\d+)/", link.get_attribute("href") or "")
    assert body
    _send(officer, body[1], pairs[1], "department")
    _send(officer, body[1], pairs[2], "street")
    assert _waiting(officer) == before - 1
    expect(officer.locator("#rows")).not_to_contain_text(name)

    phone = visit("zhouqiming", phone=True).page
    phone.set_viewport_size(PHONE)
    phone.goto("/org/instructors/")
    expect(phone.locator("h1")).to_have_text("我联系的组织")
    phone.locator("tbody .row-title a, .row-title a").first.click()
    expect(phone.get_by_role("heading", name="谈话卡")).to_be_visible()
    phone.get_by_role("link", name="记录走访").click()
    phone.locator("[name=asked]").fill("专职3人，正在准备换届，愿意建党组织。")
    phone.get_by_role("button", name="记录").click()
    expect(phone.locator("main")).to_contain_text("愿意建党组织")
    wide = phone.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]
