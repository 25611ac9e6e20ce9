"""What is still open, on the home page of whoever has to put it right."""

from django.urls import reverse

from core.access.actor import Actor
from core.home.cards import Card, Line
from core.writeoff.models import WriteOffRow
from core.writeoff.states import UNDONE

SHOWN = 5


def mine(actor: Actor) -> Card | None:
    """The rows of the seat's own office, the earliest due first; nothing where it has none. Two queries."""
    if not actor.is_staff_side or not actor.can("writeoff.view") or actor.department_id is None:
        return None
    rows = WriteOffRow.objects.visible_to(actor).filter(responsible_id=actor.department_id, state__in=UNDONE)
    number = rows.count()
    if not number:
        return None
    first = rows.order_by("due_on", "pk")[:SHOWN]
    return Card(
        f"本单位未销号事项（{number}项）",
        lines=tuple(
            Line(row.subject, reverse("staff:writeoff:row", args=[row.pk]), row.problem, row.due_on) for row in first
        ),
        more_url=f"{reverse('staff:writeoff:rows')}?responsible={actor.department_id}&state=" + "&state=".join(UNDONE),
        more_label=f"全部{number}项",
    )
