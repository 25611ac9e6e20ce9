"""The outbox: each delivery is marked `sending` and committed before anything leaves the house.

After a crash in `sending`, mail is tried again under the same Message-ID (the receiving side drops the copy); an SMS
cannot be recognised as a copy, so it becomes `unknown` and waits for a person.
"""

import datetime
import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F

from core import clock
from core.notifications import sms
from core.notifications.models import Delivery
from core.notifications.states import Channel, DeliveryState
from core.notifications.templates import shown

logger = logging.getLogger(__name__)
BATCH = 50
MAX_ATTEMPTS = 6
CRASHED_AFTER = datetime.timedelta(minutes=5)
QUIET_FROM, QUIET_TO = 20, 8  # no SMS between 20:00 and 8:00 in Shanghai
SMS_TEXT = "您有1条待办，请登录{name}查看：{url}"


class NoAddress(Exception):
    """The person has no e-mail address or telephone number."""


def deliver() -> int:
    """Everything that is due; returns how many left the house."""
    _settle_crashed()
    sent = 0
    while batch := _claim():
        sent += sum(_attempt(delivery) for delivery in batch)
    return sent


def _is_quiet(moment: datetime.datetime) -> bool:
    hour = moment.astimezone(clock.SHANGHAI).hour
    return hour >= QUIET_FROM or hour < QUIET_TO


@transaction.atomic
def _claim() -> list[Delivery]:
    now = clock.real_now()
    due = Delivery.objects.filter(state=DeliveryState.PENDING, due_at__lte=now)
    if _is_quiet(clock.now()):
        due = due.exclude(channel=Channel.SMS)
    rows = due.select_for_update(skip_locked=True, of=("self",)).select_related("user", "notice")
    batch = list(rows.order_by("due_at", "pk")[:BATCH])
    Delivery.objects.filter(pk__in=[d.pk for d in batch]).update(
        state=DeliveryState.SENDING, claimed_at=now, attempts=F("attempts") + 1
    )
    return batch


def _attempt(delivery: Delivery) -> bool:
    delivery.attempts += 1
    try:
        _SENDERS[delivery.channel](delivery)
    except NoAddress:
        return _settle(delivery, DeliveryState.SKIPPED)
    except Exception as error:  # a gateway may raise anything; none of it may stop the others
        logger.warning("delivery failed", extra={"delivery": delivery.pk, "error": type(error).__name__})
        return _retry(delivery, type(error).__name__)
    return _settle(delivery, DeliveryState.SENT, sent_at=clock.real_now())


def _settle(delivery: Delivery, state: str, **changes) -> bool:
    Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.SENDING).update(state=state, **changes)
    return state == DeliveryState.SENT


def _retry(delivery: Delivery, error: str) -> bool:
    """1, 2, 4, 8, 16 minutes; then it stands on the page of deliveries that need a person."""
    if delivery.attempts >= MAX_ATTEMPTS:
        return _settle(delivery, DeliveryState.FAILED, error=error)
    wait = datetime.timedelta(minutes=2 ** (delivery.attempts - 1))
    return _settle(delivery, DeliveryState.PENDING, error=error, due_at=clock.real_now() + wait)


def _settle_crashed() -> None:
    crashed = Delivery.objects.filter(state=DeliveryState.SENDING, claimed_at__lt=clock.real_now() - CRASHED_AFTER)
    crashed.filter(channel=Channel.EMAIL).update(state=DeliveryState.PENDING)
    crashed.filter(channel=Channel.SMS).update(state=DeliveryState.UNKNOWN, error="crashed while sending")


def message_id(delivery: Delivery) -> str:
    """The same for every attempt."""
    return f"<notice-{delivery.pk}@{settings.PORTAL_MAIL_DOMAIN}>"


def _link(url: str) -> str:
    return f"{settings.PORTAL_URL}{url or '/'}"


def _send_email(delivery: Delivery) -> None:
    if not delivery.user.email:
        raise NoAddress
    what = shown([delivery.notice])[0]
    EmailMessage(
        subject=f"[{settings.PORTAL_NAME}] 您有1条待办",
        body=f"{delivery.user.name}，您好：\n\n您有1条待办，请登录查看：{_link(what.url)}\n\n本邮件由系统发出，请勿回复。\n",
        to=[delivery.user.email],
        headers={"Message-ID": message_id(delivery)},
    ).send()


def _send_sms(delivery: Delivery) -> None:
    if not delivery.user.phone:
        raise NoAddress
    text = SMS_TEXT.format(name=settings.PORTAL_NAME, url=_link("/notices/"))
    sms.backend().send(delivery.user.phone.reveal(), text, reference=f"notice-{delivery.pk}")


_SENDERS = {Channel.EMAIL: _send_email, Channel.SMS: _send_sms}


def send_again(delivery: Delivery) -> None:
    """A person decided so."""
    Delivery.objects.filter(pk=delivery.pk).needing_a_person().update(
        state=DeliveryState.PENDING, attempts=0, due_at=clock.real_now(), error=""
    )
