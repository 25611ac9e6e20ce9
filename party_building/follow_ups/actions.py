"""The only writers of follow-ups. Never called by a rule: each is a person's decision."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.departments.models import Department
from core.documents.wording import check_words
from core.files.models import StoredFile
from core.forms import check_version
from core.identity.actions import require
from core.refusal import Refusal
from core.workdays.calendar import add_workdays
from core.workflow.errors import NotCompetent, WrongState
from core.workflow.perform import check_competent, lock, log, perform
from core.writeoff.models import WriteOffRow
from party_building.follow_ups import documents, notices
from party_building.follow_ups.models import FollowUp, FollowUpReply
from party_building.follow_ups.states import DRAFTING, FollowUpKind, FollowUpState

SIGN_ITEM, REPLY_ITEM = "follow_ups.sign", "follow_ups.reply"
EDITED = ("addressee", "subject", "body", "duty", "reply_workdays", "issuer_name", "talk_on", "talk_place")


@transaction.atomic
def draft(
    *,
    actor: Actor,
    department: Department,
    kind: str,
    addressee: Department,
    subject: str,
    body: str,
    issuer_name: str = "",
    row: WriteOffRow | None = None,
    duty: str = "",
    reply_workdays: int | None = None,
    talk_on: datetime.date | None = None,
    talk_place: str = "",
) -> FollowUp:
    """拟稿 of the actor's own organ. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, DRAFTING, "拟稿")
    made = FollowUp(
        kind=kind, department=department, issuer_name=issuer_name or department.name, addressee=addressee,
        subject=subject.strip(), body=body.strip(), row=row, duty=duty.strip(), reply_workdays=reply_workdays,
        talk_on=talk_on, talk_place=talk_place.strip(),
    )  # fmt: skip
    check_competent(made, actor=actor, label="拟稿")
    _check(made)
    made.save(force_insert=True)
    log(made, "draft", actor=actor)
    audit.record("follow_ups.prepare", actor=actor, subject=made, kind=kind)
    return made


def _check(one: FollowUp) -> None:
    if one.addressee_id == one.department_id:
        raise Refusal("主送单位不能是发文单位自己。")
    if one.issuer_name not in one.department.letter_names:
        raise Refusal(f"{one.department.name}不能以“{one.issuer_name}”的名义发文。")
    if not one.subject or not one.body:
        raise Refusal("请填写事由和正文。")
    check_words(one.subject, one.body)
    if one.kind == FollowUpKind.SUPERVISION and not one.reply_workdays:
        raise Refusal("督办函须写明回复时限。")


@transaction.atomic
def edit(follow_up: FollowUp, *, actor: Actor, version: int | None, **values) -> None:
    """Of a draft. Raises NotPermitted, NotCompetent, WrongState, StaleVersion, Refusal."""
    require(actor, DRAFTING, "修改文稿")
    check_competent(follow_up, actor=actor, label="修改文稿")
    check_version(follow_up, version)
    if follow_up.state != FollowUpState.DRAFT:
        raise WrongState(f"文稿{follow_up.get_state_display()}，不能修改；需要修改的请先退回。")
    for name in EDITED:
        if name in values:
            value = values[name]
            setattr(follow_up, name, value.strip() if isinstance(value, str) else value)
    _check(follow_up)
    follow_up.version += 1
    follow_up.save(update_fields=[*EDITED, "version"])
    log(follow_up, "edit", actor=actor)
    audit.record("follow_ups.edit", actor=actor, subject=follow_up)


@transaction.atomic
def submit(follow_up: FollowUp, *, actor: Actor) -> None:
    _step(follow_up, "submit", actor)
    _wait_for_signature(follow_up, "待核稿")


@transaction.atomic
def check(follow_up: FollowUp, *, actor: Actor) -> None:
    _step(follow_up, "check", actor)
    _wait_for_signature(follow_up, "待签发")


def _wait_for_signature(one: FollowUp, words: str) -> None:
    worklist.open_item(
        SIGN_ITEM, subject=one, title=f"{one.get_kind_display()}{words}", url_name="staff:follow_ups:detail",
        department=one.department_id,
    )  # fmt: skip


def _step(one: FollowUp, name: str, actor: Actor, comment: str = "", **changes) -> int:
    step = perform(one, name, actor=actor, comment=comment, **changes)
    audit.record(f"follow_ups.{name}", actor=actor, subject=one)
    return step.pk


@transaction.atomic
def send_back(follow_up: FollowUp, *, actor: Actor, comment: str) -> None:
    _step(follow_up, "send_back", actor, comment)
    worklist.close_items(follow_up, actor=actor)


@transaction.atomic
def withdraw(follow_up: FollowUp, *, actor: Actor, comment: str) -> None:
    """Only before the signature: what was signed is followed through."""
    _step(follow_up, "withdraw", actor, comment)
    worklist.close_items(follow_up, actor=actor, cancelled=True)


@transaction.atomic
def sign(follow_up: FollowUp, *, actor: Actor, number: str = "") -> None:
    """签发 by another person. `number` as an OA gave it, else the next one of the organ's series.

    Raises NotPermitted, NotCompetent, WrongState, SamePerson, Refusal for a number used before.
    """
    lock(follow_up)
    today, number = clock.today(), number.strip()
    same = FollowUp.objects.filter(department=follow_up.department_id, number=number)
    if number and same.exclude(pk=follow_up.pk).exists():
        raise Refusal("本单位已有同一文号的文书，请核对文号。")
    number = number or documents.take_number(follow_up, today.year)
    _step(
        follow_up, "sign", actor, number=number, signed_on=today, addressee_name=follow_up.addressee.name
    )  # fmt: skip
    worklist.close_items(follow_up, actor=actor)


@transaction.atomic
def serve(follow_up: FollowUp, *, actor: Actor, served_on: datetime.date, delivery: str) -> None:
    """送达; the time to reply begins on the working day after. Raises as perform, Refusal for an impossible day."""
    lock(follow_up)
    if served_on > clock.today():
        raise Refusal("送达日期不能晚于今天。")
    if follow_up.signed_on and served_on < follow_up.signed_on:
        raise Refusal(f"送达日期不能早于签发日期（{follow_up.signed_on:%Y-%m-%d}）。")
    due = add_workdays(served_on, follow_up.reply_workdays) if follow_up.reply_workdays else None
    step = _step(follow_up, "serve", actor, served_on=served_on, delivery=delivery, reply_due_on=due)
    notices.served(follow_up, step)
    if follow_up.reply_workdays:
        _wait_for_reply(follow_up)


def _wait_for_reply(one: FollowUp) -> None:
    worklist.open_item(
        REPLY_ITEM, subject=one, title="1件来文待回复", url_name="staff:follow_ups:detail",
        department=one.addressee_id, due_on=one.reply_due_on,
    )  # fmt: skip


def may_reply(follow_up: FollowUp, actor: Actor) -> bool:
    return actor.is_system or actor.department_id == follow_up.addressee_id


@transaction.atomic
def reply(follow_up: FollowUp, *, actor: Actor, text: str, files: Iterable[StoredFile] = ()) -> None:
    """By the addressee. Raises NotPermitted, NotCompetent, WrongState, Refusal without words."""
    lock(follow_up)
    if not may_reply(follow_up, actor):
        raise NotCompetent(f"“回复”由{follow_up.addressee.name}办理。")
    if not text.strip():
        raise Refusal("请填写回复内容。")
    _step(follow_up, "reply", actor)
    FollowUpReply.objects.bulk_create(
        FollowUpReply(
            follow_up=follow_up, text=text.strip(), file=file, user_id=actor.user_id,
            department_id=follow_up.addressee_id,
        )
        for file in list(files) or [None]
    )  # fmt: skip
    worklist.close_items(follow_up, REPLY_ITEM, actor=actor)


@transaction.atomic
def ask_again(follow_up: FollowUp, *, actor: Actor, comment: str) -> None:
    """The reply does not suffice: the same time to reply runs once more from today."""
    lock(follow_up)
    days = follow_up.reply_workdays
    due = add_workdays(clock.today(), days) if days else None
    step = _step(follow_up, "ask_again", actor, comment, reply_due_on=due)
    notices.served(follow_up, step)
    _wait_for_reply(follow_up)


@transaction.atomic
def hold(
    follow_up: FollowUp, *, actor: Actor, talk_on: datetime.date, talk_place: str, attendees: str, minutes: str
) -> None:
    """约谈 took place: when, where, who by post, what was said. Raises as perform, Refusal."""
    lock(follow_up)
    if follow_up.kind != FollowUpKind.TALK:
        raise Refusal("只有约谈可以记录约谈情况。")
    if talk_on > clock.today():
        raise Refusal("约谈日期不能晚于今天。")
    if not attendees.strip() or not minutes.strip():
        raise Refusal("请填写参加人员（按职务）和约谈纪要。")
    _step(
        follow_up, "hold", actor, talk_on=talk_on, talk_place=talk_place.strip(), attendees=attendees.strip(),
        minutes=minutes.strip(),
    )  # fmt: skip
    worklist.close_items(follow_up, REPLY_ITEM, actor=actor)


@transaction.atomic
def close(follow_up: FollowUp, *, actor: Actor, comment: str) -> None:
    """办结. One that asks for a reply is not closed before it came; a talk not before it was held."""
    lock(follow_up)
    if follow_up.state == FollowUpState.SERVED and follow_up.kind == FollowUpKind.TALK:
        raise WrongState("约谈还没有记录，不能办结。")
    if follow_up.state == FollowUpState.SERVED and follow_up.reply_workdays:
        raise WrongState(f"{follow_up.addressee.name}尚未回复，不能办结。")
    _step(follow_up, "close", actor, comment, closed_on=clock.today())
    worklist.close_items(follow_up, actor=actor)
