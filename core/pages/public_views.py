"""The doors of the portal, the pages every government site has, and the switches for how pages are drawn."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from core.access import guards
from core.pages import display, keys


@require_safe
@guards.public()
def landing(request):
    return render(request, "pages/landing.html")


@require_safe
@guards.public()
def site_map(request):
    return render(request, "pages/site_map.html")


@require_safe
@guards.public()
def accessibility(request):
    return render(request, "pages/accessibility.html")


@require_safe
@guards.public()
def keyboard_help(request):
    """A whole page; the dialog behind `?` asks for the table alone."""
    template = "pages/_keys.html" if request.htmx else "pages/keyboard_help.html"
    return render(request, template, {"groups": keys.GROUPS, "keys_off": request.display.keys_off})


@require_safe
@guards.public()
def ie(request):
    """What Internet Explorer sees at every address."""
    return render(request, "pages/ie.html")


@csrf_exempt  # changes the size of print alone; a token would set a cookie on every public page
@require_POST
@guards.public()
def change_display(request):
    """Turn one setting of this browser over (`set`, by default elder mode), then back to where it was asked."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = "/"
    response = HttpResponseRedirect(target)
    display.keep(response, display.changed(request.display, request.POST.get("set", display.ELDER.name)))
    return response
