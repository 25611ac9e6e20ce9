"""What a page looks like when something is not as usual: refused, missing, empty, filtered out, filled in wrongly, in
high contrast. The same look as at every page; the components' own states stand on the styleguide.
"""

from collections.abc import Callable

import pytest
from django.test import RequestFactory

from core.identity import lockout
from core.pages import errors
from tests.journeys.looks import HARDEST, look

pytestmark = pytest.mark.journey

# Drawn without the database, so they can be drawn here as well and shown in the browser at an address of the portal.
DRAWN: dict[str, Callable] = {
    "400": errors.bad_request,
    "500": errors.server_error,
    "429": errors.too_many_requests,
    "locked-out": lockout.locked_out,
    "form-expired": errors.csrf_failure,
}
EMPTY = (  # (who, address, what it says)
    ("shangqing", "/staff/worklist/", "今日无待办"),
    ("sunyu", "/staff/organizations/?q=没有这样的名称", "没有符合条件的记录"),
    ("luozhiqiu", "/org/annual-reports/1/", "没有找到"),
    ("wangke", "/staff/audit/", "不能使用这项功能"),
)
UNSIGNED = (("/accounts/login/", "登录"), ("/activate/", "开通账号"), ("/accounts/start/", "设置密码"))
CONTRAST = {"high-contrast": HARDEST}


@pytest.mark.parametrize("name", DRAWN)
def test_error_pages(visit, name):
    request = RequestFactory().get("/", headers={"host": "localhost"})
    html = DRAWN[name](request).content.decode()
    visitor = visit()
    visitor.page.route("**/as-drawn/", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    visitor.page.goto("/as-drawn/")
    assert look(visitor, f"state-{name}") == []


@pytest.mark.parametrize(("username", "address", "says"), EMPTY)
def test_empty_filtered_missing_and_refused(visit, username, address, says):
    visitor = visit(username)
    visitor.page.goto(address)
    assert says in visitor.page.locator("body").inner_text()
    assert look(visitor, f"state-{says}") == []


def test_a_visitor_is_told_that_there_is_no_such_page(visit):
    visitor = visit()
    visitor.page.goto("/o/52000000000000000X/")
    assert look(visitor, "state-public-404") == []
    visitor.page.goto("/search/?q=绝对没有的名称")
    assert look(visitor, "state-public-no-hit") == []


def test_forms_filled_in_wrongly(visit):
    visitor = visit()
    page, wrong = visitor.page, []
    for address, button in UNSIGNED:
        page.goto(address)
        page.get_by_role("main").get_by_role("button", name=button, exact=True).click()
        page.locator(".error-summary").wait_for()
        wrong += look(visitor, f"state-errors-{button}")
    assert not wrong, "\n".join(wrong)


def test_a_form_of_the_staff_filled_in_wrongly(visit):
    visitor = visit("sysadmin")
    page, wrong = visitor.page, []
    for address in ("/staff/seats/new/", "/staff/accounts/new/", "/staff/api-tokens/issue/"):
        page.goto(address)
        page.locator("main form button[type=submit]").last.click()
        page.locator(".error-summary").wait_for()
        wrong += look(visitor, f"state-errors-{address.strip('/').replace('/', '-')}")
    assert not wrong, "\n".join(wrong)


def test_a_view_without_a_proper_name_is_asked_for_again(visit):
    visitor = visit("fangzhou")
    page = visitor.page
    page.goto("/staff/organizations/")
    page.get_by_text("保存为视图").click()
    page.get_by_label("视图名称").fill(" ")
    page.get_by_role("button", name="保存", exact=True).click()
    page.locator(".error-summary").wait_for()
    assert look(visitor, "state-errors-view") == []


def test_high_contrast_and_large_print_together(visit):
    wrong = []
    for username, addresses in (
        ("", ("/", "/search/?q=星河", "/accounts/login/")),
        ("linzhiyuan", ("/home/", "/staff/organizations/", "/staff/risk-alerts/", "/staff/dashboards/overview/")),
        ("zhengqiu", ("/home/", "/staff/party-units/")),
        ("luozhiqiu", ("/home/", "/org/annual-reports/")),
        ("sysadmin", ("/_styleguide/",)),
    ):
        visitor = visit(username)
        for address in addresses:
            visitor.page.goto(address)
            wrong += look(visitor, f"state-{username}{address.replace('/', '-').replace('?', '-')}", CONTRAST)
    assert not wrong, "\n".join(wrong)
