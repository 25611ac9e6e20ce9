"""Orders as other pages ask for them."""

import datetime

from django.urls import reverse

from core.access.actor import Actor
from registry.organizations.models import Organization
from registry.organizations.owed import Step
from supervision.letters.models import Letter
from supervision.rectifications.models import RectificationOrder


def owed(organization: Organization, day: datetime.date) -> list[Step]:
    """What the organization still has to put right, for the way back to good standing."""
    rows = RectificationOrder.objects.filter(organization=organization).standing(day).order_by("due_on", "pk")
    return [
        Step(
            "完成责令整改",
            f"按{order.letter.number}完成整改并报送情况，由登记管理机关核实。",
            due_on=order.due_on,
            against=order.due_on < day,
            staff_url=reverse("staff:rectifications:detail", args=[order.pk]),
            org_url=reverse("org:rectifications:detail", args=[order.pk]),
        )
        for order in rows.select_related("letter")
    ]


def matter_of(letter: Letter, actor: Actor) -> tuple[str, str] | None:
    """The order that a 责令整改通知书 carries, for the organization; the office's page names it itself."""
    if not (actor.is_organization_side and actor.can("own_rectifications.view")):
        return None
    found = RectificationOrder.objects.visible_to(actor).filter(letter=letter).first()
    return ("责令整改", reverse("org:rectifications:detail", args=[found.pk])) if found else None
