"""The doors of the portal, and the switch for larger print."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from core.access import guards
from core.pages.context import ELDER_COOKIE

YEAR = 365 * 24 * 3600


@require_safe
@guards.public()
def landing(request):
    return render(request, "pages/landing.html")


@csrf_exempt  # changes the size of print alone; a token would set a cookie on every public page
@require_POST
@guards.public()
def elder(request):
    """Turn elder mode on or off for this browser, then back to the page it was asked from."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = "/"
    response = HttpResponseRedirect(target)
    if request.COOKIES.get(ELDER_COOKIE) == "1":
        response.delete_cookie(ELDER_COOKIE)
    else:
        response.set_cookie(ELDER_COOKIE, "1", max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response
