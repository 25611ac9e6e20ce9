"""For the access walk: what the party line keeps beside its units, at the office and the region of each place."""

from core import clock
from party_building.stations.models import PartyStation, StationActivity
from tests.access_world import Case, Place


def _key(place: Place) -> tuple[int, int]:
    return place.organization.pk, place.department.pk


def _station(place: Place) -> PartyStation:
    """Kept by the place's office, in the region of its organization's authority."""

    def make():
        return PartyStation.objects.create(
            name=f"走查工作站{place.organization.pk}-{place.department.pk}", department=place.department,
            region=place.organization.supervising_authority.region, opened_on=clock.today(),
        )  # fmt: skip

    return place.world.once("station", _key(place), make)


def station(place: Place) -> dict:
    return {"pk": _station(place).pk}


def station_activity(place: Place) -> dict:
    def make():
        return StationActivity.objects.create(
            station=_station(place), kind="symposium", title=f"走查座谈会{place.organization.pk}",
            held_on=clock.today(),
        )  # fmt: skip

    return {"pk": place.world.once("station activity", _key(place), make).pk}


SITE_CASES: dict[str, Case] = {
    **{
        f"staff:stations:{name}": Case(station) for name in ("detail", "edit", "rearrange", "close", "record_activity")
    },
    **{
        f"staff:stations:{name}": Case(station_activity)
        for name in ("activity", "correct_activity", "withdraw_activity")
    },
}
