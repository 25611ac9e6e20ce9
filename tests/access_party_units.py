"""For the access walk: what belongs to party units, and requests about them."""

import datetime

from core import clock
from party_building.party_units.models import CommitteePost, CoverageLink, PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel
from party_building.unit_requests.models import UnitRequest
from registry.people.models import Person
from tests.access_world import Case, Place

ONE_DAY = datetime.timedelta(days=1)


def _key(place: Place) -> tuple[int, int]:
    return place.organization.pk, place.department.pk


def _unit(place: Place) -> PartyUnit:
    """Led by the place's office, hosted by its organization: the party line sees the one, all others the other."""

    def make():
        return PartyUnit.objects.create(
            name=f"走查党支部{place.organization.pk}-{place.department.pk}", level=UnitLevel.BRANCH,
            form=UnitForm.JOINT, superior=place.department, organization=place.organization,
            established_on=clock.today() - ONE_DAY,
        )  # fmt: skip

    return place.world.once("party_unit", _key(place), make)


def party_unit(place: Place) -> dict:
    return {"pk": _unit(place).pk}


def coverage(place: Place) -> dict:
    def make():
        links = CoverageLink.objects.filter(organization=place.organization)
        link = links.filter(unit__superior=place.department).first()
        if link is not None:
            return link
        begun = datetime.date(1990, 1, 1) + datetime.timedelta(days=40 * place.department.pk)  # shared with no other
        return CoverageLink.objects.create(
            organization=place.organization, unit=_unit(place), kind="joint", valid_from=begun,
            valid_to=begun + datetime.timedelta(days=30),
        )  # fmt: skip

    return {"pk": place.world.once("coverage", _key(place), make).pk}


def committee_post(place: Place) -> dict:
    def make():
        person = Person.objects.create(name="走查书记")
        return CommitteePost.objects.create(
            unit=_unit(place), person=person, kind="secretary", valid_from=clock.today()
        )

    return {"pk": place.world.once("committee post", _key(place), make).pk}


def unit_request(place: Place) -> dict:
    """Drafted by the place's office, decided by it, and asked for its consent."""

    def make():
        office = place.department
        return UnitRequest.objects.create(
            kind="dissolve", superior=office, drafter=office, unit=_unit(place), effective_on=clock.today(),
            consent_office=office, consent="asked", state="submitted", reason="走查",
        )  # fmt: skip

    return {"pk": place.world.once("unit request", _key(place), make).pk}


def own_request(place: Place) -> dict:
    def make():
        return UnitRequest.objects.create(
            kind="reelection", superior=place.department, organization=place.organization, unit=_unit(place),
            effective_on=clock.today(), reason="走查",
        )  # fmt: skip

    return {"pk": place.world.once("own unit request", _key(place), make).pk}


def about_unit(place: Place) -> dict:
    return {**party_unit(place), "kind": "extension"}


UNIT_CASES: dict[str, Case] = {
    **{
        f"staff:party_units:{name}": Case(party_unit)
        for name in ("detail", "cover", "guide", "appoint", "begin_term", "check_premises")
    },
    "staff:party_units:end_coverage": Case(coverage),
    "staff:party_units:leave": Case(committee_post),
    "org:party_units:detail": Case(party_unit),
    **{
        f"staff:unit_requests:{name}": Case(unit_request)
        for name in ("detail", "edit", "submit", "withdraw", "consent", "decline", "approve", "send_back", "refuse",
                     "petition", "letter")
    },
    "staff:unit_requests:of_unit": Case(about_unit),
    **{
        f"org:unit_requests:{name}": Case(own_request)
        for name in ("detail", "edit", "submit", "withdraw", "petition", "letter")
    },
    "org:unit_requests:of_unit": Case(about_unit),
}  # fmt: skip
