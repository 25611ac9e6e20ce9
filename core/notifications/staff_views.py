from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from core import audit
from core.access import guards
from core.notifications import delivery
from core.notifications.lists import DeliveryList
from core.notifications.models import Delivery


@require_GET
@guards.staff("deliveries.view")
def index(request):
    return DeliveryList().respond(request)


@require_POST
@guards.staff("deliveries.resend")
def resend(request, pk):
    """A person looked at it and decides to send once more."""
    row = get_object_or_404(Delivery.objects.needing_a_person(), pk=pk)
    delivery.send_again(row)
    audit.record("deliveries.resend", actor=request.actor, subject=row)
    messages.success(request, "已重新排队发送。")
    return redirect("staff:deliveries:list")
