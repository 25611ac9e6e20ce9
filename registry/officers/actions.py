"""The verbs on posts and terms. They belong to the supervising authority; the refusal names it.

Limits of office are said, not enforced: what does not fit is confirmed with a reason that stays on the post. Only a
limit whose row `blocks` refuses.
"""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from core import audit, bulk, clock, history
from core.access.actor import Actor
from core.dated import actions as dated
from core.dated.calendar import add_months, add_years
from core.files.models import StoredFile
from core.refusal import Refusal
from core.workflow.errors import NotPermitted
from core.workflow.perform import check_competent, lock
from registry.officers import queries
from registry.officers.limits import Hint, judge
from registry.officers.models import CouncilTerm, OfficerPost, PostKind, ReelectionAudit
from registry.officers.states import LEGAL_REPRESENTATIVE, LimitKind
from registry.organizations.facts import FactCorrection
from registry.organizations.models import Organization
from registry.people.models import Person
from registry.signals import audit_recorded, officer_appointed, officer_left, term_began, term_extended

EDIT = "officers.edit"


class ToConfirm(Refusal):
    """The limits have something to say and no reason was given yet; `hints` are shown beside the form."""

    def __init__(self, hints: Sequence[Hint]):
        self.hints = list(hints)
        super().__init__("与任职规定不一致，请核对以下提示；确认仍要登记的，写明理由。")


def _hold(organization: Organization, actor: Actor, what: str) -> None:
    if actor.read_only or not actor.can(EDIT):
        raise NotPermitted(f"您的岗位没有“{what}”的权限，请联系系统管理员调整岗位。")
    lock(organization)
    check_competent(organization, actor=actor, label=what)


def _touched(organization: Organization) -> None:
    """Any change makes pages that were opened before it stale."""
    organization.version += 1
    Organization.objects.filter(pk=organization.pk).update(version=organization.version)


def term_on(organization: Organization, day: datetime.date) -> CouncilTerm | None:
    return CouncilTerm.objects.on(day).filter(organization=organization).first()


# -- posts ------------------------------------------------------------------------------------------------------------


def judged(
    organization: Organization, person: Person, kind: PostKind, *, day: datetime.date, actor: Actor, **entered: Any
) -> list[Hint]:
    """What the limits say of this person in this post from `day` on. Writes nothing. Six queries."""
    around = queries.surroundings([person.pk] if person.pk else [], day, actor)
    its = queries.candidate(organization, person, kind, around, **entered)
    return judge(its, queries.limits_on(day))


@transaction.atomic
def appoint(
    organization: Organization,
    *,
    actor: Actor,
    person: Person,
    kind: PostKind,
    valid_from: datetime.date,
    is_full_time: bool = False,
    is_paid: bool = False,
    cadre: str = "",
    approval: str = "",
    document: str = "",
    accepted_reason: str = "",
) -> OfficerPost:
    """From `valid_from` on `person` holds the post; in a post of one holder her predecessor's ends the day before.

    She serves the term in force on that day, whatever is left of it. Raises ToConfirm where a limit has something to
    say and `accepted_reason` is empty, NotPermitted, NotCompetent, Refusal, FactRefused.
    """
    _hold(organization, actor, "登记任职")
    _check_post(organization, kind, valid_from)
    term = term_on(organization, valid_from) if kind.follows_term else None
    entered = {"cadre": cadre, "is_paid": is_paid, "approval": approval.strip(), "term": term}
    hints = judged(organization, person, kind, day=valid_from, actor=actor, **entered)
    _check_hints(hints, accepted_reason)
    key = {"kind_id": kind.code, "slot": 0 if kind.is_single else person.pk}
    _check_news(organization, person, term, key, valid_from)
    stated = {"person_id": person.pk, "term_id": term.pk if term else None, "is_full_time": is_full_time}
    stated |= {"is_paid": is_paid, "cadre": cadre, "approval": approval.strip()}
    stated["accepted_reason"] = accepted_reason.strip() if hints else ""
    post = dated.set_fact(
        OfficerPost, organization, values=stated, valid_from=valid_from, key=key, document=document.strip()
    )
    _touched(organization)
    limits = [hint.limit.code for hint in hints]
    audit.record("officers.appoint", actor=actor, subject=post, organization=organization.pk, limits=limits)
    officer_appointed.send(OfficerPost, post=post)
    return post


def _check_post(organization: Organization, kind: PostKind, valid_from: datetime.date) -> None:
    if organization.org_type not in kind.org_types or not kind.is_active:
        raise Refusal(f"{organization.get_org_type_display()}不设“{kind.label}”，请核对职务。")
    if organization.registered_on and valid_from < organization.registered_on:
        raise Refusal(f"任职日期不能早于成立登记日期{organization.registered_on:%Y-%m-%d}。")


def _check_news(
    organization: Organization, person: Person, term: CouncilTerm | None, key: dict, valid_from: datetime.date
) -> None:
    current = OfficerPost.objects.on(valid_from).filter(organization=organization, **key).first()
    if current and current.person_id == person.pk and current.term_id == (term.pk if term else None):
        raise Refusal(f"{person.name}自{current.valid_from:%Y-%m-%d}起已在任该职务，不需要重复登记。")


def _check_hints(hints: Sequence[Hint], accepted_reason: str) -> None:
    blocking = next((hint for hint in hints if hint.limit.blocks), None)
    if blocking:
        raise Refusal(f"{blocking.text}依据：{blocking.limit.title}。")
    if hints and not accepted_reason.strip():
        raise ToConfirm(hints)


@transaction.atomic
def end_post(
    post: OfficerPost, *, actor: Actor, last_day: datetime.date, reason: str = "", document: str = ""
) -> None:
    """`last_day` is the last day in the post. Raises NotPermitted, NotCompetent, Refusal, FactRefused."""
    organization = post.organization
    _hold(organization, actor, "登记离任")
    lock(post)
    if post.valid_to is not None and post.valid_to <= last_day:
        raise Refusal(f"该任职已登记至{post.valid_to:%Y-%m-%d}，日期有误的请用“更正”。")
    dated.end_fact(post, last_day=last_day, document=document.strip())
    if reason.strip():
        post.end_reason = reason.strip()
        post.save(update_fields=["end_reason"])
    _touched(organization)
    audit.record("officers.end", actor=actor, subject=post, organization=organization.pk, last_day=last_day)
    officer_left.send(OfficerPost, post=post)


@transaction.atomic
def correct(post: OfficerPost, *, actor: Actor, values: dict[str, Any], reason: str) -> FactCorrection:
    """The record was wrong. Dates, document and what was noted may change; another person or post is a new record.

    What it said, who corrected it and why stay on the organization's timeline. Raises as end_post.
    """
    organization = post.organization
    _hold(organization, actor, "更正任职")
    if not reason.strip():
        raise Refusal("更正须写明理由。")
    lock(post)
    if organization.registered_on and values.get("valid_from", post.valid_from) < organization.registered_on:
        raise Refusal(f"任职日期不能早于成立登记日期{organization.registered_on:%Y-%m-%d}。")
    before = said(post)
    with history.acting(actor, reason=reason):
        dated.correct_fact(post, values=values)
    lock(post)
    _touched(organization)
    audit.record("officers.correct", actor=actor, subject=post, organization=organization.pk)
    officer_left.send(OfficerPost, post=post)
    return FactCorrection.objects.create(
        organization=organization,
        fact_type=post._meta.label,
        fact_id=post.pk,
        before=before,
        after=said(post),
        reason=reason.strip(),
        user_id=actor.user_id,
        department_id=actor.department_id,
        at=clock.now(),
    )


def said(post: OfficerPost) -> dict[str, str]:
    """In words, for the record of corrections; without what is for the registration offices only."""
    until = f"{post.valid_to:%Y-%m-%d}" if post.valid_to else "今"
    words = {"任职": str(post), "起止": f"{post.valid_from:%Y-%m-%d}至{until}", "依据": post.document}
    words["专兼职"] = "专职" if post.is_full_time else "兼职"
    return {label: word for label, word in words.items() if word}


# -- terms ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def begin_term(
    organization: Organization,
    *,
    actor: Actor,
    term_no: int,
    valid_from: datetime.date,
    term_years: int,
    document: str = "",
    stays: Sequence[OfficerPost] = (),
    accepted_reason: str = "",
) -> CouncilTerm:
    """换届: a new term from the day of the election. `stays` are posts whose holders were elected again; every other
    post that follows the term ends the day before. Raises ToConfirm (with what the limits say of those who stay),
    NotPermitted, NotCompetent, Refusal, FactRefused.
    """
    _hold(organization, actor, "登记换届")
    length = _check_term(organization, term_no, valid_from, term_years)
    hints = [*length, *_hints_of_staying(organization, stays, term_no, valid_from, actor)]
    _check_hints(hints, accepted_reason)
    values = {"term_no": term_no, "term_years": term_years, "term_end": add_years(valid_from, term_years)}
    term = dated.set_fact(CouncilTerm, organization, values=values, valid_from=valid_from, document=document.strip())
    staying = {post.pk for post in stays}
    following = OfficerPost.objects.on(valid_from).filter(organization=organization, kind__follows_term=True)
    for post in following.exclude(term=term).select_related("kind", "organization"):
        if post.pk in staying:
            _elect_again(post, term, accepted_reason)
        elif post.valid_from < valid_from:
            dated.end_fact(post, last_day=valid_from - dated.ONE_DAY)
            OfficerPost.objects.filter(pk=post.pk).update(end_reason="任期届满")
    _touched(organization)
    audit.record("officers.begin_term", actor=actor, subject=term, organization=organization.pk, stays=sorted(staying))
    term_began.send(CouncilTerm, term=term)
    return term


def _check_term(organization: Organization, term_no: int, valid_from: datetime.date, years: int) -> list[Hint]:
    if organization.registered_on and valid_from < organization.registered_on:
        raise Refusal(f"本届开始日期不能早于成立登记日期{organization.registered_on:%Y-%m-%d}。")
    terms = CouncilTerm.objects.filter(organization=organization)
    if terms.filter(term_no=term_no).exists():
        raise Refusal(f"第{term_no}届已经登记，请核对届次。")
    before = terms.filter(valid_from__lt=valid_from, term_no__gt=term_no).order_by("valid_from").first()
    after = terms.filter(valid_from__gt=valid_from, term_no__lt=term_no).order_by("valid_from").first()
    if other := before or after:
        raise Refusal(f"第{other.term_no}届自{other.valid_from:%Y-%m-%d}开始，与第{term_no}届的先后不符。")
    found = []
    for row in queries.limits_on(valid_from):
        if row.kind != LimitKind.TERM_LENGTH or organization.org_type not in row.org_types:
            continue
        low, high = row.params["min_years"], row.params["max_years"]
        if not low <= years <= high:
            found.append(Hint(row, "任期年限", f"每届{years}年，规定为{low}至{high}年。"))
    return found


def _hints_of_staying(
    organization: Organization, stays: Sequence[OfficerPost], term_no: int, day: datetime.date, actor: Actor
) -> list[Hint]:
    if not stays:
        return []
    around, limits = queries.surroundings({post.person_id for post in stays}, day, actor), queries.limits_on(day)
    coming, found = CouncilTerm(term_no=term_no), []
    for post in stays:
        its = queries.candidate(
            organization, post.person, post.kind, around, term=coming, cadre=post.cadre, is_paid=post.is_paid,
            approval=post.approval,
        )  # fmt: skip
        found += [Hint(one.limit, one.word, f"{post.person.name}：{one.text}") for one in judge(its, limits)]
    return found


def _elect_again(post: OfficerPost, term: CouncilTerm, accepted_reason: str) -> None:
    names = (*OfficerPost.value_fields, "end_reason")
    values = {name: getattr(post, name) for name in names}
    values |= {"term_id": term.pk, "accepted_reason": accepted_reason.strip(), "end_reason": ""}
    if post.valid_from == term.valid_from:
        dated.correct_fact(post, values={"term_id": term.pk})
        return
    dated.set_fact(
        OfficerPost, post.organization, values=values, valid_from=term.valid_from, key=post.key, document=term.document
    )


@transaction.atomic
def extend(
    term: CouncilTerm, *, actor: Actor, until: datetime.date, approved_on: datetime.date, document: str
) -> None:
    """延期换届, once a term. `until` is the last day in time, at most the limit's months after the end of the term.

    It counts from `approved_on` on: until then the term was overdue, and a past day says so. Raises NotPermitted,
    NotCompetent, Refusal.
    """
    organization = term.organization
    _hold(organization, actor, "登记延期换届")
    lock(term)
    if term.extended_until:
        raise Refusal(f"第{term.term_no}届已延期至{term.extended_until:%Y-%m-%d}，每届只能延期一次。")
    if approved_on > clock.today():
        raise Refusal("批准日期不能晚于今天。")
    if until <= term.term_end:
        raise Refusal(f"延期须晚于届满日期{term.term_end:%Y-%m-%d}。")
    limits = queries.limits_on(approved_on)
    months = queries.number(limits, LimitKind.EXTENSION, "max_months", organization.org_type, 12)
    latest = add_months(term.term_end, months)
    if until > latest:
        raise Refusal(f"延期最长{months}个月，不能晚于{latest:%Y-%m-%d}。")
    if not document.strip():
        raise Refusal("请填写批准延期的文书。")
    term.extended_until, term.extension_approved_on = until, approved_on
    term.extension_document, term.version = document.strip(), term.version + 1
    term.save(update_fields=["extended_until", "extension_approved_on", "extension_document", "version"])
    _touched(organization)
    audit.record("officers.extend_term", actor=actor, subject=term, organization=organization.pk, until=until)
    term_extended.send(CouncilTerm, term=term)


@transaction.atomic
def record_audit(
    term: CouncilTerm,
    *,
    actor: Actor,
    auditor: str,
    reported_on: datetime.date,
    report_no: str = "",
    file: StoredFile | None = None,
) -> ReelectionAudit:
    """换届审计 of the term that ends. Raises NotPermitted, NotCompetent, Refusal."""
    organization = term.organization
    _hold(organization, actor, "登记换届审计")
    if not term.valid_from <= reported_on <= clock.today():
        raise Refusal(f"报告日期应在第{term.term_no}届开始之后、今天之前。")
    if ReelectionAudit.objects.filter(term=term, reported_on=reported_on, auditor=auditor.strip()).exists():
        raise Refusal("该审计报告已经登记。")
    made = ReelectionAudit.objects.create(
        organization=organization,
        term=term,
        auditor=auditor.strip(),
        report_no=report_no.strip(),
        reported_on=reported_on,
        file=file,
    )
    _touched(organization)
    audit.record("officers.record_audit", actor=actor, subject=made, organization=organization.pk, term=term.pk)
    audit_recorded.send(ReelectionAudit, audit=made)
    return made


# -- many at once -----------------------------------------------------------------------------------------------------

_PROJECT = """
update registry_organization o set legal_representative_id = said.person_id
from registry_organization its left join registry_officerpost said
  on said.organization_id = its.id and said.kind_id = %s
  and said.valid_from <= %s and (said.valid_to is null or said.valid_to >= %s)
where its.id = o.id and o.id = any(%s) and o.legal_representative_id is distinct from said.person_id
"""


@transaction.atomic
def record_many(
    posts: Sequence[OfficerPost],
    *,
    actor: Actor,
    origin: str,
    terms: Sequence[CouncilTerm] = (),
    ended: Sequence[OfficerPost] = (),
) -> int:
    """Posts by the thousand, for imports and seeds. All or none; returns the number of new posts.

    `terms` are written first, and posts linked to them by the objects themselves; `ended` are rows on record whose
    last day (and reason) was set by the caller, who has also set `slot`. The exclusion constraints hold all the same.
    """
    if actor.read_only or not actor.can(EDIT):
        raise NotPermitted("您的岗位没有“登记任职”的权限，请联系系统管理员调整岗位。")
    with history.acting(actor, origin=origin):
        CouncilTerm.objects.bulk_create(list(terms), batch_size=2000)
        OfficerPost.objects.bulk_update(list(ended), ["valid_to", "end_reason"], batch_size=1000)
        columns = [field.attname for field in OfficerPost._meta.concrete_fields if not field.primary_key]
        for post in posts:
            if post.term is not None:
                post.term_id = post.term.pk
        bulk.copy(OfficerPost, columns, ([getattr(post, name) for name in columns] for post in posts))
        today = clock.today()
        ids = list({post.organization_id for post in (*posts, *ended) if post.kind_id == LEGAL_REPRESENTATIVE})
        with connection.cursor() as cursor:
            cursor.execute(_PROJECT, [LEGAL_REPRESENTATIVE, today, today, ids])
    audit.record("officers.record", actor=actor, count=len(posts), origin=origin)
    return len(posts)
