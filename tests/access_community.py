"""For the access walk: a filed group and an incubation base at the place of each organization; offices, divisions."""

import datetime

from core import clock
from core.departments.models import DepartmentKind
from core.reorganizations.models import Reorganization
from registry.community_orgs.models import (
    CommunityKind,
    CommunityMembership,
    CommunityOrganization,
    CommunityPlacement,
)
from registry.incubation_bases.models import Incubation, IncubationBase
from tests.access_world import Place


def _group(place: Place) -> CommunityOrganization:
    body = place.organization

    def make():
        bureau = place.world.bureau
        kind, _ = CommunityKind.objects.get_or_create(code="culture", defaults={"label": "文体活动"})
        offices = {bureau.tinglan.pk: bureau.tinglan_office}
        office = offices.get(body.street_id) or bureau.department(
            f"{body.street.name}办事处", DepartmentKind.STREET, body.street
        )
        last_year = datetime.date(clock.today().year - 1, 3, 1)
        row = CommunityOrganization(
            name=f"走查合唱队{body.pk}", kind=kind, purpose="合唱", head_name="某人", state="filed",
            filing_no=f"走查{body.pk}号", filed_on=last_year, proposed_on=last_year, office=office,
            guiding_authority=body.supervising_authority, city_id=body.city_id, district_id=body.district_id,
            street_id=body.street_id, community_id=body.community_id, members_count=9, individual_members=9,
        )  # fmt: skip
        row.head_phone = "12000000000"
        row.save(force_insert=True)
        CommunityPlacement.objects.create(
            community_organization=row, office=office, guiding_authority=body.supervising_authority,
            region=body.community or body.street, valid_from=last_year,
        )  # fmt: skip
        CommunityMembership.objects.create(community_organization=row, individual_members=9, valid_from=last_year)
        return row

    return place.world.once("group", body.pk, make)


def group(place: Place) -> dict:
    return {"pk": _group(place).pk}


def group_key(place: Place) -> dict:
    return {"key": _group(place).public_key}


def _base(place: Place) -> IncubationBase:
    body = place.organization

    def make():
        return IncubationBase.objects.create(
            name=f"走查孵化基地{body.pk}", level="district", department=body.supervising_authority,
            city_id=body.city_id, district_id=body.district_id, street_id=body.street_id, opened_on=clock.today(),
        )  # fmt: skip

    return place.world.once("base", body.pk, make)


def base(place: Place) -> dict:
    return {"pk": _base(place).pk}


def stay(place: Place) -> dict:
    its = _base(place)

    def make():
        return Incubation.objects.create(base=its, community_organization=_group(place), valid_from=clock.today())

    return {"pk": its.pk, "stay": place.world.once("stay", its.pk, make).pk}


def office(place: Place) -> dict:
    return {"pk": place.world.bureau.commerce.pk}


def division(place: Place) -> dict:
    return {"pk": place.world.bureau.tinglan.pk}


def reorganization(place: Place) -> dict:
    """Confirmed by the bureau of the city; the walk's chief sits in a district and is refused by the verb."""

    def make():
        return Reorganization.objects.create(
            kind="rename_department", title="走查更名", effective_on=clock.today(), document="走查",
            plan=[{"old": place.world.bureau.commerce.pk, "new": None, "name": "走查局", "short_name": ""}],
        )  # fmt: skip

    return {"pk": place.world.once("reorganization", "", make).pk}
