"""The shape of the menus; the entries themselves are config/navigation.py."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from os.path import commonprefix

from django.conf import settings
from django.urls import NoReverseMatch, reverse

SOME_PK = 9_876_543_210  # stands in no path of ours


@dataclass(frozen=True)
class Entry:
    """One line of a menu. `permission` may be empty: any seat of `audience` (staff | organization | "" for both).

    `count` is the dotted path of a function `(actor) -> int` whose number stands beside the label.
    """

    label: str
    icon: str
    url_name: str
    permission: str = ""
    audience: str = "staff"
    count: str = ""


@dataclass(frozen=True)
class Section:
    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Search:
    """The box in the header: a list page of the audience that takes `q`."""

    url_name: str
    audience: str
    permission: str
    placeholder: str


@dataclass(frozen=True)
class Link:
    """An entry as drawn: address known, permission held."""

    label: str
    icon: str
    url: str
    is_current: bool
    count: str = ""


def address(url_name: str) -> str:
    """The URL of a page that takes no arguments, or "" while nobody has built it."""
    return _address(url_name, settings.ROOT_URLCONF)


@cache
def _address(url_name: str, urlconf: str) -> str:
    """A menu of twenty lines asks for the same addresses on every page; they are those of the process."""
    try:
        return reverse(url_name, urlconf)
    except NoReverseMatch:
        return ""


def row_address(url_name: str, pk: int) -> str:
    """The URL of a page that takes the primary key of a row and nothing else. Resolved once, not once for each row."""
    before, after = _around_pk(url_name, settings.ROOT_URLCONF)
    return f"{before}{pk}{after}"


@cache
def _around_pk(url_name: str, urlconf: str) -> tuple[str, str]:
    before, _, after = reverse(url_name, urlconf, args=[SOME_PK]).partition(str(SOME_PK))
    return before, after


def may_open(actor, entry) -> bool:
    if entry.audience and entry.audience != actor.audience:
        return False
    return actor.is_signed_in and (not entry.permission or actor.can(entry.permission))


def links(entries: Iterable[Entry], actor, current: str) -> list[Link]:
    """The entries this seat can open. `current` is the view name of the page being drawn."""
    opened = [(entry, url) for entry in entries if may_open(actor, entry) and (url := address(entry.url_name))]
    capability = current.rpartition(":")[0]  # "staff:organizations", but not the door "public" alone
    near = [entry for entry, _ in opened if ":" in capability and entry.url_name.rpartition(":")[0] == capability]
    own = [entry for entry, _ in opened if entry.url_name == current]
    # Of several entries of one capability the one whose name is most like the page's ("sweep" belongs to "sweeps").
    marked = own or sorted(near, key=lambda entry: -len(commonprefix([entry.url_name, current])))[:1]
    return [Link(entry.label, entry.icon, url, entry in marked, entry.count) for entry, url in opened]


def public_links(entries: Iterable[Entry], current: str) -> list[Link]:
    """The entries whose pages exist; they need no account."""
    return [
        Link(entry.label, entry.icon, url, entry.url_name == current)
        for entry in entries
        if (url := address(entry.url_name))
    ]


def menu(sections: Iterable[Section], actor, current: str) -> list[tuple[str, list[Link]]]:
    """Sections that still have a line for this seat."""
    drawn = ((section.label, links(section.entries, actor, current)) for section in sections)
    return [(label, lines) for label, lines in drawn if lines]
