"""送达: every attempt with its proof; the first that succeeds serves the letter."""

import datetime

from django.db import transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.files.models import StoredFile
from core.identity.actions import require
from core.refusal import Refusal
from core.workdays.calendar import add_workdays
from core.workflow.errors import CommentRequired, WrongState
from core.workflow.perform import check_competent, lock, log
from registry.organizations.models import Organization
from supervision import signals
from supervision.letters import notices, queries
from supervision.letters.actions.routing import PORTAL, step
from supervision.letters.models import ElectronicConsent, Letter, LetterDelivery
from supervision.letters.states import (
    AT_ONCE,
    DRAFTING,
    OWN_REPLY,
    OWN_VIEW,
    SIGN_OFF,
    DeliveryOutcome,
    LetterState,
    Way,
)

REPLY_ITEM, OPEN_ITEM = "letters.reply", "letters.open"
ONE_DAY = datetime.timedelta(days=1)


def _begin(letter: Letter, actor: Actor, way: str, on: datetime.date, *, permission: str = DRAFTING) -> None:
    """Lock, and refuse what the kind does not allow. `on` is the day the attempt began."""
    require(actor, permission, "送达")
    lock(letter)
    check_competent(letter, actor=actor, label="送达")
    if letter.state != LetterState.SEALED:
        raise WrongState(f"公文{letter.get_state_display()}，用印后、送达前才能登记送达。")
    if way not in letter.kind.ways:
        raise Refusal(f"“{letter.kind.title}”不采用{Way(way).label}。")
    if on > clock.today():
        raise Refusal("日期不能晚于今天。")
    if letter.signed_on and on < letter.signed_on:
        raise Refusal(f"日期不能早于签发日期（{letter.signed_on:%Y-%m-%d}）。")


def _attempt(letter: Letter, actor: Actor, way: str, on: datetime.date, **more) -> LetterDelivery:
    if letter.deliveries.pending().filter(way=way).exists():
        raise Refusal(f"已有一次{Way(way).label}正在进行，请先登记结果。")
    return LetterDelivery.objects.create(
        letter=letter, way=way, posted_on=on, recorded_by_id=actor.user_id, recorded_at=clock.now(), **more
    )


def _note(letter: Letter, name: str, actor: Actor, comment: str) -> int:
    audit.record(f"letters.{name}", actor=actor, subject=letter, organization=letter.organization_id)
    return log(letter, name, actor=actor, comment=comment).pk


@transaction.atomic
def deliver(
    letter: Letter, *, actor: Actor, way: str, served_on: datetime.date, receiver: str = "", reason: str = "",
    proof: StoredFile | None = None,
) -> LetterDelivery:  # fmt: skip
    """直接, 留置, 转交送达, 公文交换: it has happened. 留置 says why and who witnessed it."""
    if way not in AT_ONCE:
        raise Refusal("请选择直接送达、留置送达、转交送达或者公文交换。")
    _begin(letter, actor, way, served_on)
    if way in (Way.LEFT, Way.FORWARD) and not (receiver.strip() and reason.strip()):
        raise CommentRequired(f"{Way(way).label}须写明原因和见证人或者转交单位。")
    if way == Way.DIRECT and letter.organization_id and not receiver.strip():
        raise CommentRequired("直接送达社会组织的，请写明签收人。")
    made = _attempt(letter, actor, way, served_on, receiver=receiver.strip(), reason=reason.strip(), proof=proof)
    _succeed(made, actor, served_on)
    return made


@transaction.atomic
def post(letter: Letter, *, actor: Actor, posted_on: datetime.date, tracking_number: str) -> LetterDelivery:
    """邮寄: handed in at the post office; the outcome is recorded when it is known."""
    _begin(letter, actor, Way.POST, posted_on)
    if not tracking_number.strip():
        raise CommentRequired("请填写挂号或邮件号。")
    made = _attempt(letter, actor, Way.POST, posted_on, tracking_number=tracking_number.strip())
    _note(letter, "send", actor, f"邮寄，{made.tracking_number}")
    return made


@transaction.atomic
def send_electronically(letter: Letter, *, actor: Actor) -> LetterDelivery:
    """电子送达. To an office, and to an organization that agreed beforehand, it counts today; to another one when the
    organization opens it."""
    today = clock.today()
    _begin(letter, actor, Way.ELECTRONIC, today)
    made = _attempt(letter, actor, Way.ELECTRONIC, today)
    if letter.addressee_id or queries.has_consent(letter.organization_id, today):
        _succeed(made, actor, today)
        return made
    worklist.open_item(
        OPEN_ITEM, subject=letter, title="1件来文待签收", url_name="org:letters:list", url_args=[],
        organization=letter.organization_id,
    )  # fmt: skip
    notices.waiting(letter, _note(letter, "send", actor, "电子送达，待签收"))
    return made


@transaction.atomic
def publish_notice(letter: Letter, *, actor: Actor, reason: str) -> LetterDelivery:
    """公告送达 from today, by whoever may sign; only after another way has failed.

    The last day is the last of the period's calendar days after today; rest days count and do not move it.
    """
    today = clock.today()
    _begin(letter, actor, Way.NOTICE, today, permission=SIGN_OFF)
    if not letter.deliveries.undelivered().exists():
        raise Refusal("采用其他方式未能送达后，才能公告送达。请先登记邮寄退回或者其他方式未送达的情况。")
    if not reason.strip():
        raise CommentRequired("请写明采用公告送达的原因。")
    days = queries.period(queries.NOTICE_DAYS, today)
    last = today + days * ONE_DAY
    shown_until = last + queries.period(queries.NOTICE_KEPT_DAYS, today) * ONE_DAY
    made = _attempt(
        letter, actor, Way.NOTICE, today, reason=reason.strip(), period_days=days, period_ends_on=last,
        shown_until=shown_until,
    )  # fmt: skip
    _note(letter, "publish", actor, f"公告至{last:%Y-%m-%d}")
    return made


@transaction.atomic
def serve_attempt(
    delivery: LetterDelivery, *, actor: Actor, served_on: datetime.date, receiver: str = "",
    proof: StoredFile | None = None,
) -> None:  # fmt: skip
    """The letter that was posted has arrived: the day on its receipt."""
    letter = _pending(delivery, actor, Way.POST)
    if not delivery.posted_on <= served_on <= clock.today():
        raise Refusal(f"送达日期应在交寄日期（{delivery.posted_on:%Y-%m-%d}）和今天之间。")
    delivery.receiver, delivery.proof = receiver.strip(), proof
    delivery.save(update_fields=["receiver", "proof"])
    delivery.letter = letter
    _succeed(delivery, actor, served_on)


@transaction.atomic
def not_delivered(
    delivery: LetterDelivery, *, actor: Actor, ended_on: datetime.date, reason: str, proof: StoredFile | None = None
) -> None:
    """退回, or taken back unopened by the office. Raises CommentRequired without a reason."""
    letter = _pending(delivery, actor, Way.POST, Way.ELECTRONIC)
    if not reason.strip():
        raise CommentRequired("请写明退回或者未送达的原因。")
    if not delivery.posted_on <= ended_on <= clock.today():
        raise Refusal(f"日期应在交寄日期（{delivery.posted_on:%Y-%m-%d}）和今天之间。")
    is_post = delivery.way == Way.POST
    delivery.outcome = DeliveryOutcome.RETURNED if is_post else DeliveryOutcome.FAILED
    delivery.ended_on, delivery.reason, delivery.proof = ended_on, reason.strip(), proof
    delivery.save(update_fields=["outcome", "ended_on", "reason", "proof"])
    worklist.close_items(letter, OPEN_ITEM, actor=actor, cancelled=True)
    _note(letter, "not_delivered", actor, f"{delivery.get_way_display()}：{reason.strip()}")


def _pending(delivery: LetterDelivery, actor: Actor, *ways: str) -> Letter:
    """The letter of an attempt under way, locked. Raises as _begin."""
    letter = delivery.letter
    require(actor, DRAFTING, "登记送达")
    lock(letter)
    check_competent(letter, actor=actor, label="登记送达")
    lock(delivery)
    if delivery.way not in ways or delivery.outcome != DeliveryOutcome.PENDING:
        raise WrongState(f"这次{delivery.get_way_display()}{delivery.get_outcome_display()}，不能再登记。")
    return letter


@transaction.atomic
def confirm(letter: Letter, *, actor: Actor) -> None:
    """The organization opens what was sent to it: served today, and the account that opened it stands beside."""
    lock(letter)
    require(actor, OWN_VIEW, "签收")
    check_competent(letter, actor=actor, label="签收")
    made = letter.deliveries.pending().filter(way=Way.ELECTRONIC).first()
    if made is None:
        raise WrongState("这件来文已经签收或者已由发文单位撤回。")
    made.confirmed_by_id, made.confirmed_at = actor.user_id, clock.now()
    made.save(update_fields=["confirmed_by", "confirmed_at"])
    made.letter = letter
    _succeed(made, actor, clock.today(), name="confirm")


def _succeed(delivery: LetterDelivery, actor: Actor, on: datetime.date, name: str = "serve") -> None:
    """The first success serves the letter; attempts still under way are moot."""
    letter = delivery.letter
    delivery.outcome, delivery.served_on = DeliveryOutcome.SERVED, on
    delivery.save(update_fields=["outcome", "served_on"])
    letter.deliveries.pending().update(outcome=DeliveryOutcome.CANCELLED)
    due = add_workdays(on, letter.reply_workdays) if letter.reply_workdays else None
    done = step(letter, name, actor, served_on=on, served_way=delivery.way, reply_due_on=due)
    worklist.close_items(letter, actor=actor)
    notices.served(letter, done)
    wait_for_reply(letter)
    signals.letter_served.send(Letter, letter=letter)


def wait_for_reply(letter: Letter) -> None:
    if not letter.reply_workdays:
        return
    is_body = letter.organization_id is not None
    owner = {"organization": letter.organization_id} if is_body else {"department": letter.addressee_id}
    worklist.open_item(
        REPLY_ITEM, subject=letter, title="1件来文待回复", due_on=letter.reply_due_on,
        url_name="org:letters:detail" if is_body else "staff:letters:detail", **owner,
    )  # fmt: skip


def complete_notices(day: datetime.date | None = None) -> int:
    """Every day: public notices whose period has passed serve their letters. Safe to repeat; returns how many did."""
    done = 0
    for found in LetterDelivery.objects.notices_over(day or clock.today()).order_by("pk"):
        with transaction.atomic():
            lock(found.letter)
            lock(found)
            if found.outcome == DeliveryOutcome.PENDING and found.letter.state == LetterState.SEALED:
                _succeed(found, PORTAL, found.period_ends_on, name="notice_over")
                done += 1
    return done


@transaction.atomic
def consent(organization: Organization, *, actor: Actor) -> None:
    """送达地址确认: from today what the portal sends counts on the day it is sent. Raises NotCompetent, Refusal."""
    require(actor, OWN_REPLY, "确认电子送达")
    check_competent(organization, actor=actor, label="确认电子送达")
    lock(organization)
    if queries.has_consent(organization.pk, clock.today()):
        raise Refusal("已经确认接受电子送达。")
    ElectronicConsent.objects.create(
        organization=organization, valid_from=clock.today(), given_by_id=actor.user_id, given_at=clock.now()
    )
    audit.record("letters.consent", actor=actor, subject=organization, organization=organization.pk)


@transaction.atomic
def withdraw_consent(organization: Organization, *, actor: Actor) -> None:
    """From tomorrow on. What was sent before keeps its day."""
    require(actor, OWN_REPLY, "撤回电子送达确认")
    check_competent(organization, actor=actor, label="撤回电子送达确认")
    lock(organization)
    row = ElectronicConsent.objects.filter(organization=organization, valid_to=None).first()
    if row is None:
        raise Refusal("没有正在使用的电子送达确认。")
    row.valid_to = clock.today()
    row.save(update_fields=["valid_to"])
    audit.record("letters.withdraw_consent", actor=actor, subject=organization, organization=organization.pk)
