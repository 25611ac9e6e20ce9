"""My seats: for every account, whatever it may do."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from core.access import guards


@guards.signed_in()
def mine(request):
    return render(request, "core/departments/public_mine.html", {"seats": request.seats})


@require_POST
@guards.signed_in(own_account=True)
def switch(request):
    """Sit down elsewhere. A seat that is not one's own is passed over in silence: the choice stays as it was."""
    wanted = request.POST.get("seat", "")
    chosen = next((seat for seat in request.seats if seat.seat_key == wanted), None)
    if chosen is None:
        messages.error(request, "该岗位不存在或已到期，请重新选择。")
        return redirect("public:seats")
    request.session["seat"] = chosen.seat_key
    messages.success(request, f"已切换到：{chosen.seat_label}")
    return redirect(settings.LOGIN_REDIRECT_URL)
