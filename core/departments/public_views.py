"""My seats: for every account, whatever it may do."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.access import guards
from core.departments import actions
from core.departments.forms import SubstituteForm
from core.departments.models import DepartmentSeat
from core.departments.states import SeatState
from core.identity import actions as identity
from core.identity import devices
from core.refusal import Refusal


@guards.signed_in()
def mine(request):
    own = DepartmentSeat.objects.filter(user=request.user)
    dates = {f"department:{seat.pk}": seat for seat in own.current().select_related("substitute_for__user")}
    asked = DepartmentSeat.objects.filter(
        substitute_for__user=request.user, state__in=(SeatState.REQUESTED, SeatState.ACTIVE)
    ).current_or_later()
    context = {
        "seats": [(seat, dates.get(seat.seat_key)) for seat in request.seats],
        "substitutes": asked.select_related("user", "department", "substitute_for").order_by("valid_from", "pk"),
    }
    return render(request, "core/departments/public_mine.html", context)


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
    devices.renew(request)
    identity.remember_seat(request.user.pk, chosen.seat_key)
    messages.success(request, f"已切换到：{chosen.seat_label}")
    return redirect(settings.LOGIN_REDIRECT_URL)


@guards.staff("seats.substitute")
def substitute(request, pk):
    """Ask that a colleague sits in one's own seat for a while."""
    own = DepartmentSeat.objects.current().filter(user=request.user, substitute_for=None)
    seat = get_object_or_404(own.select_related("department"), pk=pk)
    form = SubstituteForm(request.POST or None, seat=seat)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.request_substitute(
                seat,
                actor=request.actor,
                colleague=data["colleague"],
                valid_from=data["valid_from"],
                valid_to=data["valid_to"],
                reason=data["comment"],
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已提出代岗申请，安全管理员核准后自起始日期起生效，到期自动结束。")
            return redirect("public:seats")
    context = {"form": form, "seat": seat}
    return render(request, "core/departments/public_substitute.html", context, status=422 if form.errors else 200)


@require_POST
@guards.staff("seats.substitute")
def recall(request, pk):
    asked = DepartmentSeat.objects.filter(substitute_for__user=request.user).select_related("substitute_for", "user")
    seat = get_object_or_404(asked, pk=pk)
    actions.recall_substitute(seat, actor=request.actor)
    messages.success(request, f"已收回，{seat.user.name}不再代岗。")
    return redirect("public:seats")
