"""The demo's own pages: ten tours, and the choice of the day on which everybody sees the city."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from config.demo import worlds
from config.demo.tours import tours
from core.access import guards
from core.audit import anchors
from core.identity.models import User


@require_safe
@guards.public()
def tour_page(request):
    """All tours; that of the person who is signed in, or `go`, comes first."""
    user_id = request.actor.user_id
    username = User.objects.filter(pk=user_id).values_list("username", flat=True).first() if user_id else ""
    shown = tours()
    wanted = request.GET.get("go", "")
    shown.sort(key=lambda tour: not (tour.key == wanted or (username and tour.username == username)))
    return render(request, "demo/tours.html", {"tours": shown, "username": username, "wanted": wanted})


@require_POST
@guards.public()
def choose_day(request):
    """Back to the page the visitor came from, which the next request reads in the other world."""
    anchors.append()  # the world we leave is not looked at until somebody comes back
    try:
        choice = worlds.choose(settings.WORLDS_FILE, request.POST.get("day", ""))
    except KeyError:
        messages.error(request, "没有这一天的演示数据。")
    else:
        messages.success(request, f"演示日期已换到{choice.day}，对所有访问者生效。")
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return HttpResponseRedirect(back)
    return redirect("/")
