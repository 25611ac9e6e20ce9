"""Seats that wait for a second person, on the home page of who grants them."""

from django.urls import reverse

from core.access.actor import Actor
from core.access.roles import role
from core.departments.models import DepartmentSeat
from core.departments.states import SeatState
from core.home.cards import Card, Line

SHOWN = 8


def waiting_seats(actor: Actor) -> Card | None:
    """One query."""
    if not actor.can("seats.grant"):
        return None
    waiting = DepartmentSeat.objects.filter(state=SeatState.REQUESTED).select_related("user", "department")
    lines = tuple(
        Line(
            f"{seat.user.name}：{seat.department}·{role(seat.role).label}",
            reverse("staff:seats:detail", args=[seat.pk]),
            note=f"代岗，{seat.valid_from:%Y-%m-%d}至{seat.valid_to:%Y-%m-%d}"
            if seat.substitute_for_id
            else f"{seat.valid_from:%Y-%m-%d}起",
            action="核准",
        )
        for seat in waiting.order_by("pk")[:SHOWN]
    )
    return Card(
        "待核准的岗位",
        lines=lines,
        more_url=f"{reverse('staff:seats:list')}?state={SeatState.REQUESTED}",
        more_label="全部",
        empty="没有待核准的岗位。",
    )
