"""Hand-over inside an organization: who leaves, who follows, and what lies on the desk."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from core.access import guards
from core.identity import codes
from core.refusal import Refusal
from registry.handovers import actions
from registry.handovers.forms import AnnounceForm, ArrangeForm
from registry.handovers.models import SeatHandover
from registry.handovers.states import HandoverState
from registry.org_accounts.models import OrganizationSeat
from registry.org_accounts.states import OrgRole


def _handovers(request):
    rows = SeatHandover.objects.visible_to(request.actor)
    if not request.actor.can("own_accounts.manage"):
        rows = rows.filter(seat__user=request.user)
    return rows.select_related("seat__user", "successor", "code", "organization")


def _own_seat(request) -> OrganizationSeat | None:
    """The seat in use, where its holder can announce that she leaves."""
    seats = OrganizationSeat.objects.visible_to(request.actor).filter(user=request.user, role=request.actor.role)
    return seats.exclude(role=OrgRole.LEGAL_REPRESENTATIVE).current().first()


@require_safe
@guards.organization("own_accounts.leave")
def list_handovers(request):
    rows = _handovers(request).order_by("-pk")[:100]
    own = _own_seat(request)
    waiting = own is not None and own.handovers.filter(state=HandoverState.ANNOUNCED).exists()
    context = {"handovers": rows, "may_announce": own is not None and not waiting}
    return render(request, "registry/handovers/org_list.html", context)


@guards.organization("own_accounts.leave")
def announce(request):
    seat = _own_seat(request)
    if seat is None:
        messages.info(request, "法定代表人变更须先办理变更登记，账号由登记管理机关办理交接。")
        return redirect("org:handovers:list")
    form = AnnounceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            data = form.cleaned_data
            actions.announce(seat, actor=request.actor, last_day=data["last_day"], note=data["note"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已告知法定代表人。接手人安排好以前，您仍可正常办理。")
            return redirect("org:handovers:list")
    context = {"form": form, "seat": seat}
    return render(request, "registry/handovers/org_announce.html", context, status=422 if form.errors else 200)


@never_cache
@sensitive_variables("code")
@guards.organization("own_accounts.manage")
def arrange(request, pk):
    """Of one colleague's post. For a new person the answer is the letter with the code, shown this once."""
    seats = OrganizationSeat.objects.visible_to(request.actor).select_related("user", "organization")
    seat = get_object_or_404(seats, pk=pk)
    open_one = seat.handovers.filter(state=HandoverState.ANNOUNCED).first()
    form = ArrangeForm(request.POST or None, seat=seat, initial={"last_day": open_one and open_one.last_day})
    if request.method == "POST" and form.is_valid():
        try:
            handover, code = actions.arrange(
                seat, actor=request.actor, last_day=form.cleaned_data["last_day"], colleague=form.successor
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            if code:
                context = {"handover": handover, "code": codes.spaced(code)}
                return render(request, "registry/handovers/org_letter.html", context)
            messages.success(request, f"已安排，{form.successor.name}从今天起可以办理。")
            return redirect("org:handovers:list")
    context = {"form": form, "seat": seat, "announced": open_one}
    return render(request, "registry/handovers/org_arrange.html", context, status=422 if form.errors else 200)


@require_POST
@guards.organization("own_accounts.leave")
def cancel(request, pk):
    handover = get_object_or_404(_handovers(request), pk=pk)
    actions.cancel(handover, actor=request.actor)
    messages.success(request, "已取消，岗位不变。")
    return redirect("org:handovers:list")


@require_safe
@guards.organization("own_accounts.leave")
def checklist(request):
    """交接清单: what is under way, whoever began it."""
    cards = [import_string(path)(request.actor) for path in settings.HANDOVER_CARDS]
    context = {"cards": [card for card in cards if card is not None]}
    return render(request, "registry/handovers/org_checklist.html", context)
