"""Entering members and saying, with dates, what becomes of them. Nothing else writes the facts of the register."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.dated.actions import correct_fact, end_fact, set_fact
from core.workflow.errors import Refusal
from core.workflow.perform import log
from party_building.party_members.actions.rights import check_employer, check_unit, require, require_for
from party_building.party_members.models import (
    MemberAffiliation,
    MemberEmployment,
    MemberStanding,
    PartyMember,
    UnitParticipation,
    VanguardPost,
)
from party_building.party_members.states import REVEAL, AffiliationKind, Standing, VanguardKind
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm
from registry.organizations.models import Organization
from registry.people import actions as people
from registry.people.models import Person
from registry.people.states import IdType, Number

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class NewMember:
    """A member as she is entered: she holds her membership at `unit`, or elsewhere in words, since `since`."""

    name: str
    standing: Standing | str
    since: datetime.date
    joined_on: datetime.date | None = None
    confirmed_on: datetime.date | None = None
    id_type: str = IdType.RESIDENT_ID
    id_number: str = ""
    birth_on: datetime.date | None = None
    gender: str = ""
    kind: AffiliationKind | str = AffiliationKind.UNIT
    unit: PartyUnit | None = None
    place: str = ""
    organization: Organization | None = None
    is_full_time: bool = True
    position: str = ""
    document: str = ""


@transaction.atomic
def enroll(new: NewMember, *, actor: Actor, person: Person | None = None) -> PartyMember:
    """Enter one member; `person` is given where she is on record already.

    Raises NotPermitted, NotCompetent, NumberRefused, Refusal for somebody who is in the register and for dates that
    cannot be.
    """
    require(actor, "登记党员")
    _check_right(new, actor)
    return admit(new, actor=actor, person=person)


def admit(new: NewMember, *, actor: Actor, person: Person | None = None) -> PartyMember:
    """As `enroll`, for a step whose right was checked before. Who was a member once comes back as the same row."""
    _check_dates(new)
    person = person or people.identify(
        actor=actor, name=new.name, id_type=new.id_type, id_number=new.id_number, birth_on=new.birth_on,
        gender=new.gender,
    )  # fmt: skip
    member = PartyMember.objects.select_for_update(no_key=True).filter(person=person).first()
    if member is not None and member.standing:
        raise Refusal(f"“{person.name}”已在党员名册中（{member.get_standing_display()}），不能重复登记。")
    member = member or PartyMember(person=person)
    member.joined_on, member.confirmed_on = new.joined_on, new.confirmed_on
    member.save()
    _begin(member, new)
    log(member, "enroll", actor=actor)
    audit.record("party_members.enroll", actor=actor, subject=member, unit=new.unit.pk if new.unit else None)
    return member


def enroll_many(members: list[NewMember], *, actor: Actor) -> dict[int, str]:
    """All or none: {position: why not} of those that cannot be entered; empty when all are. Raises NotPermitted."""
    require(actor, "登记党员")
    refused: dict[int, str] = {}
    with transaction.atomic():
        for position, new in enumerate(members):
            try:
                enroll(new, actor=actor)
            except Refusal as refusal:
                refused[position] = str(refusal)
        transaction.set_rollback(bool(refused))
    return refused


def _check_right(new: NewMember, actor: Actor) -> None:
    if (new.kind == AffiliationKind.UNIT) != (new.unit is not None):
        raise Refusal("组织关系在本平台登记的党支部时须选择党支部；在外时不选党支部，写明所在党组织。")
    if new.unit is not None:
        check_unit(new.unit, actor, "登记党员")
    elif new.organization is None:
        raise Refusal("组织关系不在本平台登记的党支部时，须填写工作单位。")
    else:
        check_employer(new.organization, actor, "登记党员")


def _check_dates(new: NewMember) -> None:
    if new.since > clock.today():
        raise Refusal("起始日期不能晚于今天。")
    if new.joined_on and new.joined_on > clock.today():
        raise Refusal("入党日期不能晚于今天。")
    if new.confirmed_on and new.joined_on and new.confirmed_on < new.joined_on:
        raise Refusal("转正日期不能早于入党日期。")
    if new.standing == Standing.PROBATIONARY and new.confirmed_on:
        raise Refusal("预备党员没有转正日期；已转正的，党员身份选“正式党员”。")
    if new.standing == Standing.PROBATIONARY and not new.joined_on:
        raise Refusal("预备党员须填写入党日期（支部大会通过之日），转正期限从该日起算。")


def _begin(member: PartyMember, new: NewMember) -> None:
    """Somebody entered as formal was probationary before, where both of her dates are known."""
    since = new.since
    is_later = new.confirmed_on and new.joined_on and new.confirmed_on > since
    if new.standing == Standing.FORMAL and is_later:
        set_fact(MemberStanding, member, values={"standing": Standing.PROBATIONARY}, valid_from=since)
        set_fact(MemberStanding, member, values={"standing": new.standing}, valid_from=new.confirmed_on)
    else:
        set_fact(MemberStanding, member, values={"standing": new.standing}, valid_from=since, document=new.document)
    where = {"kind": new.kind, "unit": new.unit, "place": new.place}
    set_fact(MemberAffiliation, member, values=where, valid_from=since, document=new.document)
    if new.organization is not None:
        work = {"organization": new.organization, "is_full_time": new.is_full_time, "position": new.position}
        set_fact(MemberEmployment, member, values=work, valid_from=since)


@transaction.atomic
def confirm(member: PartyMember, *, actor: Actor, confirmed_on: datetime.date, document: str = "") -> None:
    """转正 from that day, for an admission that checked the right. Raises Refusal, FactRefused."""
    if member.standing != Standing.PROBATIONARY:
        raise Refusal("只有预备党员可以转正。")
    set_fact(MemberStanding, member, values={"standing": Standing.FORMAL}, valid_from=confirmed_on, document=document)
    member.confirmed_on, member.version = confirmed_on, member.version + 1
    member.save(update_fields=["confirmed_on", "version"])
    audit.record("party_members.confirm", actor=actor, subject=member, confirmed_on=confirmed_on)


@transaction.atomic
def end_membership(member: PartyMember, *, actor: Actor, last_day: datetime.date, document: str) -> None:
    """She is a member no more (取消预备党员资格、出党、去世): the facts end on `last_day`.

    Raises NotCompetent, Refusal.
    """
    require_for(member, actor, "终止党员身份")
    strike(member, actor=actor, last_day=last_day, document=document)


def strike(member: PartyMember, *, actor: Actor, last_day: datetime.date, document: str) -> None:
    """As `end_membership`, for a step whose right was checked before."""
    if last_day > clock.today():
        raise Refusal("终止日期不能晚于今天。")
    if not document.strip():
        raise Refusal("请写明依据的文书。")
    for model in (MemberStanding, MemberAffiliation, UnitParticipation, VanguardPost):
        for fact in model.objects.filter(member=member, valid_to=None).select_related("member"):
            end_fact(fact, last_day=max(last_day, fact.valid_from), document=document)
    audit.record("party_members.end", actor=actor, subject=member, last_day=last_day)


@transaction.atomic
def affiliate(
    member: PartyMember,
    *,
    actor: Actor,
    kind: AffiliationKind,
    since: datetime.date,
    unit: PartyUnit | None = None,
    place: str = "",
    document: str = "",
) -> MemberAffiliation:
    """Say where the membership is held from `since` on, as found (摸底); a transfer does so by itself.

    Raises NotCompetent, Refusal, FactRefused.
    """
    require_for(member, actor, "登记组织关系")
    if (kind == AffiliationKind.UNIT) != (unit is not None):
        raise Refusal("组织关系在本平台登记的党支部时须选择党支部；在外时不选党支部，写明所在党组织。")
    if unit is not None:
        check_unit(unit, actor, "登记组织关系")
    values = {"kind": kind, "unit": unit, "place": place.strip()}
    fact = set_fact(MemberAffiliation, member, values=values, valid_from=since, document=document)
    audit.record("party_members.affiliate", actor=actor, subject=member, since=since, kind=str(kind))
    return fact


@transaction.atomic
def employ(
    member: PartyMember,
    *,
    actor: Actor,
    organization: Organization | None,
    since: datetime.date,
    is_full_time: bool = True,
    position: str = "",
) -> None:
    """From `since` on she works there; None: she has left. Raises NotCompetent, FactRefused."""
    require_for(member, actor, "登记工作单位")
    if organization is None:
        for fact in MemberEmployment.objects.on(since).filter(member=member).select_related("member"):
            end_fact(fact, last_day=since - ONE_DAY)
    else:
        values = {"organization": organization, "is_full_time": is_full_time, "position": position.strip()}
        set_fact(MemberEmployment, member, values=values, valid_from=since)
    audit.record("party_members.employ", actor=actor, subject=member, since=since)


@transaction.atomic
def take_part(
    member: PartyMember, *, actor: Actor, unit: PartyUnit, since: datetime.date, is_mobile: bool = False
) -> None:
    """She joins in the life of a functional unit; her membership stays where it is.

    Raises NotPermitted, NotCompetent for a unit of another organ, Refusal for one that is no functional unit.
    """
    require(actor, "登记参加功能型党组织")
    check_unit(unit, actor, "登记参加功能型党组织")
    if unit.form != UnitForm.FUNCTIONAL:
        raise Refusal(f"“{unit.name}”不是功能型党组织。组织关系转入的，请登记转接。")
    set_fact(UnitParticipation, member, key={"unit": unit}, values={"is_mobile": is_mobile}, valid_from=since)
    audit.record("party_members.take_part", actor=actor, subject=member, unit=unit.pk, since=since)


@transaction.atomic
def stop_taking_part(fact: UnitParticipation, *, actor: Actor, last_day: datetime.date) -> None:
    require(actor, "终止参加功能型党组织")
    check_unit(fact.unit, actor, "终止参加功能型党组织")
    end_fact(fact, last_day=last_day)
    audit.record("party_members.stop_taking_part", actor=actor, subject=fact.member, last_day=last_day)


@transaction.atomic
def give_post(
    member: PartyMember,
    *,
    actor: Actor,
    kind: VanguardKind,
    unit: PartyUnit,
    name: str,
    since: datetime.date,
    until: datetime.date | None = None,
) -> None:
    """党员责任区、红旗岗、示范岗; `until` is the last day of the term. Raises NotCompetent, Refusal, FactRefused."""
    require_for(member, actor, "设立先锋岗位")
    if not member.standing:
        raise Refusal("只有在册党员可以担任。")
    check_unit(unit, actor, "设立先锋岗位")
    fact = set_fact(VanguardPost, member, key={"kind": kind}, values={"unit": unit, "name": name}, valid_from=since)
    if until is not None:
        correct_fact(fact, values={"valid_to": until})
    audit.record("party_members.give_post", actor=actor, subject=member, kind=str(kind), since=since)


@transaction.atomic
def reveal(member: PartyMember, number: Number, *, actor: Actor, reason: str) -> str:
    """One number in the clear, for one look; reason, quota and log as everywhere. Raises NotCompetent, Refusal."""
    require(actor, "查看完整号码", REVEAL)
    require_for(member, actor, "查看完整号码")
    return people.disclose(member.person, number, actor=actor, reason=reason)
