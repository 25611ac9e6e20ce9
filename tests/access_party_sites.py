"""For the access walk: what the party line keeps beside its units, at the office and the region of each place."""

from core import clock
from core.files.models import StoredFile
from party_building.brands.models import Authorisation, Brand, BrandFile, Misuse
from party_building.co_building.models import Agreement, AgreementItem, ItemDelivery
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel
from party_building.service_centres.models import CentreFacility, ServiceCentre
from party_building.stations.models import PartyStation, StationActivity
from tests.access_world import Case, Place


def _once(place: Place, what: str, make):
    return place.world.once(what, (place.organization.pk, place.department.pk), make)


def _name(place: Place, what: str) -> str:
    return f"走查{what}{place.organization.pk}-{place.department.pk}"


def _region(place: Place):
    return place.organization.supervising_authority.region


def _station(place: Place) -> PartyStation:
    """Kept by the place's office, in the region of its organization's authority."""

    def make():
        return PartyStation.objects.create(
            name=_name(place, "工作站"), department=place.department, region=_region(place), opened_on=clock.today()
        )

    return _once(place, "station", make)


def station(place: Place) -> dict:
    return {"pk": _station(place).pk}


def station_activity(place: Place) -> dict:
    def make():
        return StationActivity.objects.create(
            station=_station(place), kind="symposium", title=_name(place, "座谈会"), held_on=clock.today()
        )

    return {"pk": _once(place, "station activity", make).pk}


def _centre(place: Place) -> ServiceCentre:
    def make():
        return ServiceCentre.objects.create(
            name=_name(place, "服务中心"), level="city", department=place.department, region=_region(place),
            opened_on=clock.today(),
        )  # fmt: skip

    return _once(place, "centre", make)


def centre(place: Place) -> dict:
    return {"pk": _centre(place).pk}


def centre_facility(place: Place) -> dict:
    def make():
        return CentreFacility.objects.create(centre=_centre(place), name="会议室", valid_from=clock.today())

    return {**centre(place), "facility": _once(place, "facility", make).pk}


def _brand(place: Place) -> Brand:
    """Of the place's office, for its organization to use; offices stand in a region of their own."""

    def make():
        made = Brand.objects.create(
            name=_name(place, "品牌"), department=place.department, started_on=clock.today(), scope_text="全市",
            scenes_text="活动", method_text="不得拆分", document="走查",
        )  # fmt: skip
        Authorisation.objects.create(
            brand=made, organization=place.organization, purpose="走查", valid_from=clock.today()
        )
        return made

    return _once(place, "brand", make)


def brand(place: Place) -> dict:
    return {"pk": _brand(place).pk}


def brand_file(place: Place) -> dict:
    def make():
        stored = StoredFile.objects.create(
            sha256="0" * 64, size=1, name="走查.png", content_type="image/png", kind="brand_file",
            permission="brands.view", path="aa/none",
        )  # fmt: skip
        return BrandFile.objects.create(
            brand=_brand(place), kind="logo", title="标识", file=stored, added_on=clock.today()
        )

    return {**brand(place), "file": _once(place, "brand file", make).pk}


def brand_authorisation(place: Place) -> dict:
    return {**brand(place), "authorisation": _brand(place).authorisations.get().pk}


def brand_misuse(place: Place) -> dict:
    def make():
        return Misuse.objects.create(
            brand=_brand(place), user_name="某单位", found_on=clock.today(), where="展会", what="改色"
        )

    return {**brand(place), "misuse": _once(place, "misuse", make).pk}


def _unit(place: Place, **more) -> PartyUnit:
    kind = "-".join(more) or "own"

    def make():
        return PartyUnit.objects.create(
            name=_name(place, f"{kind}党支部"), level=UnitLevel.BRANCH, form=UnitForm.STANDALONE,
            superior=place.department, established_on=clock.today(), **(more or {"organization": place.organization}),
        )  # fmt: skip

    return _once(place, f"unit {kind}", make)


def _agreement(place: Place, state: str = "signed") -> Agreement:
    def make():
        day = clock.today()
        made = Agreement.objects.create(
            unit=_unit(place), title=_name(place, "协议"), partner_name="走查社区", valid_from=day, valid_to=day,
            state=state, signed_on=None if state == "draft" else day,
        )  # fmt: skip
        AgreementItem.objects.create(agreement=made, number=1, text="联学")
        return made

    return _once(place, f"agreement {state}", make)


def agreement(place: Place) -> dict:
    return {"pk": _agreement(place).pk}


def draft_agreement(place: Place) -> dict:
    return {"pk": _agreement(place, "draft").pk}


def agreement_item(place: Place) -> dict:
    return {**agreement(place), "item": _agreement(place).items.get().pk}


def item_delivery(place: Place) -> dict:
    def make():
        return ItemDelivery.objects.create(item=_agreement(place).items.get(), done_on=clock.today())

    return {**agreement(place), "delivery": _once(place, "delivery", make).pk}


def outside_unit(place: Place) -> dict:
    """Seen by the line of its organ, whatever the organization of the place."""
    return {"pk": _unit(place, registered_by_civil_affairs=False).pk}


_ROUTES = (
    ("staff:stations", station, "detail edit rearrange close record_activity"),
    ("staff:stations", station_activity, "activity correct_activity withdraw_activity"),
    ("staff:service_centres", centre, "detail edit add_facility close"),
    ("staff:service_centres", centre_facility, "end_facility"),
    ("staff:brands", brand, "detail edit end add_file authorise note_misuse"),
    ("staff:brands", brand_file, "fetch_file withdraw_file"),
    ("staff:brands", brand_authorisation, "end_authorisation"),
    ("staff:brands", brand_misuse, "handle_misuse"),
    ("org:brands", brand, "detail"),
    ("org:brands", brand_file, "fetch_file"),
    ("staff:co_building", agreement, "detail end renew"),
    ("staff:co_building", draft_agreement, "edit sign discard"),
    ("staff:co_building", agreement_item, "deliver"),
    ("staff:co_building", item_delivery, "withdraw_delivery"),
    ("org:co_building", agreement, "detail"),
    ("org:co_building", agreement_item, "deliver"),
    ("staff:population", outside_unit, "detail record"),
)
SITE_CASES: dict[str, Case] = {
    f"{area}:{name}": Case(thing) for area, thing, names in _ROUTES for name in names.split()
}
