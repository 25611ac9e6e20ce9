"""What a browser journey stands on: a running portal, a way to arrange by command, a browser."""

import os
from collections.abc import Callable, Iterator

import pytest

from script.local import browser as machine
from script.local import stack
from script.local.places import Home
from tests.support.testbed import BED


class Portal(str):
    """Base address of the running stack, with the environment that `manage.py` needs to meet it."""

    env: dict[str, str]


@pytest.fixture(scope="session")
def journey_server() -> Iterator[Portal]:
    """The stack script/test has started for all workers, or one of this session's own."""
    url, database = os.environ.get("PORTAL_STACK_URL"), os.environ.get("PORTAL_STACK_DATABASE")
    if url and database:
        portal = Portal(url)
        portal.env = stack.environment(Home.test(), database)
        yield portal
        return
    BED.hold()
    own = stack.Stack(BED.home)
    try:
        own.start()
        portal = Portal(own.url)
        portal.env = own.env
        yield portal
    finally:
        own.stop()


@pytest.fixture(scope="session")
def manage(journey_server: Portal) -> Callable[..., str]:
    """`manage("nightly_sweep", "--json")`: one manage.py call against the stack; returns what it printed."""

    def call(*arguments: str) -> str:
        return stack.manage(journey_server.env, *arguments)

    return call


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = machine.chromium()
    if path is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium fonts-noto-cjk)")
    return path


ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser(chromium_path: str):
    """The one Chromium of a test process: Playwright's loop may run once only."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
        yield running
        running.close()
