"""From a post in an organization to an Actor."""

from core.access.actor import Actor
from core.access.roles import role
from core.access.scope import NOTHING, Scope, ScopeKind
from registry.org_accounts.models import OrganizationSeat
from registry.org_accounts.states import OrgRole


def actor_of(seat: OrganizationSeat) -> Actor:
    """The seat at work: it reaches its own organization and nothing else; a guest's not even that, only what she was
    given by name (registry.annual_reports.guest_views)."""
    its_role, is_guest = role(seat.role), seat.role == OrgRole.REPORT_GUEST
    return Actor(
        user_id=seat.user_id,
        name=seat.user.name,
        seat_key=f"organization:{seat.pk}",
        seat_label=f"{seat.organization.name} · {its_role.label}",
        role=its_role.key,
        audience=its_role.audience,
        scope=NOTHING if is_guest else Scope(ScopeKind.ORGANIZATION, (seat.organization_id,)),
        organization_id=seat.organization_id,
        permissions=its_role.permissions,
        read_only=its_role.read_only,
    )


def organization_seats(user) -> list[Actor]:
    seats = OrganizationSeat.objects.current().filter(user=user).order_by("pk")
    return [actor_of(seat) for seat in seats.select_related("user", "organization")]


def people_of(organization_id: int) -> list[int]:
    """Ids of the users whom a notice to the organization reaches: those who file for it and who represent it."""
    seats = OrganizationSeat.objects.current().filter(organization=organization_id)
    return list(seats.filter(role__in=(OrgRole.FILER, OrgRole.LEGAL_REPRESENTATIVE)).values_list("user_id", flat=True))
