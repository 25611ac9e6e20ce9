"""Rows of the lists of stations and the like, for tests/list_entries.py."""

from core import clock
from party_building.stations.models import PartyStation, StationActivity


def _station(world, number, is_own) -> PartyStation:
    b = world.bureau
    other = b.department("望澜区委社会工作部", "party_organ", b.wanglan)
    return PartyStation.objects.create(
        name=f"{'本线' if is_own else '外线'}第{number}工作站", region=b.tinglan, opened_on=clock.today(),
        department=b.party_committee if is_own else other, territory=b.wanglan, host_department=b.commerce,
    )  # fmt: skip


def a_station(world, number, is_own):
    return _station(world, number, is_own).name


def a_station_activity(world, number, is_own):
    title = f"{'本线' if is_own else '外线'}第{number}场"
    StationActivity.objects.create(
        station=_station(world, number, is_own), kind="symposium", title=title, held_on=clock.today()
    )
    return title


def entries(entry) -> dict:
    """`entry` is the class of tests/list_entries.py, which reads this."""
    return {
        "staff:stations:list": entry("party_officer", "system_admin", a_station, 10),
        "staff:stations:activities": entry("party_officer", "system_admin", a_station_activity, 13),
    }
