"""Each night: what came into the views that somebody subscribed to, and what left them."""

import datetime
import logging

from django.conf import settings
from django.db import transaction

from core.access.actor import Actor
from core.access.middleware import seats_of
from core.refusal import Refusal
from core.saved_views import comparing, notices
from core.saved_views.models import Frequency, MembershipChange, ViewSubscription

logger = logging.getLogger(__name__)
NO_SEAT = "订阅时的岗位已经结束。请用现在的岗位重新订阅，或取消订阅。"
BROKEN = "系统未能完成比对，请联系系统管理员。"


def compare_all(day: datetime.date) -> int:
    """Each subscription in a transaction of its own; one that fails says so on its owner's page. Returns how many
    changed. Safe to repeat: what was compared on `day` is left alone.
    """
    kept_from = day - datetime.timedelta(days=settings.VIEW_CHANGES_KEPT_DAYS)
    MembershipChange.objects.filter(found_on__lt=kept_from).delete()
    changed = 0
    for pk in ViewSubscription.objects.order_by("pk").values_list("pk", flat=True):
        try:
            with transaction.atomic():
                changed += _compare(pk, day)
        except Exception:
            logger.exception("subscription not compared", extra={"subscription": pk})
            ViewSubscription.objects.filter(pk=pk).update(trouble=BROKEN)
    return changed


def _compare(pk: int, day: datetime.date) -> bool:
    rows = ViewSubscription.objects.select_for_update(of=("self",), no_key=True).select_related("view", "user")
    subscription = rows.get(pk=pk)
    if not _is_due(subscription, day):
        return False
    try:
        found = comparing.members(subscription.view, _seat(subscription))
    except Refusal as refusal:
        _note_trouble(subscription, str(refusal), day)
        return False
    before, since = set(subscription.members), subscription.compared_on
    subscription.members, subscription.compared_on, subscription.trouble = found, day, ""
    subscription.save(update_fields=["members", "compared_on", "trouble"])
    arrived, left = sorted(set(found) - before), sorted(before - set(found))
    if since is None or not (arrived or left):
        return False
    change = MembershipChange.objects.create(
        subscription=subscription, since=since, found_on=day, arrived=arrived, left=left
    )
    notices.changed(change)
    return True


def _is_due(subscription: ViewSubscription, day: datetime.date) -> bool:
    last = subscription.compared_on
    return last is None or (day - last).days >= Frequency(subscription.frequency).days


def _seat(subscription: ViewSubscription) -> Actor:
    """As it stands now: a seat that sees less finds less. Raises CannotCompare when it ended."""
    if subscription.user.is_active:
        for seat in seats_of(subscription.user):
            if seat.seat_key == subscription.seat_key:
                return seat
    raise comparing.CannotCompare(NO_SEAT)


def _note_trouble(subscription: ViewSubscription, sentence: str, day: datetime.date) -> None:
    """Told once, when it begins; the page of views goes on saying it."""
    if not subscription.trouble:
        notices.troubled(subscription, day)
    subscription.trouble = sentence[:200]
    subscription.save(update_fields=["trouble"])
