"""Rows of the lists of stations and the like, for tests/list_entries.py."""

from core import clock
from party_building.brands.models import Brand
from party_building.co_building.models import Agreement
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel
from party_building.service_centres.models import ServiceCentre
from party_building.stations.models import PartyStation, StationActivity


def _organ(world, is_own):
    b = world.bureau
    return b.party_committee if is_own else b.department("望澜区委社会工作部", "party_organ", b.wanglan)


def _name(number: int, is_own: bool, what: str) -> str:
    return f"{'本线' if is_own else '外线'}第{number}{what}"


def _station(world, number, is_own) -> PartyStation:
    b = world.bureau
    return PartyStation.objects.create(
        name=_name(number, is_own, "工作站"), region=b.tinglan, opened_on=clock.today(),
        department=_organ(world, is_own), territory=b.wanglan, host_department=b.commerce,
    )  # fmt: skip


def a_station(world, number, is_own):
    return _station(world, number, is_own).name


def a_station_activity(world, number, is_own):
    title = _name(number, is_own, "场")
    StationActivity.objects.create(
        station=_station(world, number, is_own), kind="symposium", title=title, held_on=clock.today()
    )
    return title


def a_centre(world, number, is_own):
    return ServiceCentre.objects.create(
        name=_name(number, is_own, "服务中心"), level="city", department=_organ(world, is_own),
        region=world.bureau.wanglan, opened_on=clock.today(), area_sqm=100,
        unit=_unit(world, number, is_own, form=UnitForm.CENTRE),
    ).name  # fmt: skip


def a_brand(world, number, is_own):
    return Brand.objects.create(
        name=_name(number, is_own, "品牌"), department=_organ(world, is_own), started_on=clock.today(),
        scope_text="全市", scenes_text="活动", method_text="不得拆分", document="清单",
    ).name  # fmt: skip


def _unit(world, number, is_own, **more) -> PartyUnit:
    return PartyUnit.objects.create(
        name=_name(number, is_own, "支部"), level=UnitLevel.BRANCH, superior=_organ(world, is_own),
        established_on=clock.today(), **{"form": UnitForm.JOINT, **more},
    )  # fmt: skip


def an_agreement(world, number, is_own):
    day, title = clock.today(), _name(number, is_own, "协议")
    made = Agreement.objects.create(
        unit=_unit(world, number, is_own), title=title, partner_name="清单社区", valid_from=day, valid_to=day,
        state="signed", signed_on=day,
    )  # fmt: skip
    made.items.create(number=1, text="联学")
    return title


def an_outside_unit(world, number, is_own):
    return _unit(world, number, is_own, registered_by_civil_affairs=False).name


def entries(entry) -> dict:
    """`entry` is the class of tests/list_entries.py, which reads this."""
    return {
        "staff:stations:list": entry("party_officer", "system_admin", a_station, 10),
        "staff:stations:activities": entry("party_officer", "system_admin", a_station_activity, 13),
        "staff:service_centres:list": entry("party_officer", "system_admin", a_centre, 11),
        "staff:brands:list": entry("party_officer", "system_admin", a_brand, 10),
        "staff:co_building:list": entry("party_officer", "system_admin", an_agreement, 11),
        "staff:population:list": entry("party_officer", "registry_clerk", an_outside_unit, 12),
    }
