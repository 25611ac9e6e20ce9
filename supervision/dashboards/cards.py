"""Totals on the home page of those who lead."""

from django.conf import settings
from django.urls import reverse

from core import clock
from core.access.actor import Actor
from core.home.cards import Card, Place
from core.indicators import figures

LEADING = {"bureau_leader", "leader_in_charge", "registry_chief", "auditor", "party_officer"}


def totals(actor: Actor) -> Card | None:
    """Per district: organizations, what they owe, what came; every number opens its rows."""
    if actor.role not in LEADING or not actor.can("dashboards.view") or not settings.INDICATORS:
        return None
    today = clock.today()
    shown = figures.breakdown(actor.scope, "district", today, settings.HOME_INDICATORS)
    if not shown.units:
        return None
    return Card(
        "各区县情况",
        place=Place.WIDE,
        table=figures.table(shown),
        note=f"数据截至{today.year}年{today.month}月{today.day}日。点击数字查看所统计的组织。",
        copy_text=figures.sentence(shown),
        more_url=reverse("staff:dashboards:overview"),
        more_label="统计看板",
    )
