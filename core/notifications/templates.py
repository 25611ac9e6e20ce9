"""What notices say. Each app lists its own in a module named in config/notices.py (NOTICE_MODULES)."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class NoticeTemplate:
    """`title` and `text` are filled from the notice's context ids and what `look_up` adds (names, for the page only).

    `look_up(contexts)` gets the contexts of a whole page and returns as many dicts: one query, not one a line.
    `url_ids` name the context ids that are the arguments of `url_name`.
    """

    code: str
    title: str
    text: str = ""
    url_name: str = ""
    url_ids: tuple[str, ...] = ()
    look_up: Callable[[list[dict]], list[dict]] | None = None


_TEMPLATES: dict[str, NoticeTemplate] = {}


def register(*templates: NoticeTemplate) -> None:
    for template in templates:
        _TEMPLATES[template.code] = template


def template(code: str) -> NoticeTemplate:
    """Raises KeyError for a code that no listed module registers."""
    if code not in _TEMPLATES:
        for module in settings.NOTICE_MODULES:
            importlib.import_module(module)
    return _TEMPLATES[code]


@dataclass(frozen=True)
class Shown:
    title: str
    text: str
    url: str


class _Known(dict):
    """A placeholder without a value is left out, never an error page."""

    def __missing__(self, key):
        return ""


def shown(notices: list) -> list[Shown]:
    """Titles, texts and links of a page of notices; one look-up per template."""
    values = [dict(notice.context) for notice in notices]
    for code in {notice.template for notice in notices}:
        places = [i for i, notice in enumerate(notices) if notice.template == code]
        look_up = template(code).look_up
        if look_up:
            for i, more in zip(places, look_up([values[i] for i in places]), strict=True):
                values[i] |= more
    return [_shown(template(notice.template), own) for notice, own in zip(notices, values, strict=True)]


def _shown(its: NoticeTemplate, values: dict) -> Shown:
    known = _Known(values)
    return Shown(its.title.format_map(known), its.text.format_map(known), _url(its, values))


def _url(its: NoticeTemplate, values: dict) -> str:
    if not its.url_name:
        return ""
    try:
        return reverse(its.url_name, args=[values.get(name) for name in its.url_ids])
    except NoReverseMatch:
        return ""
