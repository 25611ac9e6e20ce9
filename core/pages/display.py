"""How a browser wants the pages drawn: larger, in high contrast, without single-letter keys. Cookies, never rows.

Each setting is a cookie that reaches the page as an attribute of <html>, so that it works without JavaScript.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Setting:
    """`cookie` holds `value` while the setting is on and is absent while it is off."""

    name: str
    label: str
    icon: str
    value: str = "1"

    @property
    def cookie(self) -> str:
        return self.name


ELDER = Setting("elder", "长者模式", "universal-access")
KEYS_OFF = Setting("single_keys", "停用单个字母的快捷键", "", value="off")
TEXT = Setting("large_text", "大字", "type")
CONTRAST = Setting("contrast", "高对比", "circle-half", value="high")
GUIDE = Setting("guide_line", "辅助线", "distribute-vertical")
CURSOR = Setting("big_cursor", "大光标", "cursor-fill")
TOOLS = (TEXT, CONTRAST, GUIDE, CURSOR)
SETTINGS = {setting.name: setting for setting in (ELDER, KEYS_OFF, *TOOLS)}
# What "重置" of the elder toolbar takes back: everything that the toolbar sets.
RESET = "reset"


class Display:
    """The settings of one request."""

    def __init__(self, cookies: dict[str, str]):
        self.on = frozenset(name for name, one in SETTINGS.items() if cookies.get(one.cookie) == one.value)

    @property
    def is_elder(self) -> bool:
        return ELDER.name in self.on

    @property
    def keys_off(self) -> bool:
        return KEYS_OFF.name in self.on

    @property
    def attributes(self) -> SafeString:
        """` data-elder="1" data-contrast="high"`: the attributes of <html>."""
        drawn = [(one.name.replace("_", "-"), one.value) for name, one in SETTINGS.items() if name in self.on]
        return format_html_join("", ' data-{}="{}"', drawn)

    @property
    def tools(self) -> list[tuple[Setting, bool]]:
        """The switches of the elder toolbar and whether each is on."""
        return [(one, one.name in self.on) for one in TOOLS]


def of(request) -> Display:
    """What DisplayMiddleware found; error pages may be drawn before it ran."""
    return getattr(request, "display", None) or Display(request.COOKIES)


def keep(response, changes: dict[str, bool]) -> None:
    """Write settings into the browser: name of the setting → on or off."""
    for name, is_on in changes.items():
        setting = SETTINGS[name]
        if is_on:
            response.set_cookie(
                setting.cookie, setting.value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
            )
        else:
            response.delete_cookie(setting.cookie, samesite="Lax")


def turned(setting: Setting, is_on: bool) -> dict[str, bool]:
    """One setting as wished; leaving elder mode takes its toolbar's settings back too."""
    tools = TOOLS if setting is ELDER and not is_on else ()
    return {setting.name: is_on, **{tool.name: False for tool in tools}}


def changed(display: Display, wanted: str) -> dict[str, bool]:
    """What a press of a button changes: the name of a setting turns it over, `reset` clears the toolbar."""
    if wanted == RESET:
        return {tool.name: False for tool in TOOLS}
    return turned(SETTINGS[wanted], wanted not in display.on) if wanted in SETTINGS else {}
