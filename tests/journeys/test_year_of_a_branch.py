"""A branch secretary records a party day on her phone in few taps; the gap closes, the organ above sees it, civil
affairs does not."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

TOPIC = "走进琴社听党课"
BRANCH = "听澜街道第一联合党支部"


def _fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_party_day_is_recorded_on_a_phone_and_seen_by_the_organ_above_alone(visit, manage):
    secretary = visit("shenxingye", phone=True)
    page = secretary.page
    page.goto("/org/activities/")
    assert _fits(page)
    expect(page.get_by_role("heading", name="组织生活", level=1)).to_be_visible()
    due = page.locator("p", has_text="主题党日").filter(has_text="6月待开展")
    expect(due).to_be_visible()
    due.get_by_role("link").click()  # tap 1: the kind is chosen, the day is today
    page.locator("[name=topic]").fill(TOPIC)  # tap 2
    secretary.picture("record-on-a-phone")
    page.get_by_role("button", name="记录", exact=True).click()  # tap 3
    expect(page.get_by_text(f"已记录：主题党日 06月03日 {TOPIC}")).to_be_visible()
    expect(page.locator("p", has_text="主题党日").filter(has_text="6月待开展")).to_have_count(0)

    page.get_by_role("link", name="全年情况").click()
    row = page.locator("tr", has_text="主题党日").first
    expect(row).to_contain_text("6月已开展")
    expect(row).to_contain_text("3月未开展")
    assert _fits(page)
    secretary.picture("year-of-a-branch")

    superior = visit(_officer_above(manage))
    seen = superior.page
    seen.goto(f"/staff/activities/?q={TOPIC}")
    expect(seen.get_by_role("link", name=TOPIC, exact=True)).to_be_visible()
    seen.goto(f"/staff/activities/branches/?q={BRANCH}")
    seen.get_by_role("link", name=BRANCH, exact=True).click()
    expect(seen.locator("tr", has_text="主题党日").first).to_contain_text("6月已开展")

    clerk = visit("wangke")
    assert clerk.page.goto("/staff/activities/").status == 403
    clerk.page.goto("/staff/risk_alerts/".replace("_", "-"))
    expect(clerk.page.get_by_text(BRANCH)).to_have_count(0)


def _officer_above(manage) -> str:
    """An account of the organ above the branch, made where the city has no person there."""
    code = f"""
import datetime
from core.departments.models import DepartmentSeat
from core.departments.states import SeatState
from core.identity.models import User
from party_building.models import PartyUnit
organ = PartyUnit.objects.get(name="{BRANCH}").superior
seat = DepartmentSeat.objects.filter(department=organ, role="party_officer", state="active").first()
if seat is None:
    like = User.objects.get(username="zhengqiu")
    user = User.objects.create(username="wanglan_party", name="祝山", password=like.password)
    seat = DepartmentSeat.objects.create(user=user, department=organ, role="party_officer",
                                         state=SeatState.ACTIVE, valid_from=datetime.date(2025, 1, 2))
print("ACCOUNT", seat.user.username)
"""
    return manage("shell", "--no-imports", "-c", code).split("ACCOUNT ")[1].split()[0]
