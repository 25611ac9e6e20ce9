"""班子: terms and posts of a unit's committee. The organ above the unit enters them, as it approved them."""

import datetime

from django.db import transaction
from django.db.models import Max

from core import audit
from core.access.actor import Actor
from core.dated.actions import FactRefused, set_fact
from core.dated.calendar import add_years
from core.workflow.errors import Refusal
from core.workflow.perform import lock
from party_building.party_units import norms
from party_building.party_units.actions.rights import require
from party_building.party_units.models import CommitteePost, PartyUnit, UnitTerm
from party_building.party_units.states import CommitteePostKind
from registry.people.models import Person

ONE_DAY = datetime.timedelta(days=1)


def next_term_no(unit: PartyUnit) -> int:
    return (unit.terms.aggregate(last=Max("term_no"))["last"] or 0) + 1


@transaction.atomic
def begin_term(
    unit: PartyUnit, *, actor: Actor, since: datetime.date, document: str = "", years: int | None = None
) -> UnitTerm:
    """换届: a new term from the day of the election; posts of the committee before it end the day before.

    `years` is the length in force for the unit's level where it is not given. Raises NotPermitted, NotCompetent,
    Refusal, FactRefused.
    """
    lock(unit)
    require(unit, actor, "登记换届")
    _check_stands(unit, since)
    years = years or norms.on(since).term_years(unit.level)
    if not years:
        raise Refusal(f"{unit.get_level_display()}的任期没有规定，请填写本届年限。")
    current = UnitTerm.objects.on(since).filter(unit=unit).first()
    if current and current.valid_from == since:
        raise Refusal(f"{since:%Y-%m-%d}已登记第{current.term_no}届，不能重复登记。")
    values = {"term_no": next_term_no(unit), "term_end": add_years(since, years)}
    term = set_fact(UnitTerm, unit, values=values, valid_from=since, document=document.strip())
    leaving = CommitteePost.objects.on(since).filter(unit=unit, valid_from__lt=since)
    leaving.update(valid_to=since - ONE_DAY)
    _touched(unit)
    audit.record("party_units.begin_term", actor=actor, subject=unit, term=term.pk, since=since)
    return term


@transaction.atomic
def extend(term: UnitTerm, *, actor: Actor, until: datetime.date, approved_on: datetime.date, document: str) -> None:
    """延期换届: approved by the organ above, normally for no more than the norm says, once in a term.

    Raises NotPermitted, NotCompetent, Refusal.
    """
    require(term.unit, actor, "登记延期换届")
    lock(term)
    if obstacle := norms.extension_obstacle(term, until, approved_on):
        raise Refusal(obstacle)
    if not document.strip():
        raise Refusal("延期换届须写明批准文书。")
    term.extended_until, term.extension_approved_on = until, approved_on
    term.extension_document = document.strip()
    term.save(update_fields=["extended_until", "extension_approved_on", "extension_document"])
    _touched(term.unit)
    audit.record("party_units.extend_term", actor=actor, subject=term.unit, term=term.pk, until=until)


@transaction.atomic
def appoint(
    unit: PartyUnit, *, actor: Actor, person: Person, kind: CommitteePostKind, since: datetime.date, document: str = ""
) -> CommitteePost:
    """From `since` on the person holds the post; a secretary before her leaves the day before.

    Raises NotPermitted, NotCompetent, Refusal, FactRefused where she holds another post in this unit.
    """
    lock(unit)
    require(unit, actor, "登记党内任职")
    _check_stands(unit, since)
    here = CommitteePost.objects.filter(unit=unit)
    own = here.on(since).filter(person=person).first()
    if own is not None:
        raise FactRefused(f"{person.name}自{own.valid_from:%Y-%m-%d}起已任{own.get_kind_display()}，请先登记离任。")
    if here.filter(person=person, valid_from__gt=since).exists():
        raise FactRefused(f"{person.name}在{since:%Y-%m-%d}之后另有任职记录，日期不能交叉。")
    if kind == CommitteePostKind.SECRETARY:
        _follow(here.filter(kind=kind), since)
    post = CommitteePost(unit=unit, person=person, kind=kind, valid_from=since, document=document.strip())
    post.save(force_insert=True)
    _touched(unit)
    audit.record("party_units.appoint", actor=actor, subject=unit, post=post.pk, since=since)
    return post


def _follow(posts, since: datetime.date) -> None:
    """One secretary a day: who was it leaves the day before; who comes later must be put right first."""
    if later := posts.filter(valid_from__gte=since).first():
        raise FactRefused(f"{later.valid_from:%Y-%m-%d}起已登记书记{later.person.name}，请核对任职日期。")
    posts.on(since).update(valid_to=since - ONE_DAY)


@transaction.atomic
def leave(post: CommitteePost, *, actor: Actor, last_day: datetime.date, document: str = "") -> None:
    """`last_day` is the last day in the post. Raises NotPermitted, NotCompetent, FactRefused."""
    require(post.unit, actor, "登记离任")
    lock(post)
    if post.valid_to is not None and post.valid_to <= last_day:
        raise FactRefused(f"该任职已登记至{post.valid_to:%Y-%m-%d}。")
    if last_day < post.valid_from:
        raise FactRefused(f"最后一天不能早于任职日期{post.valid_from:%Y-%m-%d}。")
    post.valid_to, post.document = last_day, document.strip() or post.document
    post.save(update_fields=["valid_to", "document"])
    _touched(post.unit)
    audit.record("party_units.leave", actor=actor, subject=post.unit, post=post.pk, last_day=last_day)


def _check_stands(unit: PartyUnit, day: datetime.date) -> None:
    if day < unit.established_on:
        raise Refusal(f"“{unit.name}”{unit.established_on:%Y-%m-%d}成立，日期不能早于该日。")
    if unit.dissolved_on and unit.dissolved_on <= day:
        raise Refusal(f"“{unit.name}”已于{unit.dissolved_on:%Y-%m-%d}撤销。")


def _touched(unit: PartyUnit) -> None:
    unit.version += 1
    PartyUnit.objects.filter(pk=unit.pk).update(version=unit.version)
