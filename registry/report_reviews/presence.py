"""Who has a report open now, as far as the last page loads tell. Kept in the cache: ids and moments, no names."""

import datetime

from django.core.cache import cache

from core import clock
from core.access.actor import Actor
from core.identity.models import User
from registry.annual_reports.models import AnnualReport

LASTS = datetime.timedelta(minutes=10)


def _key(report: AnnualReport) -> str:
    return f"report_reviews.open:{report.pk}"


def look_in(report: AnnualReport, actor: Actor) -> list[str]:
    """The seat opened the page; who else did within ten minutes, as words. Without the cache nobody is seen."""
    now = clock.now()
    seen = cache.get(_key(report)) or {}
    kept = {user: at for user, at in seen.items() if now - at < LASTS}
    cache.set(_key(report), {**kept, actor.user_id: now}, int(LASTS.total_seconds()))
    others = {user: at for user, at in kept.items() if user != actor.user_id}
    names = dict(User.objects.filter(pk__in=others).values_list("pk", "name")) if others else {}
    return [
        f"{names[user]}（{_ago(int((now - at).total_seconds() // 60))}打开）"
        for user, at in others.items()
        if user in names
    ]


def _ago(minutes: int) -> str:
    return f"{minutes} 分钟前" if minutes > 0 else "刚刚"
