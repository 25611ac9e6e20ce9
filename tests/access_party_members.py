"""Members of the party for the walks. Only the party line, auditors and the branch itself have pages of them."""

from core import clock
from party_building.admissions.models import Admission, AdmissionQuota
from party_building.party_members.models import MemberTransfer, PartyMember, Reconciliation
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel
from registry.people.models import Person
from tests.access_world import Case, Place


def unit_of(place: Place) -> PartyUnit:
    """Led by the place's office, hosted by its organization."""

    def make():
        return PartyUnit.objects.create(
            name=f"走查名册党支部{place.organization.pk}-{place.department.pk}", level=UnitLevel.BRANCH,
            form=UnitForm.STANDALONE, superior=place.department, organization=place.organization,
            established_on=clock.today(),
        )  # fmt: skip

    return place.world.once("register_unit", (place.organization.pk, place.department.pk), make)


def _member(place: Place) -> PartyMember:
    def make():
        person = Person.objects.create(name="走查甲", phone="12012345678")
        return PartyMember.objects.create(
            person=person, standing="formal", affiliation_kind="unit", unit=unit_of(place)
        )

    return place.world.once("party_member", (place.organization.pk, place.department.pk), make)


def party_member(place: Place) -> dict:
    return {"pk": _member(place).pk}


def member_number(place: Place) -> dict:
    return {**party_member(place), "number": "phone"}


def member_change(place: Place) -> dict:
    return {**party_member(place), "what": "affiliation"}


def member_transfer(place: Place) -> dict:
    def make():
        return MemberTransfer.objects.create(
            member=_member(place), from_unit=unit_of(place), from_place="走查支部", to_place="别处",
            sent_on=clock.today(), document="走查",
        )  # fmt: skip

    return {"pk": place.world.once("member_transfer", (place.organization.pk, place.department.pk), make).pk}


def reconciliation(place: Place) -> dict:
    def make():
        return Reconciliation.objects.create(
            department=place.department, as_of=clock.today(), file_name="走查.xlsx", rows_there=0, rows_here=0
        )

    return {"pk": place.world.once("reconciliation", place.department.pk, make).pk}


def led_organization(place: Place) -> dict:
    """An organization that the place's organ leads."""
    return {"pk": place.organization.pk}


def admission(place: Place) -> dict:
    def make():
        person = Person.objects.create(name="走查乙", birth_on=clock.today().replace(year=1990, day=1))
        return Admission.objects.create(person=person, unit=unit_of(place), position="other", applied_on=clock.today())

    return {"pk": place.world.once("admission", (place.organization.pk, place.department.pk), make).pk}


def admission_change(place: Place) -> dict:
    return {**admission(place), "what": "note"}


def quota(place: Place) -> dict:
    def make():
        return AdmissionQuota.objects.create(
            department=place.department, year=2026, planned=1, document="走查", approved_on=clock.today()
        )

    return {"pk": place.world.once("quota", place.department.pk, make).pk}


CASES = {
    "org:admissions:detail": Case(admission),
    "org:admissions:step": Case(admission),
    "org:admissions:note": Case(admission),
    "staff:admissions:detail": Case(admission),
    "staff:admissions:step": Case(admission),
    "staff:admissions:change": Case(admission_change),
    "staff:admissions:quota": Case(quota),
    "staff:party_members:detail": Case(party_member),
    "staff:party_members:reveal": Case(member_number),
    "staff:party_members:change": Case(member_change),
    "staff:party_members:transfer": Case(member_transfer),
    "staff:party_members:receive": Case(member_transfer),
    "staff:party_members:withdraw": Case(member_transfer),
    "staff:party_members:reconciliation": Case(reconciliation),
    "staff:party_members:update_count": Case(led_organization),
}
