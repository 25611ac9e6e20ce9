"""What stands in front of a page until it is answered."""

import re

from playwright.sync_api import Page


def give_reason(page: Page, button: str, words: str) -> None:
    """A step that asks for words: its button opens a dialog."""
    page.get_by_role("main").locator("summary", has_text=re.compile(f"^{re.escape(button)}$")).first.click()
    dialog = page.get_by_role("dialog")
    dialog.locator("textarea").fill(words)
    dialog.get_by_role("button", name=f"确定{button}", exact=True).click()
