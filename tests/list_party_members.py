"""Rows of the register's lists, for tests/list_entries.py."""

from core import clock
from party_building.admissions.models import Admission, AdmissionQuota
from party_building.party_members.models import MemberTransfer, PartyMember, Reconciliation, VanguardPost
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel
from registry.people.models import Person


def _unit(world, is_own) -> PartyUnit:
    b = world.bureau
    other = b.department("别处综合党委", "party_organ", b.yanhai)

    def make():
        return PartyUnit.objects.create(
            name=f"{'本系统' if is_own else '外系统'}名册党支部", level=UnitLevel.BRANCH, form=UnitForm.JOINT,
            superior=b.party_committee if is_own else other, established_on=clock.today(),
        )  # fmt: skip

    return world.once("list_unit", is_own, make)


def _member(world, number, is_own) -> PartyMember:
    name = f"{'陆予' if is_own else '温望'}{'甲乙丙丁戊己庚辛壬癸'[number % 10]}{'子丑寅卯'[number // 10 % 4]}"
    person = Person.objects.create(name=name)
    return PartyMember.objects.create(
        person=person, standing="formal", affiliation_kind="unit", unit=_unit(world, is_own)
    )


def a_member(world, number, is_own):
    return _member(world, number, is_own).person.name


def a_transfer(world, number, is_own):
    member = _member(world, number, is_own)
    MemberTransfer.objects.create(
        member=member, from_unit=member.unit, from_place="甲支部", to_place="乙支部", sent_on=clock.today(),
        document="介",
    )  # fmt: skip
    return member.person.name


def a_vanguard_post(world, number, is_own):
    member = _member(world, number, is_own)
    VanguardPost.objects.create(
        member=member, unit=member.unit, kind="model", name=f"第{number}示范岗", valid_from=clock.today()
    )
    return member.person.name


def a_reconciliation(world, number, is_own):
    department = _unit(world, is_own).superior
    person = world.bureau.seat("party_officer", department).user
    person.name = f"{'本系统' if is_own else '外系统'}经办{number}"
    person.save()
    Reconciliation.objects.create(
        department=department, as_of=clock.today(), file_name="x", rows_there=1, rows_here=1, made_by=person
    )
    return person.name


def an_admission(world, number, is_own):
    name = f"{'陆知' if is_own else '温云'}{'甲乙丙丁戊己庚辛壬癸'[number % 10]}{'子丑寅卯'[number // 10 % 4]}"
    Admission.objects.create(
        person=Person.objects.create(name=name), unit=_unit(world, is_own), position="full_time",
        applied_on=clock.today(),
    )  # fmt: skip
    return name


def a_quota(world, number, is_own):
    document = f"{'霁组' if is_own else '砚组'}〔2026〕第{number}号"
    AdmissionQuota.objects.create(
        department=_unit(world, is_own).superior, year=2000 + number, planned=3, document=document,
        approved_on=clock.today(),
    )  # fmt: skip
    return document


def entries(entry) -> dict:
    def seen(make, queries=11):  # one of them is the line of the audit log
        return entry("party_officer", "registry_clerk", make, queries)

    return {
        "staff:admissions:list": seen(an_admission),
        "staff:admissions:quotas": seen(a_quota, 10),
        "staff:party_members:list": seen(a_member),
        "staff:party_members:reconciliations": seen(a_reconciliation, 10),
        "staff:party_members:transfers": seen(a_transfer),
        "staff:party_members:vanguard": seen(a_vanguard_post),
    }
