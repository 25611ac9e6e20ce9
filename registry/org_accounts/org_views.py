"""Who acts for my organization."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.access import guards
from registry.org_accounts import actions
from registry.org_accounts.models import OrganizationSeat


@guards.organization("own_accounts.manage")
def list_colleagues(request):
    seats = OrganizationSeat.objects.visible_to(request.actor).select_related("user", "organization")
    context = {"seats": seats.order_by("state", "valid_from", "pk")}
    return render(request, "registry/org_accounts/org_list.html", context)


@require_POST
@guards.organization("own_accounts.manage")
def remove(request, pk):
    seats = OrganizationSeat.objects.visible_to(request.actor)
    seat = get_object_or_404(seats.select_related("user", "organization__supervising_authority"), pk=pk)
    actions.remove_colleague(seat, actor=request.actor, reason=request.POST.get("comment", ""))
    messages.success(request, f"已将{seat.user.name}移出本组织。")
    return redirect("org:org_accounts:list")
