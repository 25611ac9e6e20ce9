"""Queueing notices: inside the transaction of the act, so that a notice exists exactly when the act does."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from celery import current_app
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.module_loading import import_string

from core import clock
from core.access.actor import Actor
from core.audit.actions import ids_only
from core.notifications.models import Delivery, Notice
from core.notifications.states import OUTSIDE, Channel
from core.notifications.templates import template as template_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Recipient:
    """Exactly one of the three."""

    user_id: int | None = None
    department_id: int | None = None
    organization_key: int | None = None

    @property
    def key(self) -> str:
        for name, value in (("user", self.user_id), ("department", self.department_id)):
            if value is not None:
                return f"{name}:{value}"
        return f"organization:{self.organization_key}"


def to_user(user_id: int) -> Recipient:
    return Recipient(user_id=user_id)


def to_department(department_id: int) -> Recipient:
    return Recipient(department_id=department_id)


def to_organization(organization_id: int) -> Recipient:
    return Recipient(organization_key=organization_id)


def queue(
    event_key: str,
    *,
    template: str,
    recipients: Iterable[Recipient],
    context_ids: dict | None = None,
    channels: tuple[str, ...] = (Channel.IN_APP,),
) -> int:
    """Tell each recipient once about the event; returns how many had not been told before.

    `context_ids` are row ids, dates and codes (see audit.ids_only); names are looked up when shown. Every notice
    stands in the portal; `channels` adds e-mail and SMS to the people behind the recipient.
    """
    template_of(template)
    context = ids_only(context_ids or {})
    recipients = {recipient.key: recipient for recipient in recipients}
    known = set(_keys(event_key, recipients))
    fresh = [
        Notice(
            event_key=event_key,
            recipient_key=key,
            user_id=to.user_id,
            department_id=to.department_id,
            organization_key=to.organization_key,
            template=template,
            context=context,
        )
        for key, to in recipients.items()
        if key not in known
    ]
    with transaction.atomic():
        Notice.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=1000)
        outside = [channel for channel in channels if channel in OUTSIDE]
        if fresh and outside:
            _queue_outside(event_key, [notice.recipient_key for notice in fresh], outside)
            transaction.on_commit(_wake, robust=True)
    return len(fresh)


def _keys(event_key: str, keys) -> Iterable[str]:
    told = Notice.objects.filter(event_key=event_key, recipient_key__in=list(keys))
    return told.values_list("recipient_key", flat=True)


def _queue_outside(event_key: str, keys: list[str], channels: list[str]) -> None:
    """One delivery per person and channel, however many recipients she stands behind."""
    stored = Notice.objects.filter(event_key=event_key, recipient_key__in=keys)
    deliveries = [
        Delivery(event_key=event_key, notice=notice, user_id=user_id, channel=channel)
        for notice in stored
        for user_id in people_behind(notice)
        for channel in channels
    ]
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True, batch_size=1000)


def people_behind(notice: Notice) -> list[int]:
    """Users a notice reaches outside the portal. settings.DEPARTMENT_PEOPLE and ORGANIZATION_PEOPLE are dotted paths
    of `(id) -> ids of users`."""
    if notice.user_id:
        people = [notice.user_id]
    elif notice.department_id:
        people = import_string(settings.DEPARTMENT_PEOPLE)(notice.department_id)
    else:
        people = import_string(settings.ORGANIZATION_PEOPLE)(notice.organization_key)
    return list(get_user_model().objects.filter(pk__in=people, is_active=True).values_list("pk", flat=True))


def _wake() -> None:
    try:
        current_app.send_task("core.deliver_notices", retry=False)
    except Exception:  # the clock delivers within 15 seconds of the broker's return
        logger.warning("deliveries not woken")


def unread_count(actor: Actor) -> int:
    """For the header."""
    return Notice.objects.visible_to(actor).unread()[:100].count()


def mark_read(actor: Actor, pks: list[int] | None = None) -> int:
    """One, several or (None) all of the actor's notices; one person reads for a whole office or organization."""
    mine = Notice.objects.visible_to(actor).unread()
    if pks is not None:
        mine = mine.filter(pk__in=pks)
    return mine.update(read_at=clock.now(), read_by_id=actor.user_id)
