"""What is decided before any view: how the browser wants its pages drawn, and whether it can draw them at all."""

import re

from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from core.pages import display

OLD_BROWSER = re.compile(r"MSIE |Trident/")
# Addresses that machines read: an old engine there is a script that calls itself so.
MACHINE_PATHS = ("/api/", "/health", "/metrics")


class DisplayMiddleware:
    """Sets `request.display`. `?elder=1` and `?elder=0` switch at once and are kept in a cookie."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        changes = {"1": display.turned(display.ELDER, True), "0": display.turned(display.ELDER, False)}.get(
            request.GET.get("elder", ""), {}
        )
        cookies = {name: display.SETTINGS[name].value if is_on else "" for name, is_on in changes.items()}
        request.display = display.Display({**request.COOKIES, **cookies})
        response = self.get_response(request)
        if changes:
            display.keep(response, changes)
            patch_vary_headers(response, ["Cookie"])
        return response


class LegacyBrowserMiddleware:
    """Internet Explorer gets one plain page that says which browsers work; it could draw none of the others."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        old = OLD_BROWSER.search(request.headers.get("User-Agent", ""))
        if old and not request.path.startswith(MACHINE_PATHS):
            return render(request, "pages/ie.html")
        return self.get_response(request)
