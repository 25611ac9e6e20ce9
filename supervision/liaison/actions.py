"""The only writers of liaison: the list of who keeps in touch, contacts, needs."""

import datetime
from collections.abc import Collection

from django.db import transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.departments.models import Department
from core.identity.actions import require
from core.identity.models import User
from core.workflow.errors import NotCompetent, Refusal
from core.workflow.perform import check_competent, lock, log, perform
from registry.organizations.models import Organization
from supervision.liaison import notices, queries
from supervision.liaison.models import Contact, LiaisonLink, Need
from supervision.liaison.states import (
    ANSWER_ITEM,
    ASSIGN_ITEM,
    CONFIRM_ITEM,
    KEEP,
    LOG,
    OWN_RAISE,
)


@transaction.atomic
def link(
    *,
    actor: Actor,
    department: Department,
    organizations: Collection[Organization],
    kind: str,
    name: str,
    document: str,
    since: datetime.date,
    post: str = "",
    phone: str = "",
    user: User | None = None,
) -> int:
    """From `since` on this person keeps in touch with these. A predecessor of the same kind ends the day before.

    Returns how many. Raises NotPermitted, NotCompetent, Refusal.
    """
    require(actor, KEEP, "登记联系服务名单")
    check_competent(LiaisonLink(department=department), actor=actor, label="登记联系服务名单")
    if not organizations:
        raise Refusal("请至少填写一家社会组织。")
    for body in organizations:
        _end_predecessor(body, department, kind, since)
        LiaisonLink.objects.create(
            department=department, organization=body, kind=kind, name=name.strip(), post=post.strip(),
            phone=phone.strip(), user=user, document=document.strip(), valid_from=since,
        )  # fmt: skip
    audit.record(
        "liaison.link", actor=actor, subject=department, organizations=[body.pk for body in organizations], kind=kind
    )
    return len(organizations)


def _end_predecessor(body: Organization, department: Department, kind: str, since: datetime.date) -> None:
    rows = LiaisonLink.objects.filter(organization=body, department=department, kind=kind).exclude(valid_to__lt=since)
    for one in rows.select_for_update(no_key=True):
        if one.valid_from >= since:
            raise Refusal(f"{body.name}自{one.valid_from:%Y-%m-%d}起已由{one.name}联系，请核对起始日期。")
        one.valid_to, one.ending_reason = since - datetime.timedelta(days=1), "更换联系人"
        one.version += 1
        one.save(update_fields=["valid_to", "ending_reason", "version"])


@transaction.atomic
def end(found: LiaisonLink, *, actor: Actor, last_day: datetime.date, reason: str) -> None:
    """Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, KEEP, "终止联系")
    lock(found)
    check_competent(found, actor=actor, label="终止联系")
    if last_day < found.valid_from:
        raise Refusal(f"终止日期不能早于起始日期{found.valid_from:%Y-%m-%d}。")
    if found.valid_to is not None and found.valid_to <= last_day:
        raise Refusal(f"该联系已于{found.valid_to:%Y-%m-%d}终止。")
    if not reason.strip():
        raise Refusal("请写明终止的原因。")
    found.valid_to, found.ending_reason = last_day, reason.strip()
    found.version += 1
    found.save(update_fields=["valid_to", "ending_reason", "version"])
    audit.record("liaison.end", actor=actor, subject=found, organization=found.organization_id)


@transaction.atomic
def log_contact(
    organization: Organization,
    *,
    actor: Actor,
    kind: str,
    topic: str,
    on: datetime.date | None = None,
    counterpart: str = "",
    answer: str = "",
) -> Contact:
    """A few words, nothing else is asked. Raises NotPermitted, Refusal."""
    require(actor, LOG, "登记联系")
    if actor.department_id is None:
        raise Refusal("只有部门的岗位可以登记联系。")
    if not queries.reachable(actor).filter(pk=organization.pk).exists():
        raise NotCompetent("该社会组织不在您的范围内，也不由您联系。")
    on = on or clock.today()
    if on > clock.today():
        raise Refusal("日期不能晚于今天。")
    if not topic.strip():
        raise Refusal("请写一句事由。")
    made = Contact.objects.create(
        organization=organization, department_id=actor.department_id, user_id=actor.user_id, kind=kind, on=on,
        counterpart=counterpart.strip(), topic=topic.strip(), answer=answer.strip(),
    )  # fmt: skip
    audit.record("liaison.record", actor=actor, subject=made, organization=organization.pk)
    return made


# -- needs --


@transaction.atomic
def raise_need(
    organization: Organization, *, actor: Actor, kind: str, words: str, wish: str = "", contact: Contact | None = None
) -> Need:
    """Written down by the office that heard it, which keeps it. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, LOG, "登记诉求")
    if actor.department_id is None or not queries.reachable(actor).filter(pk=organization.pk).exists():
        raise NotCompetent("该社会组织不在您的范围内，也不由您联系。")
    return _raised(organization, actor, actor.department_id, kind=kind, words=words, wish=wish, contact=contact)


@transaction.atomic
def raise_own(organization: Organization, *, actor: Actor, kind: str, words: str, wish: str = "") -> Need:
    """By the organization itself: kept by the office that keeps in touch with it, else by its authority.

    Raises NotPermitted, NotCompetent, Refusal.
    """
    require(actor, OWN_RAISE, "反映事项")
    if organization.pk not in actor.scope.ids:
        raise NotCompetent("只能为本组织反映事项。")
    links = LiaisonLink.objects.on(clock.today()).filter(organization=organization).order_by("kind", "pk")
    first = links.values_list("department_id", flat=True).last()
    keeper = first or organization.supervising_authority_id
    if keeper is None:
        raise Refusal("本组织尚未登记监督管理机关，请先联系登记管理机关。")
    return _raised(organization, actor, keeper, kind=kind, words=words, wish=wish, is_own_word=True)


def _raised(organization: Organization, actor: Actor, keeper_id: int, **values) -> Need:
    values["words"], values["wish"] = values["words"].strip(), values["wish"].strip()
    if not values["words"]:
        raise Refusal("请写明诉求内容。")
    need = Need.objects.create(
        organization=organization, department_id=keeper_id, raised_on=clock.today(), **values
    )  # fmt: skip
    log(need, "raise", actor=actor)
    _open(need, ASSIGN_ITEM, "社会组织诉求待交办", need.department_id)
    notices.raised(need)
    audit.record("liaison.raise", actor=actor, subject=need, organization=organization.pk)
    return need


def _open(need: Need, kind: str, words: str, department_id: int, due_on: datetime.date | None = None) -> None:
    worklist.open_item(
        kind, subject=need, title=f"{words}：{need.organization.name}", url_name="staff:liaison:need",
        department=department_id, due_on=due_on,
    )  # fmt: skip


def _moved(need: Need, name: str, actor: Actor) -> None:
    audit.record(f"liaison.{name}", actor=actor, subject=need, organization=need.organization_id)


@transaction.atomic
def assign(need: Need, *, actor: Actor, responsible: Department, due_on: datetime.date) -> None:
    """交办 to an office, its own included. Raises NotPermitted, NotCompetent, WrongState, Refusal."""
    if due_on < clock.today():
        raise Refusal("答复期限不能早于今天。")
    perform(need, "assign", actor=actor, responsible_id=responsible.pk, due_on=due_on)
    worklist.close_items(need, ASSIGN_ITEM, actor=actor)
    _open(need, ANSWER_ITEM, "社会组织诉求待答复", responsible.pk, due_on)
    notices.assigned(need)
    _moved(need, "assign", actor)


def may_answer(need: Need, actor: Actor) -> bool:
    return actor.is_system or (actor.department_id is not None and actor.department_id == need.responsible_id)


def _answering(need: Need, actor: Actor, what: str) -> None:
    if not may_answer(need, actor):
        office = need.responsible.name if need.responsible else "答复单位"
        raise NotCompetent(f"“{what}”由{office}办理。")


@transaction.atomic
def hand_back(need: Need, *, actor: Actor, comment: str) -> None:
    """Not ours: back to the keeping office. Raises as perform."""
    lock(need)
    _answering(need, actor, "退回")
    perform(need, "hand_back", actor=actor, comment=comment)
    worklist.close_items(need, ANSWER_ITEM, actor=actor)
    _open(need, ASSIGN_ITEM, "社会组织诉求退回待交办", need.department_id)
    notices.raised(need)
    _moved(need, "hand_back", actor)


@transaction.atomic
def answer(need: Need, *, actor: Actor, text: str) -> None:
    """The organization is told and says whether it is solved. Raises as perform."""
    lock(need)
    _answering(need, actor, "答复")
    perform(need, "answer", actor=actor, comment=text, answer=text.strip()[:800], answered_on=clock.today())
    worklist.close_items(need, ANSWER_ITEM, actor=actor)
    worklist.open_item(
        CONFIRM_ITEM, subject=need, title="您反映的事项已有答复，请确认", url_name="org:liaison:need",
        organization=need.organization_id,
    )  # fmt: skip
    notices.answered(need)
    _moved(need, "answer", actor)


@transaction.atomic
def confirm(need: Need, *, actor: Actor) -> None:
    """By the organization. Raises as perform."""
    _close(need, "confirm", actor)


@transaction.atomic
def decide(need: Need, *, actor: Actor, comment: str) -> None:
    """By another person than the one who answered, in the keeping office. Raises as perform, and SamePerson."""
    _close(need, "decide", actor, comment)


@transaction.atomic
def explain(need: Need, *, actor: Actor, comment: str) -> None:
    """It cannot be had and the organization was told why: closed, never counted as solved. Raises as decide."""
    _close(need, "explain", actor, comment)


def _close(need: Need, name: str, actor: Actor, comment: str = "") -> None:
    perform(need, name, actor=actor, comment=comment, closed_on=clock.today())
    worklist.close_items(need, CONFIRM_ITEM, actor=actor)
    _moved(need, name, actor)


@transaction.atomic
def object_to(need: Need, *, actor: Actor, comment: str) -> None:
    """By the organization: not solved yet. Raises as perform."""
    _again(need, "object", actor, comment)


@transaction.atomic
def ask_again(need: Need, *, actor: Actor, comment: str) -> None:
    """By the keeping office. Raises as perform."""
    _again(need, "ask_again", actor, comment)


def _again(need: Need, name: str, actor: Actor, comment: str) -> None:
    perform(need, name, actor=actor, comment=comment)
    worklist.close_items(need, CONFIRM_ITEM, actor=actor)
    _open(need, ANSWER_ITEM, "社会组织诉求须继续办理", need.responsible_id, need.due_on)
    notices.assigned(need)
    _moved(need, name, actor)
