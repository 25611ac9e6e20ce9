"""核稿, 会签, 签发, 用印; sent back, withdrawn, voided."""

from django.db import transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import CommentRequired, NotCompetent, WrongState
from core.workflow.perform import lock, log, perform
from supervision import signals
from supervision.letters import documents
from supervision.letters.models import Countersign, Letter
from supervision.letters.states import COUNTERSIGN, DeliveryOutcome, LetterState, Opinion

SIGN_ITEM, COUNTERSIGN_ITEM, SERVE_ITEM = "letters.sign", "letters.countersign", "letters.serve"
PORTAL = Actor.system("letters")


def step(one: Letter, name: str, actor: Actor, comment: str = "", **changes) -> int:
    """perform with its line in the audit log; the number of the step."""
    done = perform(one, name, actor=actor, comment=comment, **changes)
    audit.record(f"letters.{name}", actor=actor, subject=one, organization=one.organization_id)
    return done.pk


def _waits(one: Letter, kind: str, words: str) -> None:
    worklist.open_item(
        kind, subject=one, title=f"{one.kind.title}{words}", url_name="staff:letters:detail",
        department=one.department_id,
    )  # fmt: skip


@transaction.atomic
def submit(letter: Letter, *, actor: Actor) -> None:
    step(letter, "submit", actor)
    _waits(letter, SIGN_ITEM, "待核稿")


@transaction.atomic
def check(letter: Letter, *, actor: Actor) -> None:
    """核稿 by another person; goes to the offices that are asked, else straight to the signature."""
    asked = list(letter.countersigns.select_related("department"))
    step(letter, "ask_others" if asked else "check", actor)
    if not asked:
        return _waits(letter, SIGN_ITEM, "待签发")
    worklist.close_items(letter, SIGN_ITEM, actor=actor)
    for one in asked:
        one.asked_at, one.opinion, one.comment, one.user_id, one.answered_at = clock.now(), "", "", None, None
        one.save(update_fields=["asked_at", "opinion", "comment", "user", "answered_at"])
        worklist.open_item(
            COUNTERSIGN_ITEM, subject=one, title="1件公文待会签", url_name="staff:letters:detail",
            url_args=[letter.pk], department=one.department_id,
        )  # fmt: skip
    return None


@transaction.atomic
def countersign(letter: Letter, *, actor: Actor, opinion: str, comment: str = "") -> None:
    """By an office that was asked, once. When all agree the letter goes to the signature by itself.

    Raises NotPermitted, NotCompetent, WrongState, CommentRequired.
    """
    require(actor, COUNTERSIGN, "会签")
    lock(letter)
    one = letter.countersigns.filter(department_id=actor.department_id).first()
    if one is None:
        raise NotCompetent("本单位不是这件公文的会签单位。")
    if letter.state != LetterState.COUNTERSIGNING or not one.is_waiting:
        raise WrongState("会签已经结束，请刷新页面查看最新情况。")
    if opinion not in Opinion.values:
        raise Refusal("请选择会签意见。")
    if opinion != Opinion.AGREE and not comment.strip():
        raise CommentRequired("不同意或者提出意见的，请写明。")
    one.opinion, one.comment, one.user_id, one.answered_at = opinion, comment.strip(), actor.user_id, clock.now()
    one.save(update_fields=["opinion", "comment", "user", "answered_at"])
    worklist.close_items(one, actor=actor)
    log(letter, "countersign", actor=actor, comment=f"{one.get_opinion_display()}{'：' if comment else ''}{comment}")
    audit.record("letters.countersign", actor=actor, subject=letter, opinion=opinion)
    _go_on_when_all_agree(letter)


def _go_on_when_all_agree(letter: Letter) -> None:
    opinions = list(letter.countersigns.values_list("opinion", flat=True))
    if all(opinion == Opinion.AGREE for opinion in opinions):
        step(letter, "all_agreed", PORTAL)
        _waits(letter, SIGN_ITEM, "待签发")
    elif all(opinions):
        _waits(letter, SIGN_ITEM, "会签有意见，待处理")


@transaction.atomic
def go_on(letter: Letter, *, actor: Actor, comment: str) -> None:
    """To the signature although an office objected or kept silent; the comment says how that was settled."""
    step(letter, "go_on", actor, comment)
    _close_countersigns(letter, actor)
    _waits(letter, SIGN_ITEM, "待签发")


def _close_countersigns(letter: Letter, actor: Actor) -> None:
    for one in Countersign.objects.filter(letter=letter, opinion="").exclude(asked_at=None):
        worklist.close_items(one, actor=actor, cancelled=True)


@transaction.atomic
def send_back(letter: Letter, *, actor: Actor, comment: str) -> None:
    step(letter, "send_back", actor, comment)
    _close_countersigns(letter, actor)
    worklist.close_items(letter, actor=actor)


@transaction.atomic
def withdraw(letter: Letter, *, actor: Actor, comment: str) -> None:
    """Only before the signature: what was signed is served or voided."""
    step(letter, "withdraw", actor, comment)
    _close_countersigns(letter, actor)
    worklist.close_items(letter, actor=actor, cancelled=True)
    signals.letter_dropped.send(Letter, letter=letter)


@transaction.atomic
def sign(letter: Letter, *, actor: Actor, number: str = "") -> None:
    """签发 by another person. `number` as an office system gave it, else the next one of the series.

    Raises NotPermitted, NotCompetent, WrongState, SamePerson, Refusal for a number used before.
    """
    lock(letter)
    today, number = clock.today(), number.strip()
    same = Letter.objects.filter(department=letter.department_id, number=number)
    if number and same.exclude(pk=letter.pk).exists():
        raise Refusal("本单位已有同一文号的公文，请核对文号。")
    step(letter, "sign", actor, signed_on=today, recipient_name=letter.recipient.name,
         number=number or documents.take_number(letter, today.year))  # fmt: skip
    worklist.close_items(letter, SIGN_ITEM, actor=actor)
    _waits(letter, SERVE_ITEM, "待用印和送达")
    signals.letter_signed.send(Letter, letter=letter)


@transaction.atomic
def seal(letter: Letter, *, actor: Actor) -> None:
    """用印: from now on it can be brought to its addressee."""
    step(letter, "seal", actor, sealed_on=clock.today())


@transaction.atomic
def void(letter: Letter, *, actor: Actor, comment: str) -> None:
    """作废 of a signed letter that was not served; its number stays used."""
    step(letter, "void", actor, comment)
    letter.deliveries.pending().update(outcome=DeliveryOutcome.CANCELLED)
    worklist.close_items(letter, actor=actor, cancelled=True)
    signals.letter_dropped.send(Letter, letter=letter)
