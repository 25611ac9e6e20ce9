"""The addressee's reply, and how a letter ends."""

from collections.abc import Iterable

from django.db import transaction

from core import clock, worklist
from core.access.actor import Actor
from core.files.models import StoredFile
from core.refusal import Refusal
from core.workdays.calendar import add_workdays
from core.workflow.errors import NotCompetent, NotPermitted, WrongState
from core.workflow.perform import lock
from supervision import signals
from supervision.letters import notices
from supervision.letters.actions.routing import step
from supervision.letters.actions.serving import REPLY_ITEM, wait_for_reply
from supervision.letters.models import Letter, LetterReply
from supervision.letters.states import OWN_REPLY, REPLY, LetterState, Opinion, Outcome

CLOSE_ITEM = "letters.close"


def may_reply(letter: Letter, actor: Actor) -> bool:
    """Whether the actor speaks for the addressee."""
    if actor.is_system:
        return True
    if letter.organization_id:
        return actor.is_organization_side and actor.competent_for(letter) and actor.can(OWN_REPLY)
    return actor.department_id == letter.addressee_id and actor.can(REPLY)


@transaction.atomic
def reply(
    letter: Letter, *, actor: Actor, text: str, opinion: str = "", files: Iterable[StoredFile] = ()
) -> LetterReply:
    """By the addressee, late or in time. Raises NotPermitted, NotCompetent, WrongState, Refusal."""
    lock(letter)
    if actor.read_only:
        raise NotPermitted("只读岗位不能回复。")
    if not may_reply(letter, actor):
        raise NotCompetent(f"“回复”由{letter.recipient.name}办理。")
    if not text.strip():
        raise Refusal("请填写回复内容。")
    if letter.kind.asks_opinion and opinion not in Opinion.values:
        raise Refusal("请选择同意、不同意或者提出意见。")
    done = step(letter, "reply", actor, replied_on=clock.today())
    made = LetterReply.objects.create(
        letter=letter, text=text.strip(), opinion=opinion if letter.kind.asks_opinion else "", user_id=actor.user_id,
        department_id=letter.addressee_id, on=clock.today(), at=clock.now(),
    )  # fmt: skip
    made.files.set(files)
    worklist.close_items(letter, REPLY_ITEM, actor=actor)
    worklist.open_item(
        CLOSE_ITEM, subject=letter, title=f"{letter.kind.title}已回复，待办结", url_name="staff:letters:detail",
        department=letter.department_id,
    )  # fmt: skip
    notices.replied(letter, done)
    signals.letter_replied.send(Letter, letter=letter)
    return made


@transaction.atomic
def ask_again(letter: Letter, *, actor: Actor, comment: str) -> None:
    """The reply does not suffice: the same time to reply runs once more from today."""
    lock(letter)
    due = add_workdays(clock.today(), letter.reply_workdays) if letter.reply_workdays else None
    done = step(letter, "ask_again", actor, comment, reply_due_on=due, replied_on=None)
    worklist.close_items(letter, CLOSE_ITEM, actor=actor)
    notices.served(letter, done)
    wait_for_reply(letter)


@transaction.atomic
def close(letter: Letter, *, actor: Actor, outcome: str, comment: str) -> None:
    """办结 with how it ended. While a reply is still due only a change of circumstances ends it; after the last day
    silence may be recorded. Raises as perform, Refusal."""
    lock(letter)
    if outcome not in Outcome.values:
        raise Refusal("请选择办理结果。")
    waits = letter.state == LetterState.SERVED and letter.asks_reply
    if waits and not letter.is_overdue and outcome != Outcome.NOT_NEEDED:
        raise WrongState(f"{letter.recipient.name}的回复期限（{letter.reply_due_on:%Y-%m-%d}）未到，不能办结。")
    if waits and letter.is_overdue and outcome not in (Outcome.SILENT, Outcome.NOT_NEEDED):
        raise Refusal("没有收到回复，请选择“逾期未复，已记录”或者“情况已变化，无需再办”。")
    if not waits and outcome == Outcome.SILENT:
        raise Refusal("没有逾期未复的情况，请选择其他办理结果。")
    step(letter, "close", actor, comment, outcome=outcome, closed_on=clock.today())
    worklist.close_items(letter, actor=actor)
    signals.letter_closed.send(Letter, letter=letter)
