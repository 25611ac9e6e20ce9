"""The page of the ten tours. Routed only where the settings are the demo's; it signs nobody in by itself."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.demo.tours import tours
from core.access import guards
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
