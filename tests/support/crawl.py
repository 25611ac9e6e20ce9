"""Every page of the running portal, found as its users find it: by signing in and following links.

Nothing is listed by hand: a page without a link is reported as unreached, a new one is walked from the first day.
"""

import fcntl
import json
import re
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import Resolver404, URLPattern, get_resolver, resolve

from core.access.actor import NOBODY
from script.local.check import Visitor

HREF = re.compile(r"""<a\b[^>]*?\bhref=["']([^"'#][^"']*)["']""")
NO_PAGE = re.compile(r"^/(static|media|api/v1/(?!docs)|files)/|^/open-data/.|/(download|annotated)/|\.(xlsx|csv|zip)$")
VISITOR = ""  # without an account
OWN = ("public:home", "staff:dashboards:overview")  # drawn for the seat: looked at by every seat that has one
HUBS = (":home", ":list", ":detail", ":overview")  # walked on from by every walker: their links differ by seat
BY_ADDRESS = ("/ie/", "/accounts/logout/")  # opened without a link
# Seats that between them open every page; the first that reaches a page is the one who looks at it.
WALKERS = (
    VISITOR, "wangke", "linzhiyuan", "zhaotingyu", "luozhiqiu", "qiaoyi", "xutang", "zhengqiu", "shenxingye", "guheng",
    "wusheng", "heyan", "sysadmin", "secadmin", "audadmin", "fangzhou", "tangguo", "audit2026",
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """One page of a route, with the account that opened it."""

    route: str
    url: str
    username: str


class Crawl:
    """`pages` keeps one address a route (one a seat for OWN); `faults` every link that did not answer 200."""

    def __init__(self, base: str, password: str) -> None:
        self.base, self.password = base, password
        self.pages: list[Page] = []
        self.faults: list[str] = []

    @property
    def routes(self) -> set[str]:
        return {page.route for page in self.pages}

    def walk(self) -> "Crawl":
        for username in WALKERS:
            self._walk_as(username)
        return self

    def _walk_as(self, username: str) -> None:
        visitor = Visitor(self.base)
        if username:
            visitor.sign_in(username, self.password)
        queue = deque(["/home/", *BY_ADDRESS] if username else ["/", *BY_ADDRESS])
        seen: set[str] = set()
        while queue:
            url = queue.popleft()
            route = route_of(url)
            if route is None or route in seen or (route in self.routes and not route.endswith(HUBS)):
                continue
            seen.add(route)
            status, arrived, html = visitor.get(url)
            if url in BY_ADDRESS and (status != 200 or arrived != url):
                continue  # not for this seat
            if status != 200:
                self.faults.append(f"{username or 'a visitor'}: {status} at {url}")
                continue
            is_page = arrived == urlsplit(url).path and "<html" in html[:400]
            if is_page and (route in OWN or route not in self.routes):
                self.pages.append(Page(route, url, username))
            queue.extend(links(html, url))


def route_of(url: str) -> str | None:
    """The name of the page's route; None where the portal has no page."""
    path = urlsplit(url).path
    if NO_PAGE.search(path):
        return None
    try:
        return resolve(path).view_name or path
    except Resolver404:
        return None


def links(html: str, url: str) -> list[str]:
    """Addresses on this host, in the order of the page; one with a query comes after the plain ones."""
    found = [urljoin(url, unescape(href)) for href in HREF.findall(html)]
    mine = [href for href in found if href.startswith("/") and not href.startswith("//")]
    return sorted(dict.fromkeys(mine), key=lambda href: "?" in href)


def shared(base: str, password: str, folder: Path, prepare: Callable[[], None]) -> Crawl:
    """The crawl of this stack, made once for all test processes; `folder` lives as long as the stack."""
    path = folder / "crawl.json"
    with (path.with_suffix(".lock")).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        crawl = Crawl(base, password)
        if path.exists():
            kept = json.loads(path.read_text())
            crawl.pages = [Page(**page) for page in kept["pages"]]
            crawl.faults = kept["faults"]
            return crawl
        prepare()
        crawl.walk()
        path.write_text(json.dumps({"pages": [asdict(page) for page in crawl.pages], "faults": crawl.faults}))
    return crawl


def page_routes(patterns=None, namespace: str = "", above: tuple[str, ...] = ()) -> set[str]:
    """Names of all routes that answer a person's GET: neither an API nor a verb."""
    found: set[str] = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        names = (*above, *pattern.pattern.converters)
        if isinstance(pattern, URLPattern):
            if _is_page(pattern.callback, names):
                found.add(f"{namespace}{pattern.name or pattern.pattern}")
        else:
            own = f"{pattern.namespace}:" if pattern.namespace else ""
            found |= page_routes(pattern.url_patterns, namespace + own, names)
    return found


def _is_page(view, names: tuple[str, ...]) -> bool:
    """A verb answers 405 to a GET before anything else looks at it."""
    kind = getattr(view, "access_rule", ("",))[0]
    if kind not in ("staff", "organization", "signed_in"):
        return kind == "public"
    request = RequestFactory().get("/", headers={"host": "localhost"})
    request.actor, request.user, request.htmx, request.session = NOBODY, AnonymousUser(), False, {}
    try:
        return view(request, **dict.fromkeys(names, "1")).status_code != 405
    except Exception:  # allauth's own refusals: the method was right
        return True
