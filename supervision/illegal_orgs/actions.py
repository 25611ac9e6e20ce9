"""The only writers of leads. Opened, handled and ended by the county authority of the place of the act alone."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.departments.models import Department, Region
from core.departments.seats import people_of
from core.files.models import StoredFile
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import NotCompetent, SamePerson, WrongState
from core.workflow.perform import check_competent, lock, log, perform
from registry.organizations.models import Organization
from supervision import signals
from supervision.illegal_orgs import notices, places, queries
from supervision.illegal_orgs.models import BanDecision, CheckKind, Lead, LeadCheck, LeadContact, LeadOfficer
from supervision.illegal_orgs.states import (
    HANDLE,
    LEAST_OFFICERS,
    OPEN,
    REVEAL,
    CheckResult,
    Ground,
    LeadOrigin,
    LeadState,
    Period,
)

CLOCK = Actor.system("lead_clock")
ITEM, SIGN_ITEM, LATE_ITEM = "illegal_orgs.act", "illegal_orgs.decide", "illegal_orgs.late"


@transaction.atomic
def receive(
    *,
    actor: Actor,
    origin: str,
    name: str,
    activity: str,
    region: Region,
    place: str = "",
    ground: str = Ground.UNREGISTERED,
    contact_name: str = "",
    contact_phone: str = "",
) -> Lead:
    """A lead, with the authority of the place of the act. From the public no permission is asked: the view counts.

    Raises NotPermitted, Refusal.
    """
    if origin in (LeadOrigin.STAFF, LeadOrigin.OFFICE):
        require(actor, HANDLE, "登记线索")
    if not name.strip() or not activity.strip():
        raise Refusal("请写明所称名称和活动情况。")
    today = clock.today()
    lead = Lead(
        origin=origin, name=name.strip(), activity=activity.strip(), ground=ground, region=region,
        place=place.strip(), department=places.authority_of(region), received_on=today,
        check_due_on=queries.last_day(Period.CHECK, today),
    )  # fmt: skip
    lead.save(force_insert=True)
    if contact_name.strip() or contact_phone.strip():
        contact = LeadContact(lead=lead)
        contact.name, contact.phone = contact_name.strip(), contact_phone
        contact.save(force_insert=True)
    step = log(lead, "receive", actor=actor)
    _wait(lead)
    notices.received(lead, step.pk)
    audit.record("illegal_orgs.receive", actor=actor, subject=lead, origin=origin)
    return lead


def _wait(lead: Lead) -> None:
    worklist.open_item(
        ITEM, subject=lead, title="1条线索待办", url_name="staff:illegal_orgs:detail", department=lead.department_id,
        due_on=lead.due_on,
    )  # fmt: skip


def _step(lead: Lead, name: str, actor: Actor, comment: str = "", **changes) -> int:
    done = perform(lead, name, actor=actor, comment=comment.strip(), **changes)
    audit.record(f"illegal_orgs.{name}", actor=actor, subject=lead)
    if lead.state not in OPEN:
        worklist.close_items(lead, actor=actor)
    return done.pk


def _hold(lead: Lead, actor: Actor, what: str) -> None:
    require(actor, HANDLE, what)
    lock(lead)
    check_competent(lead, actor=actor, label=what)
    if lead.state not in OPEN:
        raise WrongState(f"线索{lead.get_state_display()}，不能{what}。")


@transaction.atomic
def relocate(lead: Lead, *, actor: Actor, region: Region, place: str, comment: str) -> None:
    """改正行为发生地: another district's lead goes to its authority, with a clock of its own."""
    lock(lead)
    office, today = places.authority_of(region), clock.today()
    due = lead.check_due_on if office.pk == lead.department_id else queries.last_day(Period.CHECK, today)
    step = _step(
        lead, "relocate", actor, comment, region=region, place=place.strip(), department=office, check_due_on=due
    )  # fmt: skip
    _wait(lead)
    if office.pk != actor.department_id:
        notices.received(lead, step)


@transaction.atomic
def note_check(
    lead: Lead, *, actor: Actor, kind: CheckKind, result: str, note: str, proof: StoredFile | None = None
) -> None:
    """What one register answered. A later answer replaces the earlier one; history keeps both.

    Raises NotPermitted, NotCompetent, WrongState, Refusal.
    """
    _hold(lead, actor, "登记核查结果")
    if result not in CheckResult.values:
        raise Refusal("请选择核查结果。")
    if not note.strip():
        raise Refusal("请写明怎样核查、查到什么。")
    told = {"result": result, "note": note.strip(), "checked_on": clock.today(), "user_id": actor.user_id}
    if proof is not None:
        told["proof"] = proof
    LeadCheck.objects.update_or_create(lead=lead, kind=kind, defaults=told)
    log(lead, "check", actor=actor, comment=f"{kind.label}：{CheckResult(result).label}", from_state=lead.state)
    audit.record("illegal_orgs.note_check", actor=actor, subject=lead, kind=kind.code, result=result)


@transaction.atomic
def open_case(lead: Lead, *, actor: Actor, officers: Iterable[int], papers: dict[int, str] | None = None) -> None:
    """立案: every required check done and none of them a hit, at least two officers of the office.

    Raises as perform, Refusal.
    """
    lock(lead)
    chosen = sorted(set(officers))
    check_competent(lead, actor=actor, label="立案")
    _refuse_unchecked(lead)
    if len(chosen) < LEAST_OFFICERS:
        raise Refusal(f"办案人员不少于{LEAST_OFFICERS}人。")
    if set(chosen) - set(people_of(lead.department_id)):
        raise Refusal(f"办案人员须在{lead.department.name}有岗位。")
    today = clock.today()
    _step(lead, "open_case", actor, opened_on=today, handle_due_on=queries.last_day(Period.HANDLE, today))
    LeadOfficer.objects.bulk_create(
        LeadOfficer(lead=lead, user_id=pk, paper=(papers or {}).get(pk, "").strip()) for pk in chosen
    )
    _wait(lead)


def _refuse_unchecked(lead: Lead) -> None:
    missing = queries.missing_checks(lead)
    if missing:
        raise Refusal(f"还没有核查：{'、'.join(kind.label for kind in missing)}。核查完毕再立案。")
    found = queries.found_checks(lead)
    if found:
        raise Refusal(f"{found[0].kind.label}已经查到，应按“登记在他处”办结，不能立案。")


def _end(lead: Lead, name: str, actor: Actor, comment: str, **changes) -> None:
    _step(lead, name, actor, comment, ended_on=clock.today(), **changes)
    signals.lead_ended.send(Lead, lead=lead)


@transaction.atomic
def found_elsewhere(lead: Lead, *, actor: Actor, comment: str, organization: Organization | None = None) -> None:
    """登记在他处: some check found it, or it is one of our own register. Raises as perform, Refusal."""
    lock(lead)
    if organization is None and not queries.found_checks(lead):
        raise Refusal("请先登记在哪里查到，或者选择名录中的社会组织。")
    _end(lead, "found_elsewhere", actor, comment, organization=organization)


@transaction.atomic
def refute(lead: Lead, *, actor: Actor, comment: str) -> None:
    _end(lead, "refute", actor, comment)


@transaction.atomic
def dissolve(lead: Lead, *, actor: Actor, comment: str) -> None:
    """劝散: slight, and dissolved after persuasion; no decision is needed, and none is published."""
    _end(lead, "dissolve", actor, comment)


@transaction.atomic
def hand_over(lead: Lead, *, actor: Actor, to: str, number: str, comment: str) -> None:
    """移送 to whoever may act: its name and the number of the paper. Raises as perform, Refusal."""
    if not to.strip() or not number.strip():
        raise Refusal("请写明移送单位和文书号。")
    _end(lead, "hand_over", actor, comment, transferred_to=to.strip(), transfer_number=number.strip())


@transaction.atomic
def propose_ban(lead: Lead, *, actor: Actor, comment: str) -> None:
    _step(lead, "propose_ban", actor, comment)
    _sign(lead, "legal_reviewer", "1件待法制审核")


@transaction.atomic
def review_ban(lead: Lead, *, actor: Actor, comment: str) -> None:
    """法制审核 by somebody who neither opened nor proposed it, nor works on it. Raises as perform, SamePerson."""
    lock(lead)
    _refuse_officer(lead, actor, "法制审核")
    _step(lead, "review_ban", actor, comment)
    _sign(lead, "registry_chief", "1件待作出决定")


@transaction.atomic
def send_back(lead: Lead, *, actor: Actor, comment: str) -> None:
    _step(lead, "send_back", actor, comment)
    worklist.close_items(lead, SIGN_ITEM, actor=actor)


def _sign(lead: Lead, role: str, title: str) -> None:
    worklist.close_items(lead, SIGN_ITEM)
    worklist.open_item(
        SIGN_ITEM, subject=lead, title=title, url_name="staff:illegal_orgs:detail", department=lead.department_id,
        role=role, due_on=lead.handle_due_on,
    )  # fmt: skip


def _refuse_officer(lead: Lead, actor: Actor, what: str) -> None:
    if actor.user_id is not None and lead.officers.filter(user=actor.user_id).exists():
        raise SamePerson(f"“{what}”须由办案人员以外的人办理。")


@transaction.atomic
def ban(lead: Lead, *, actor: Actor, number: str, name: str = "") -> BanDecision:
    """决定取缔 after the legal review, by a further person, with its number. From now on the name is public.

    Raises as perform, SamePerson, Refusal for a number used before.
    """
    lock(lead)
    _refuse_officer(lead, actor, "决定取缔")
    number = number.strip()
    if not number:
        raise Refusal("请填写决定书文号。")
    if BanDecision.objects.filter(department=lead.department_id, number=number).exists():
        raise Refusal("本机关已有同一文号的决定书，请核对文号。")
    _step(lead, "ban", actor, number, ended_on=clock.today())
    decision = BanDecision.objects.create(
        lead=lead, department=lead.department, department_name=lead.department.name, name=name.strip() or lead.name,
        number=number, decided_on=clock.today(),
    )  # fmt: skip
    signals.lead_ended.send(Lead, lead=lead)
    return decision


@transaction.atomic
def lift(lead: Lead, *, actor: Actor, number: str, comment: str) -> None:
    """撤销取缔决定: from today the name is no longer public. Raises as perform, Refusal without a number."""
    lock(lead)
    if not number.strip():
        raise Refusal("请填写撤销决定的文号。")
    _step(lead, "lift", actor, comment)
    decision = lead.decision
    decision.lifted_on, decision.lift_number = clock.today(), number.strip()
    decision.save(update_fields=["lifted_on", "lift_number"])


@transaction.atomic
def reveal_contact(lead: Lead, *, actor: Actor, reason: str) -> tuple[str, str]:
    """(name, number) of whoever told of it, in the clear, for the office that works on it; who looked and why is kept.

    Raises NotPermitted, NotCompetent, Refusal.
    """
    require(actor, REVEAL, "查看联系方式")
    check_competent(lead, actor=actor, label="查看联系方式")
    if not reason.strip():
        raise Refusal("查看联系方式须写明事由。")
    contact = LeadContact.objects.filter(lead=lead).first()
    if contact is None:
        raise Refusal("提供人没有留下联系方式。")
    log(lead, "reveal", actor=actor, comment=reason.strip(), from_state=lead.state)
    audit.record("illegal_orgs.reveal", actor=actor, subject=lead)
    return contact.name, contact.phone.reveal()


def warn_of_overdue(day: datetime.date) -> int:
    """Once for each lead whose clock has run out: the chief of its office, and the bureau above. Safe to repeat."""
    found = 0
    for lead in Lead.objects.overdue(day).filter(warned_on=None).order_by("pk"):
        found += _warn(lead, day)
    return found


@transaction.atomic
def _warn(lead: Lead, day: datetime.date) -> int:
    lock(lead)
    if lead.warned_on is not None or lead.state not in OPEN:
        return 0
    lead.warned_on = day
    lead.version += 1
    lead.save(update_fields=["warned_on", "version"])
    step = log(lead, "overdue", actor=CLOCK, from_state=lead.state)
    worklist.open_item(
        LATE_ITEM, subject=lead, title="1条线索已到期", url_name="staff:illegal_orgs:detail",
        department=lead.department_id, role="registry_chief", due_on=lead.due_on,
    )  # fmt: skip
    above: Department | None = lead.department.parent
    for office in filter(None, (lead.department_id, above.pk if above else None)):
        notices.late(lead, step.pk, office)
    return 1


def may_open(lead: Lead, actor: Actor) -> str:
    """Why the case cannot be opened now, in words; "" when it can."""
    try:
        check_competent(lead, actor=actor, label="立案")
        if lead.state != LeadState.RECEIVED:
            return ""
        _refuse_unchecked(lead)
    except (NotCompetent, Refusal) as refusal:
        return str(refusal)
    return ""
