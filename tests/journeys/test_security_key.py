"""A security key in a real browser: registered, used at the next sign-in, replaced by a recovery code, removed."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PASSWORD
from tests.journeys.looks import look

pytestmark = pytest.mark.journey


class Plug:
    """Chromium's own software key in the visitor's browser; `take_out` pulls it from the machine."""

    def __init__(self, visitor):
        self.session = visitor.context.new_cdp_session(visitor.page)
        self.session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "usb",
            "hasResidentKey": False,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        self.id = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def credentials(self) -> int:
        return len(self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})["credentials"])


def _password(page, username: str) -> None:
    page.goto("/accounts/login/")
    page.locator("#id_login").fill(username)
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("form:has(input[type=password]) button[type=submit]").first.click()


def test_a_key_is_registered_once_and_opens_the_portal_and_a_recovery_code_does_when_it_is_lost(visit):
    clerk = visit("luqing")
    page, plug = clerk.page, Plug(clerk)
    wrong = []
    page.goto("/accounts/2fa/")
    clerk.picture("second-factor-none")
    page.get_by_role("link", name="登记密钥").click()
    page.get_by_label("名称").fill("办公室密钥")
    clerk.picture("key-add")
    page.get_by_role("button", name="登记密钥").click()
    page.wait_for_url("**/2fa/recovery-codes/")
    assert plug.credentials() == 1
    wrong += look(clerk, "recovery-codes-waiting")
    page.get_by_role("button", name="显示恢复码").click()
    codes = page.locator("#recovery-codes").inner_text().split()
    assert len(codes) == 10
    wrong += look(clerk, "recovery-codes-shown")

    page.goto("/accounts/2fa/keys/add/")
    page.get_by_role("button", name="登记密钥").click()
    expect(page.locator("[data-key-error]")).to_contain_text("已经登记过")
    page.goto("/accounts/2fa/keys/")
    expect(page.locator("main")).to_contain_text("办公室密钥")
    wrong += look(clerk, "key-list")
    for link, name in (("改名", "key-rename"), ("移除", "key-remove")):
        page.get_by_role("link", name=link).click()
        wrong += look(clerk, name)
        page.goto("/accounts/2fa/keys/")
    page.goto("/accounts/2fa/recovery-codes/generate/")
    wrong += look(clerk, "recovery-codes-anew")

    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="退出登录").click()
    _password(page, "luqing")
    page.wait_for_url("**/2fa/authenticate/")
    wrong += look(clerk, "sign-in-by-key")
    page.get_by_role("button", name="使用安全密钥").click()
    page.wait_for_url("**/home/")

    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="退出登录").click()
    _password(page, "luqing")
    page.wait_for_url("**/2fa/authenticate/")
    page.goto("/home/")
    expect(page).to_have_url(re.compile("/accounts/"))

    page.goto("/accounts/2fa/authenticate/")
    page.get_by_label("备用恢复码").fill(codes[0])
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/home/")
    page.goto("/accounts/2fa/keys/")
    page.get_by_role("link", name="移除").click()
    page.get_by_role("button", name="移除").click()
    expect(page.locator("main")).to_contain_text("还没有登记安全密钥")
    assert wrong == []
