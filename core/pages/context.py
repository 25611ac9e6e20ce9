"""What every page is drawn with: `portal` (lazy, so that a page which shows no menu costs no query) and `actor`."""

from functools import cached_property

from django.conf import settings
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string

from core import clock
from core.access.actor import NOBODY
from core.pages import demo_accounts, display, navigation


class Portal:
    """The frame of a page. Every attribute is computed when a template first asks for it."""

    def __init__(self, request, actor):
        self.request = request
        self.actor = actor

    @property
    def name(self) -> str:
        return settings.PORTAL_NAME

    @property
    def is_demo(self) -> bool:
        return settings.IS_DEMO

    @cached_property
    def today(self):
        return clock.today()

    @cached_property
    def demo_days(self) -> list:
        """The days the demo city can be seen on; empty where there is one only."""
        return import_string(settings.DEMO_DAYS)() if settings.IS_DEMO and settings.DEMO_DAYS else []

    @property
    def demo_day_url(self) -> str:
        return navigation.address("public:demo_day")

    @property
    def now(self):
        return clock.now()

    @cached_property
    def display(self) -> display.Display:
        return display.of(self.request)

    @property
    def is_elder(self) -> bool:
        return self.display.is_elder

    @property
    def display_url(self) -> str:
        """Takes a press of the elder toolbar (POST)."""
        return navigation.address("public:display")

    @property
    def is_mourning(self) -> bool:
        """Grey pages: switched on by a person's order, never by a date alone."""
        return settings.MOURNING

    @property
    def footer(self) -> dict:
        return {key: value for key, value in settings.PORTAL_FOOTER.items() if value}

    @cached_property
    def view_name(self) -> str:
        """The page's own name, or that of the page whose tab it is (`request.drawn_inside`)."""
        if inside := getattr(self.request, "drawn_inside", ""):
            return inside
        match = getattr(self.request, "resolver_match", None)
        return match.view_name if match else ""

    @cached_property
    def public_menu(self):
        """The pages that need no account, as far as they exist."""
        return navigation.public_links(settings.PUBLIC_NAVIGATION, self.view_name)

    @property
    def domain(self) -> str:
        return self.request.get_host()

    @cached_property
    def menu(self):
        return navigation.menu(settings.NAVIGATION, self.actor, self.view_name)

    @cached_property
    def user_menu(self):
        return navigation.links(settings.USER_MENU, self.actor, self.view_name)

    @cached_property
    def header_links(self):
        """Links with a live number: (link, number or 0, text of the number)."""
        drawn = navigation.links(settings.HEADER_LINKS, self.actor, self.view_name)
        counted = [(link, import_string(link.count)(self.actor) if link.count else 0) for link in drawn]
        return [(link, number, "99+" if number > 99 else str(number)) for link, number in counted]

    @cached_property
    def search(self):
        """The header's search box for this seat, or None."""
        for search in settings.GLOBAL_SEARCH:
            if navigation.may_open(self.actor, search) and (url := navigation.address(search.url_name)):
                return {"url": url, "placeholder": search.placeholder, "value": self.request.GET.get("q", "")}
        return None

    @property
    def other_seats(self) -> list:
        """The person's further posts; the seat in use is not among them."""
        seats = getattr(self.request, "seats", ())
        return [seat for seat in seats if seat.seat_key != self.actor.seat_key] if self.seat_switch_url else []

    @cached_property
    def seat_switch_url(self) -> str:
        return navigation.address(settings.SEAT_SWITCH)

    @property
    def work_layout(self) -> str:
        """The layout of pages that every audience shares (password, second factor, devices)."""
        if not self.actor.is_signed_in:
            return "layouts/public.html"
        return "layouts/org.html" if self.actor.is_organization_side else "layouts/staff.html"

    @cached_property
    def demo_accounts(self):
        return demo_accounts.demo_accounts()

    @cached_property
    def demo_tours(self):
        return demo_accounts.demo_tours()

    @property
    def tours_url(self) -> str:
        return navigation.address("public:tours")

    @cached_property
    def activate_url(self) -> str:
        """Where an organization opens its account with the code it was given."""
        return navigation.address(settings.ACTIVATION_PAGE)

    @property
    def home_url(self) -> str:
        return settings.LOGIN_REDIRECT_URL if self.actor.is_signed_in else "/"

    @property
    def switch_url(self) -> str:
        """Where the elder switch returns to: this page, without the `?elder=` that would switch it again."""
        query = self.request.GET.copy()
        query.pop("elder", None)
        path = f"{self.request.path}?{query.urlencode()}" if query else self.request.path
        safe = self.request.method == "GET" and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
        return path if safe else "/"


def portal(request) -> dict:
    """The context processor."""
    actor = getattr(request, "actor", NOBODY)
    return {"portal": Portal(request, actor), "actor": actor}
