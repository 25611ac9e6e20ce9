"""From a post in an office to an Actor."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from core.access.actor import Actor
from core.access.roles import Role, role
from core.access.scope import EVERYTHING, NOTHING, Scope, ScopeKind
from core.departments.models import Department, DepartmentSeat


def _scope(seat: DepartmentSeat, its_role: Role) -> Scope:
    kind = its_role.scope_kind
    if kind == ScopeKind.ALL:
        return EVERYTHING
    if kind == ScopeKind.TERRITORY:
        region = seat.region or seat.department.region
        return Scope(kind, (region.pk,), region.level)
    if kind == ScopeKind.AUTHORITY:
        return Scope(kind, (seat.department_id, *_offices_below(seat)))
    if kind in (ScopeKind.RESPONSIBILITY, ScopeKind.PARTY):
        return Scope(kind, (seat.department_id,))
    return NOTHING


def _offices_below(seat: DepartmentSeat) -> list[int]:
    if (known := getattr(seat, "offices_below", None)) is not None:
        return known
    below = Department.objects.filter(parent=seat.department_id, kind=seat.department.kind)
    return list(below.order_by("pk").values_list("pk", flat=True))


def actor_of(seat: DepartmentSeat) -> Actor:
    """The seat at work. One query for the offices below an authority, where the seat did not bring them."""
    its_role = role(seat.role)
    return Actor(
        user_id=seat.user_id,
        name=seat.user.name,
        seat_key=f"department:{seat.pk}",
        seat_label=f"{seat.department} · {its_role.label}",
        role=its_role.key,
        audience=its_role.audience,
        scope=_scope(seat, its_role),
        department_id=seat.department_id,
        department_name=seat.department.name,
        permissions=its_role.permissions,
        read_only=its_role.read_only,
    )


def department_seats(user) -> list[Actor]:
    """One query, with the offices below those that are an authority."""
    below = Department.objects.filter(parent=OuterRef("department"), kind=OuterRef("department__kind"))
    seats = DepartmentSeat.objects.current().filter(user=user).order_by("pk")
    seats = seats.annotate(offices_below=ArraySubquery(below.order_by("pk").values("pk")))
    return [actor_of(seat) for seat in seats.select_related("user", "department__region", "region")]


def people_of(department_id: int) -> list[int]:
    """Ids of the users who sit in the office today."""
    seats = DepartmentSeat.objects.current().filter(department_id=department_id)
    return list(seats.order_by("user_id").values_list("user_id", flat=True).distinct())
