"""Pushes among the figures of the home page."""

from django.urls import reverse

from core.access.actor import Actor
from core.home.cards import Number
from registry.approvals.models import ApprovalPush


def tiles(actor: Actor) -> list[Number]:
    """How many pushes wait for this office; none for those who only look. One count."""
    acts = any(actor.can(code) for code in ("approvals.accept", "approvals.push"))
    if not (acts and actor.is_staff_side and actor.department_id):
        return []
    count = ApprovalPush.objects.visible_to(actor).waiting_for(actor.department_id).count()
    if not count:
        return []
    label = "民政需要我补什么" if actor.can("approvals.push") else "审批推送待办理"
    url = f"{reverse('staff:approvals:list')}?waiting=me"
    return [Number(label, f"{count:,}", url, "件", definition="等待本单位接收、答复、更正或补材料的审批推送")]
