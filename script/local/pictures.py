"""`script/pictures`: takes the pictures of README.md from a running demo. For developers only, needs Chromium.

    ./script/pictures [--url http://localhost:8000] [NAME …]

The demo has to stand on its default day. A picture is a line of SHOTS: who looks, which steps lead there, its size.
"""

import argparse
import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from script.local import browser as machine
from script.local.places import ROOT
from script.local.processes import Problem

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = ROOT / "docs" / "pictures"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--hide-scrollbars"]
PASSWORD = "Jichuan-2026-demo"  # that of every demo account; a test compares it with config/demo/accounts.py
DESK, PHONE = (1280, 800), (390, 760)
GAP = 20

Steps = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class View:
    """Steps are (verb, what): open an address, follow a link, tick so many rows, press a button, scroll to a text."""

    who: str  # a demo account; "" for a visitor
    steps: Steps


@dataclass(frozen=True)
class Shot:
    """One view on a desk, or several phones beside each other."""

    name: str
    views: tuple[View, ...]
    size: tuple[int, int] = DESK


def desk(name: str, who: str, *steps: tuple[str, str]) -> Shot:
    return Shot(name, (View(who, steps),))


def opened(address: str) -> tuple[str, str]:
    return "open", address


FOUND = (opened("/search/?q=星河艺术"), ("follow", "砚海区星河艺术培训学校"))
CLOCKS = (opened("/staff/organizations/?q=钟表收藏"), ("follow", "霁川市钟表收藏研究会"))
SHOTS = (
    desk("workbench", "wangke", opened("/home/")),
    desk("register", "wangke", opened("/staff/organizations/?status=active&q=研究会")),
    desk("organization", "wangke", *CLOCKS),
    desk("organization-reports", "wangke", *CLOCKS, ("follow", "年度报告")),
    desk("review", "wangke", opened("/staff/annual-reports/?year=2025&q=松风书法院"), ("follow", "霁川市松风书法院")),
    desk("overview", "guheng", opened("/staff/dashboards/overview/")),
    desk("alert", "wangke", opened("/staff/risk-alerts/?q=钟表收藏"), ("follow", "霁川市钟表收藏研究会")),
    desk("bulk-preview", "linzhiyuan", opened("/staff/worklist/"), ("tick", "3"), ("press", "由我领办")),
    desk("party-units", "xutang", opened("/staff/party-units/?q=博文")),
    desk("tours", "", opened("/demo/tours/")),
    Shot("phones", (View("luozhiqiu", (opened("/home/"),)), View("guheng", (opened("/home/"),))), PHONE),
    Shot("public", (View("", FOUND), View("", (*FOUND, opened("?elder=1")))), PHONE),
)


class Camera:
    def __init__(self, browser: "Browser", url: str) -> None:
        self.browser, self.url = browser, url.rstrip("/")

    @contextmanager
    def looking(self, who: str, size: tuple[int, int]) -> Iterator["Page"]:
        width, height = size
        context = self.browser.new_context(
            base_url=self.url, viewport={"width": width, "height": height}, locale="zh-CN",
            timezone_id="Asia/Shanghai", reduced_motion="reduce",
        )  # fmt: skip
        page = context.new_page()
        try:
            if who:
                self._sign_in(page, who)
            yield page
        finally:
            context.close()

    @staticmethod
    def _sign_in(page: "Page", who: str) -> None:
        page.goto("/accounts/login/")
        page.fill("[name=login]", who)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/home/**")

    def take(self, shot: Shot) -> bytes:
        taken = [self._view(view, shot.size) for view in shot.views]
        return taken[0] if len(taken) == 1 else self._beside(taken, shot.size)

    def _view(self, view: View, size: tuple[int, int]) -> bytes:
        with self.looking(view.who, size) as page:
            for verb, what in view.steps:
                self._step(page, verb, what)
            page.wait_for_load_state("networkidle")
            return page.screenshot(animations="disabled", caret="hide")

    def _step(self, page: "Page", verb: str, what: str) -> None:
        main = page.locator("main")
        if verb == "open":
            address = page.url.partition("?")[0] + what if what.startswith("?") else what
            answer = page.goto(address)
            if answer is None or answer.status != 200:
                raise Problem(f"{address} did not open.")
        elif verb == "follow":
            main.get_by_role("link", name=what).first.click()
            page.wait_for_load_state()
        elif verb == "press":
            main.get_by_role("button", name=what).first.click()
            page.wait_for_load_state()
        elif verb == "tick":
            for box in main.locator("td.pick input").all()[: int(what)]:
                box.check()

    def _beside(self, taken: list[bytes], size: tuple[int, int]) -> bytes:
        """Phones in a row on a grey table."""
        width, height = size
        pictures = (f"data:image/png;base64,{base64.b64encode(one).decode()}" for one in taken)
        images = "".join(f'<img src="{address}" style="margin:{GAP}px 0 0 {GAP}px">' for address in pictures)
        table = (len(taken) * (width + GAP) + GAP, height + 2 * GAP)
        with self.looking("", table) as page:
            page.set_content(f'<body style="margin:0;background:#d7dde6;display:flex">{images}</body>')
            return page.screenshot()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="script/pictures", description="Takes the pictures of README.md.")
    parser.add_argument("--url", default="http://localhost:8000", help="a running demo on its default day")
    parser.add_argument("names", nargs="*", help="only these")
    given = parser.parse_args(arguments)
    chromium = machine.chromium()
    if chromium is None:
        raise Problem("No Chromium on this machine (Debian: apt install chromium fonts-noto-cjk).")
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        camera = Camera(playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS), given.url)
        for shot in SHOTS:
            if given.names and shot.name not in given.names:
                continue
            picture = camera.take(shot)
            (FOLDER / f"{shot.name}.png").write_bytes(picture)
            print(f"{shot.name:24}{len(picture) / 1024:6.0f} KB", flush=True)
    return 0
