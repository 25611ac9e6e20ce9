"""For the access walk: devices, posts and hand-overs, each belonging to somebody."""

from allauth.usersessions.models import UserSession

from core import clock
from core.departments.models import DepartmentSeat
from registry.handovers.models import RepresentativeChange, SeatHandover
from tests.access_world import Place


def device(place: Place) -> dict:
    def make():
        return UserSession.objects.create(
            user=place.owner, ip="127.0.0.1", session_key=f"walk{place.owner.pk}", user_agent="walk"
        )

    return {"pk": place.world.once("device", place.owner.pk, make).pk}


def own_seat(place: Place) -> dict:
    """The owner's own post in an office; for somebody else a post of somebody else."""

    def make():
        return place.owner.department_seats.first() or place.world.bureau.seat("legal_reviewer", place.department)

    return {"pk": place.world.once("own_seat", place.owner.pk, make).pk}


def substitution(place: Place) -> dict:
    def make():
        seat = DepartmentSeat.objects.get(pk=own_seat(place)["pk"])
        return DepartmentSeat.objects.create(
            user=place.world.stranger,
            department=seat.department,
            role=seat.role,
            valid_from=clock.today(),
            valid_to=clock.today(),
            substitute_for=seat,
        )

    return {"pk": place.world.once("substitution", place.owner.pk, make).pk}


def seat_handover(place: Place) -> dict:
    """Of the owner's own post in the organization, or of its first: each post has one that is open."""
    own = place.owner.organization_seats.filter(organization=place.organization).first()
    seat = own or place.world.seat_of(place.organization)

    def make():
        return SeatHandover.objects.create(organization=place.organization, seat=seat, last_day=clock.today())

    return {"pk": place.world.once("seat_handover", seat.pk, make).pk}


def representative_change(place: Place) -> dict:
    def make():
        return RepresentativeChange.objects.create(
            organization=place.organization, new_name="陆知秋", document_no="走查", reason="走查"
        )

    return {"pk": place.world.once("representative_change", place.organization.pk, make).pk}
