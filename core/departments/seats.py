"""From a post in an office to an Actor."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from core.access.actor import Actor
from core.access.roles import Role, role
from core.access.scope import EVERYTHING, NOTHING, Scope, ScopeKind
from core.departments.models import Department, DepartmentSeat, Region


def scope_along(
    kind: ScopeKind, department: Department, region: Region | None = None, below: list[int] | None = None
) -> Scope:
    """The line of an office; a territory is its own region unless another is named.

    `below` are the ids of the offices below an authority or a party organ; one query where they are not given.
    """
    if kind == ScopeKind.ALL:
        return EVERYTHING
    if kind == ScopeKind.TERRITORY:
        region = region or department.region
        return Scope(kind, (region.pk,), region.level)
    if kind in (ScopeKind.AUTHORITY, ScopeKind.PARTY):
        return Scope(kind, (department.pk, *(_offices_below(department) if below is None else below)))
    return Scope(kind, (department.pk,)) if kind == ScopeKind.RESPONSIBILITY else NOTHING


def _label(seat: DepartmentSeat, its_role: Role) -> str:
    stands_in = f"（代{seat.substitute_for.user.name}）" if seat.substitute_for_id else ""
    return f"{seat.department} · {its_role.label}{stands_in}"


def _offices_below(department: Department) -> list[int]:
    below = Department.objects.filter(_below(department.pk), kind=department.kind)
    return list(below.order_by("pk").values_list("pk", flat=True))


def _below(department) -> Q:
    """Two steps down: the bureaus of the districts; the party organs of districts and of their streets."""
    return Q(parent=department) | Q(parent__parent=department)


def actor_of(seat: DepartmentSeat) -> Actor:
    """The seat at work. One query for the offices below an authority, where the seat did not bring them."""
    its_role = role(seat.role)
    return Actor(
        user_id=seat.user_id,
        name=seat.user.name,
        seat_key=f"department:{seat.pk}",
        seat_label=_label(seat, its_role),
        role=its_role.key,
        audience=its_role.audience,
        scope=scope_along(its_role.scope_kind, seat.department, seat.region, getattr(seat, "offices_below", None)),
        department_id=seat.department_id,
        department_name=seat.department.name,
        permissions=its_role.permissions,
        read_only=its_role.read_only,
    )


def department_seats(user) -> list[Actor]:
    """One query, with the offices below those that are an authority."""
    below = Department.objects.filter(_below(OuterRef("department")), kind=OuterRef("department__kind"))
    seats = DepartmentSeat.objects.current().filter(user=user).order_by("pk")
    seats = seats.annotate(offices_below=ArraySubquery(below.order_by("pk").values("pk")))
    people = ("user", "department__region", "region", "substitute_for__user")
    return [actor_of(seat) for seat in seats.select_related(*people)]


def people_of(department_id: int) -> list[int]:
    """Ids of the users who sit in the office today."""
    seats = DepartmentSeat.objects.current().filter(department_id=department_id)
    return list(seats.order_by("user_id").values_list("user_id", flat=True).distinct())


def people_with(role_key: str) -> list[int]:
    """Ids of the users who hold the role today, in whatever office."""
    seats = DepartmentSeat.objects.current().filter(role=role_key)
    return list(seats.order_by("user_id").values_list("user_id", flat=True).distinct())
