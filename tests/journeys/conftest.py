"""Browsers of the journeys. A journey fails on any console error, CSP report, page error or 5xx it met on its way."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
PASSWORD = "Jichuan-2026-demo"  # noqa: S105  the demo city's, printed on its sign-in page
# A refusal answers 4xx on purpose and Chromium logs each as a failed resource; those lines are not faults.
EXPECTED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


class Visitor:
    """One person with one browser window; `faults` collects what no page may produce."""

    def __init__(self, browser: Browser, base: str, viewport: dict):
        self.base = str(base)
        self.context = browser.new_context(
            base_url=self.base, viewport=viewport, locale="zh-CN", timezone_id="Asia/Shanghai", accept_downloads=True
        )
        self.context.set_default_timeout(15_000)
        self.faults: list[str] = []
        self.page = self._watched(self.context.new_page())

    def _watched(self, page: Page) -> Page:
        page.on("console", lambda m: self._console(m.type, m.text))
        page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        page.on("response", lambda r: self.faults.append(f"{r.status} {r.url}") if r.status >= 500 else None)
        return page

    def _console(self, kind: str, text: str) -> None:
        if kind == "error" and not EXPECTED.search(text):
            self.faults.append(f"console: {text}")

    def sign_in(self, username: str, password: str = PASSWORD) -> "Visitor":
        self.page.goto("/accounts/login/")
        self.page.get_by_label("用户名", exact=False).first.fill(username)
        self.page.locator("input[type=password]").first.fill(password)
        self.page.locator("form:has(input[type=password]) button[type=submit]").first.click()
        self.page.wait_for_url("**/home/")
        return self

    def picture(self, name: str) -> None:
        """A screenshot under PORTAL_PICTURES, when somebody wants to look."""
        folder = os.environ.get("PORTAL_PICTURES")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


@pytest.fixture
def visit(browser: Browser, journey_server):
    """`visit("wangke")` signs in; `visit()` stays outside; `phone=True` for a 390 px window."""
    visitors: list[Visitor] = []

    def visit(username: str = "", *, phone: bool = False) -> Visitor:
        visitor = Visitor(browser, journey_server, PHONE if phone else DESKTOP)
        visitors.append(visitor)
        return visitor.sign_in(username) if username else visitor

    yield visit
    faults = [fault for visitor in visitors for fault in visitor.faults]
    for visitor in visitors:
        visitor.context.close()
    assert not faults, faults
