"""Every page of the portal in Chromium: desktop and phone, ordinary and large print. No violation of WCAG 2.1 A or AA,
no console error, no CSP report, nothing that scrolls sideways.
"""

from itertools import groupby
from pathlib import Path

import pytest

from tests.journeys.conftest import DESKTOP, PASSWORD, PHONE, Visitor
from tests.support import crawl

pytestmark = pytest.mark.journey

PARTS = 12  # so that two processes share the work evenly
AXE = (Path(__file__).resolve().parents[1] / "vendor" / "axe-core" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
RUN_AXE = """
tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']}).then(
  found => found.violations.map(v => v.id + ' at ' + v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | ')))
"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Pages that no link of the seeded city leads to, each with the test that opens it in a browser or says why none can.
UNREACHED: dict[str, str] = {
    "account_inactive": "shown to a stopped account only; tests/core/identity",
    "account_reauthenticate": "asked in the middle of another step; tests/core/identity/test_second_factor.py",
    "mfa_authenticate": "the second step of signing in; tests/core/identity/test_second_factor.py",
    "mfa_deactivate_totp": "needs a second factor; tests/core/identity/test_second_factor.py",
    "mfa_download_recovery_codes": "a text file; tests/core/identity/test_second_factor.py",
    "mfa_generate_recovery_codes": "needs a second factor; tests/core/identity/test_second_factor.py",
    "mfa_reauthenticate": "asked in the middle of another step; tests/core/identity/test_second_factor.py",
    "mfa_view_recovery_codes": "needs a second factor; tests/core/identity/test_second_factor.py",
    "public:elder": "a switch; tests/core/pages/test_doors.py",
    "public:health": "for machines; tests/core/health",
    "staff:files:content": "a file; tests/core/files",
    "staff:imports:detail": "test_import_and_find.py",
    "staff:imports:mapping": "test_import_and_find.py",
    "staff:imports:progress": "test_import_and_find.py",
    "staff:imports:row": "test_import_and_find.py",
}


@pytest.fixture(scope="session")
def found(journey_server) -> crawl.Crawl:
    return crawl.shared(str(journey_server), PASSWORD)


def test_no_link_of_any_page_is_broken(found):
    assert found.faults == []


def test_every_page_is_reached_by_a_link(found):
    assert sorted(crawl.page_routes() - set(found.pages) - set(UNREACHED)) == []


def test_no_exception_outlives_its_reason(found):
    assert sorted(set(UNREACHED) & set(found.pages)) == []


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_accessible_and_quiet(found, browser, journey_server, part):
    pages = sorted(found.pages.values(), key=lambda page: (page.username, page.route))
    mine = pages[part * len(pages) // PARTS : (part + 1) * len(pages) // PARTS]
    wrong = []
    for username, group in groupby(mine, key=lambda page: page.username):
        wrong += _look(browser, journey_server, username, list(group))
    assert not wrong, "\n".join(wrong)


def _look(browser, base, username: str, pages: list[crawl.Page]) -> list[str]:
    visitor = Visitor(browser, base, DESKTOP)
    try:
        if username:
            visitor.sign_in(username)
        wrong = [fault for page in pages for fault in _faults_of(visitor, page)]
        return wrong + [f"{username}: {fault}" for fault in visitor.faults]
    finally:
        visitor.context.close()


def _faults_of(visitor: Visitor, page: crawl.Page) -> list[str]:
    faults = []
    for is_elder in (False, True):
        _large_print(visitor, is_elder)
        visitor.page.set_viewport_size(DESKTOP)
        visitor.page.goto(page.url)
        visitor.page.evaluate(AXE)
        for size in (DESKTOP, PHONE):
            visitor.page.set_viewport_size(size)
            look = f"{page.route} ({size['width']}{' large print' if is_elder else ''})"
            faults += [f"{look}: {violation}" for violation in visitor.page.evaluate(RUN_AXE, TAGS)]
            if (wider := visitor.page.evaluate(TOO_WIDE)) > 0:
                faults.append(f"{look}: scrolls sideways by {wider} px")
            visitor.picture(f"{page.route.replace(':', '.')}-{size['width']}{'-elder' if is_elder else ''}")
    return faults


def _large_print(visitor: Visitor, is_on: bool) -> None:
    if is_on:
        visitor.context.add_cookies([{"name": "elder", "value": "1", "url": visitor.base}])
    else:
        visitor.context.clear_cookies(name="elder")
