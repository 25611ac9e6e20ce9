"""A person without a mouse. Whatever the focus passes on its way must be named and seen to have the focus."""

import re

from playwright.sync_api import Page

from tests.journeys.conftest import PASSWORD

MANY = 250  # presses of Tab: more than any page has places to stop at
# A place with the focus is drawn with an outline or a shadow, lies in the window and is covered by nothing.
HIDDEN = """
() => {
  const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
  const isMarked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  if (!isMarked) return 'has no visible focus';
  if (box.width < 4 || box.height < 4) return 'is too small to be seen';
  const isOutside = box.bottom < 1 || box.right < 1 || box.top > innerHeight - 1 || box.left > innerWidth - 1;
  if (isOutside) return 'lies outside the window';
  const x = Math.max(box.left, 0) + Math.min(box.width / 2, 40), y = box.top + box.height / 2;
  const there = document.elementFromPoint(x, y);
  if (!there || it.contains(there) || there.contains(it)) return '';
  const isLabel = [...(it.labels || [])].some(label => label.contains(there));
  return isLabel ? '' : 'is covered by ' + there.outerHTML.slice(0, 120);
}
"""
STOPPED = "() => document.activeElement && document.activeElement !== document.body"


class Keys:
    """`tab_to` finds a place by its accessible name, as a screen reader says it; the rest types and presses there."""

    def __init__(self, page: Page):
        self.page = page
        page.emulate_media(reduced_motion="reduce")  # the window is where it scrolls to at once
        self._session = page.context.new_cdp_session(page)

    # ---- the focus

    def focus(self) -> tuple[str, str]:
        """Role and name of what has the focus, from the browser's own accessibility tree; empty on the page itself."""
        if not self.page.evaluate(STOPPED):
            return "", ""
        found = self._session.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]
        asked = {"objectId": found["objectId"], "fetchRelatives": False}
        node = self._session.send("Accessibility.getPartialAXTree", asked)["nodes"][0]
        role, name = (node.get(key, {}).get("value", "") for key in ("role", "name"))
        return role, " ".join(name.split())

    def tab_to(self, name: str | re.Pattern, role: str = "", *, back: bool = False) -> "Keys":
        """Press Tab (Shift+Tab with `back`) until the focus is there. `name` is the whole name or a pattern in it."""
        passed = []
        for _ in range(MANY):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            here = self.focus()
            if here == ("", ""):
                if passed.count(here) > 1:
                    break  # twice around
                passed.append(here)
                continue
            hidden = self.page.evaluate(HIDDEN)
            assert not hidden, f"{here} {hidden} on {self.page.url}"
            assert here[1], f"{here} has no name on {self.page.url}: {self._html()}"
            if _is(name, here[1]) and role in ("", here[0]):
                return self
            passed.append(here)
        raise AssertionError(f"Tab never came to {name} on {self.page.url}; it passed {passed}")

    def expect_focus(self, name: str | re.Pattern) -> "Keys":
        """The page has put the focus there by itself."""
        self.page.wait_for_function(STOPPED)
        here = self.focus()
        assert _is(name, here[1]), f"the focus is on {here}, not on {name}"
        return self

    def _html(self) -> str:
        return self.page.evaluate("() => document.activeElement.outerHTML.slice(0, 300)")

    # ---- the keys

    def press(self, *keys: str) -> "Keys":
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, text: str) -> "Keys":
        """Over whatever stands in the box."""
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        return self

    def choose(self, option: str) -> "Keys":
        """In the select or the radio group that has the focus, by the arrow keys."""
        for _ in range(100):
            if option in self.page.evaluate(CHOSEN):
                return self
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{option} cannot be chosen at {self.focus()}")

    def follow(self, name: str | re.Pattern, role: str = "", *, back: bool = False) -> "Keys":
        """To a link or button and Enter; returns on the next page."""
        self.tab_to(name, role, back=back)
        return self.enter()

    def enter(self, key: str = "Enter") -> "Keys":
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        return self

    # ---- from outside of the page

    def open(self, path: str) -> "Keys":
        """Typed into the address bar."""
        self.page.goto(path)
        return self

    def skip(self) -> "Keys":
        """Over bar and menu, to the content."""
        return self.tab_to("跳到正文", "link").press("Enter")

    def sign_in(self, username: str) -> "Keys":
        self.open("/accounts/login/")
        self.tab_to("用户名", "textbox").type(username)
        self.tab_to("密码", "textbox").type(PASSWORD)
        self.enter()
        assert self.page.url.endswith("/home/"), self.page.url
        return self


CHOSEN = """
() => {
  const it = document.activeElement;
  if (it.selectedOptions) return [...it.selectedOptions].map(one => one.textContent.trim());
  return it.checked && it.labels ? [...it.labels].map(one => one.textContent.trim()) : [];
}
"""


def _is(wanted: str | re.Pattern, name: str) -> bool:
    return bool(wanted.search(name)) if isinstance(wanted, re.Pattern) else wanted == name
