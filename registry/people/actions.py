"""The verbs on persons: known by a number, corrected, looked at for a reason, merged when found twice."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from core import audit, clock, history, text
from core.access.actor import Actor
from core.audit.models import AuditEntry
from core.dated import actions as dated
from core.forms import check_version
from core.identity.models import User
from core.privacy.numbers import normalize
from core.refusal import Refusal
from core.workflow.errors import NotCompetent, NotPermitted
from core.workflow.perform import lock, log
from registry.identifiers import id_number as resident_ids
from registry.organizations.names import tidy
from registry.people import merging
from registry.people.models import Person, PersonDistinction
from registry.people.states import IdType, Number

NUMBER_ACTION = "people.reveal"


class NumberRefused(Refusal):
    """The document number cannot be right, or belongs to somebody of another name."""


class QuotaReached(Refusal):
    """So many numbers were looked at today that a person has to ask why."""


def _require(actor: Actor, code: str, what: str) -> None:
    if actor.read_only or not actor.can(code):
        raise NotPermitted(f"您的岗位没有“{what}”的权限，请联系系统管理员调整岗位。")


def offices_of(person: Person) -> dict[int, str]:
    """Supervising authorities of the organizations in which the person holds or held a post. One query."""
    posts = person.posts.select_related("organization__supervising_authority")
    return {
        post.organization.competent_department_id: post.organization.competent_department_name
        for post in posts
        if post.organization.competent_department_id
    }


def check_competent(person: Person, *, actor: Actor, what: str) -> None:
    """A person is in the care of the authorities of her organizations. Raises NotCompetent, naming the first."""
    offices = offices_of(person)
    if actor.is_system or actor.department_id in offices:
        return
    named = next(iter(offices.values()), "其任职单位的监督管理机关")
    raise NotCompetent(f"“{what}”由{named}办理。您所在的{actor.department_name or '岗位'}可以查看，不能办理。")


def name_values(name: str) -> dict[str, str]:
    name = tidy(name)
    return {"name": name, "pinyin": text.pinyin(name)[:240], "initials": text.initials(name)[:60]}


def check_number(id_type: str, number: str, *, as_of: datetime.date) -> None:
    """Raises NumberRefused with the first error; only resident identity numbers can be checked."""
    if id_type != IdType.RESIDENT_ID or not number:
        return
    for issue in resident_ids.check(normalize(number), as_of=as_of):
        if issue.severity == "error":
            raise NumberRefused(issue.message)


def _filled(
    person: Person, *, id_type: str, id_number: str, phone: str, birth_on: datetime.date | None, gender: str
) -> Person:
    """A resident's number brings date of birth and gender with it; what is typed serves the other documents."""
    number = normalize(id_number)
    person.id_type, person.birth_on, person.gender = id_type, birth_on, gender
    if number:
        person.id_number = number
    if phone:
        person.phone = phone
    if number and id_type == IdType.RESIDENT_ID:
        person.birth_on, person.gender = resident_ids.birth_on(number), resident_ids.gender(number)
    return person


@transaction.atomic
def identify(
    *,
    actor: Actor,
    name: str,
    id_type: str = IdType.RESIDENT_ID,
    id_number: str = "",
    phone: str = "",
    birth_on: datetime.date | None = None,
    gender: str = "",
    permission: str = "officers.edit",
) -> Person:
    """The person with this number, else a new one. Whoever holds the document need not see her other posts.

    `permission` is that of the register in which she is being entered.

    Raises NumberRefused for a number that cannot be right or that is on record under another name (which is not
    said), NotPermitted.
    """
    _require(actor, "people.enter" if actor.can("people.enter") else permission, "登记人员")
    check_number(id_type, id_number, as_of=clock.today())
    number = normalize(id_number)
    known = (
        Person.objects.kept().filter(id_type=id_type, **Person.id_number.equals(number)).first() if number else None
    )
    if known is None:
        fresh = Person(**name_values(name))
        _filled(fresh, id_type=id_type, id_number=number, phone=phone, birth_on=birth_on, gender=gender)
        fresh.save(force_insert=True)
        audit.record("people.enter", actor=actor, subject=fresh)
        return fresh
    if tidy(known.name) != tidy(name):
        raise NumberRefused("该证件号码已登记在另一姓名下。请核对姓名和证件；确已更名的，先在人员页面修改姓名。")
    if phone and not known.phone:
        lock(known)
        known.phone, known.version = phone, known.version + 1
        known.save(update_fields=[*Person.phone.columns, "version"])
        audit.record("people.edit", actor=actor, subject=known, fields=["phone"])
    return known


@transaction.atomic
def edit(
    person: Person,
    *,
    actor: Actor,
    version: int | None,
    name: str,
    id_type: str,
    id_number: str = "",
    phone: str = "",
    birth_on: datetime.date | None = None,
    gender: str = "",
) -> None:
    """Put a record right; an empty number leaves the one on record.

    Raises StaleVersion, NumberRefused, NotCompetent.
    """
    _require(actor, "people.edit", "修改人员信息")
    check_competent(person, actor=actor, what="修改人员信息")
    check_version(person, version)
    check_number(id_type, id_number, as_of=clock.today())
    if not id_number and id_type != person.id_type and person.id_number:
        raise NumberRefused("更换证件类型须同时填写新证件的号码。")
    number = normalize(id_number)
    same = Person.objects.kept().filter(id_type=id_type, **Person.id_number.equals(number)).exclude(pk=person.pk)
    if number and same.exists():
        raise NumberRefused("该证件号码已登记在另一人名下。同一人重复登记的，请用“合并重复人员”。")
    keeps_birth = not number and person.id_number and id_type == IdType.RESIDENT_ID
    kept = (person.birth_on, person.gender) if keeps_birth else (birth_on, gender)
    for column, value in name_values(name).items():
        setattr(person, column, value)
    _filled(person, id_type=id_type, id_number=number, phone=phone, birth_on=kept[0], gender=kept[1])
    person.version += 1
    person.save()
    fields = ["name", *(["id_number"] if number else []), *(["phone"] if phone else [])]
    audit.record("people.edit", actor=actor, subject=person, fields=fields)


def enter_many(persons: Iterable[Person], *, actor: Actor, origin: str) -> list[Person]:
    """New persons by the thousand, for imports and seeds; the caller has checked numbers and found nobody known."""
    _require(actor, "officers.edit", "登记人员")
    with history.acting(actor, origin=origin):
        made = Person.objects.bulk_create(list(persons), batch_size=2000)
    audit.record("people.enter", actor=actor, count=len(made), origin=origin)
    return made


# -- numbers in the clear ---------------------------------------------------------------------------------------------


def looks_today(actor: Actor) -> int:
    rows = AuditEntry.objects.filter(user_id=actor.user_id, action=NUMBER_ACTION)
    return rows.filter(at__gte=clock.start_of(clock.today())).count()


@transaction.atomic
def reveal(person: Person, number: Number, *, actor: Actor, reason: str) -> str:
    """One number in the clear, for one look: one line in the audit log, the reason beside it on the person's page.

    Raises NotPermitted, NotCompetent, Refusal without a reason or a number, QuotaReached.
    """
    _require(actor, "people.reveal", "查看完整号码")
    check_competent(person, actor=actor, what="查看完整号码")
    return disclose(person, number, actor=actor, reason=reason)


@transaction.atomic
def disclose(person: Person, number: Number, *, actor: Actor, reason: str) -> str:
    """As `reveal`, for a register whose right to look was checked before: same reason, quota and log."""
    reason = " ".join(reason.split())
    if len(reason) < 2:
        raise Refusal("请写明查看原因，如：核对换届备案材料。")
    if actor.user_id:  # two requests at once are counted one after the other
        User.objects.select_for_update(no_key=True).only("pk").get(pk=actor.user_id)
    if looks_today(actor) >= settings.PEOPLE_REVEALS_A_DAY:
        raise QuotaReached(
            f"今天已查看{settings.PEOPLE_REVEALS_A_DAY}次完整号码，达到每日上限。确需继续的，请由本单位其他人员办理。"
        )
    sealed = getattr(person, Number(number).value)
    if not sealed:
        raise Refusal(f"没有登记{Number(number).label}。")
    log(person, f"reveal_{Number(number).value}", actor=actor, comment=reason[:200])
    audit.record(NUMBER_ACTION, actor=actor, subject=person, number=Number(number).value)
    return sealed.reveal()


# -- the same person twice --------------------------------------------------------------------------------------------


@transaction.atomic
def declare_distinct(first: Person, second: Person, *, actor: Actor, reason: str) -> PersonDistinction:
    """Compared, and two persons: the pair leaves the list. Raises NotPermitted, NotCompetent, Refusal."""
    _require(actor, "people.edit", "认定为不同人员")
    check_competent(first, actor=actor, what="认定为不同人员")
    if not reason.strip():
        raise Refusal("请写明依据什么认定为不同的人。")
    low, high = sorted((first, second), key=lambda one: one.pk)
    found, is_new = PersonDistinction.objects.get_or_create(
        first=low, second=high, defaults={"reason": reason.strip()[:200], "user_id": actor.user_id}
    )
    if is_new:
        audit.record("people.declare_distinct", actor=actor, subject=low, other=high.pk)
    return found


@transaction.atomic
def merge(kept: Person, lost: Person, *, actor: Actor, seen: str, reason: str) -> None:
    """Two rows of one person become one: `kept` takes over what it lacks and every post; `lost` stays as a redirect.

    `seen` is the digest of the preview that was looked at. Whoever acts must be competent for each of the two; where
    the numbers do not prove that they are one, for every organization of the row that goes.
    Raises NotPermitted, NotCompetent, Refusal. Nothing is written then.
    """
    _require(actor, "people.merge", "合并重复人员")
    for person in sorted((kept, lost), key=lambda one: one.pk):
        lock(person)
    found = merging.preview(kept, lost)
    merging.check_unobstructed(found, seen)
    _check_merge(found, actor)
    if not reason.strip():
        raise Refusal("请写明依据什么认定为同一人。")
    with history.acting(actor, reason=reason.strip()[:200], merged=lost.pk):
        for move in found.moves:
            _move(move, kept)
        lost.merged_into, lost.version = kept, lost.version + 1
        lost.save(update_fields=["merged_into", "version"])
        Person.objects.filter(merged_into=lost).update(merged_into=kept)
        for path in settings.PERSON_FOLLOWERS:
            import_string(path)(kept, lost)
        written = merging.take_values(found)
        kept.version += 1
        kept.save(update_fields=[*written, "version"])
    log(lost, "merge", actor=actor, comment=reason.strip()[:200])
    audit.record("people.merge", actor=actor, subject=kept, merged=lost.pk, posts=[m.post.pk for m in found.moves])


def _check_merge(found: merging.Preview, actor: Actor) -> None:
    check_competent(found.kept, actor=actor, what="合并重复人员")
    check_competent(found.lost, actor=actor, what="合并重复人员")
    is_proven = found.kept.id_number_hash and found.kept.id_number_hash == found.lost.id_number_hash
    if actor.is_system or is_proven:
        return
    for office, name in offices_of(found.lost).items():
        if office != actor.department_id:
            raise NotCompetent(
                f"两条记录没有相同的证件号码，其中一人还在{name}监督管理的组织任职，须先由{name}核对并补录证件号码。"
            )


def _move(move: merging.Move, kept: Person) -> None:
    post = move.post
    if move.meets is None:
        dated.correct_fact(post, values={"person_id": kept.pk, "slot": kept.pk if post.slot else 0})
        return
    first = min(post.valid_from, move.meets.valid_from)
    last = None if None in (post.valid_to, move.meets.valid_to) else max(post.valid_to, move.meets.valid_to)
    dated.take_out(post)
    dated.correct_fact(move.meets, values={"valid_from": first, "valid_to": last})
