"""Alerts on the home page, and the strip that says that a night went wrong."""

from django.urls import reverse

from core.access.actor import Actor
from core.home.cards import Card, Number, Place, Strip
from core.rules.models import Severity
from supervision.risk_alerts import filters, nights
from supervision.risk_alerts.models import RiskAlert


def waiting(actor: Actor) -> Card | None:
    """How many alerts nobody has looked at, the grave ones apart. Two counts."""
    if not actor.is_staff_side or not actor.can("risk_alerts.view"):
        return None
    alerts = RiskAlert.objects.visible_to(actor)
    new, all_open = alerts.waiting(), alerts.open()
    grave = all_open.filter(severity__in=(Severity.HIGH, Severity.CRITICAL)).count()
    count, total = new.count(), all_open.count()
    address = reverse("staff:risk_alerts:list")
    if not total:
        return Card("风险预警", place=Place.SIDE, empty="没有未解除的预警。")
    numbers = (
        Number("待研判", f"{count:,}", f"{address}?status={filters.WAITING}" if count else "", "条"),
        Number("未解除", f"{total:,}", f"{address}?view=all", "条", definition="条件仍然成立且未被排除的预警"),
        Number(
            "高级别",
            f"{grave:,}",
            f"{address}?severity={filters.GRAVE}" if grave else "",
            "条",
            tone="danger" if grave else "",
            definition="级别为高或严重",
        ),
    )
    return Card("风险预警", place=Place.SIDE, numbers=numbers, more_url=address, more_label="全部预警")


def night_strip(actor: Actor) -> Strip | None:
    """Red when last night's run is missing or failed. One query; staff only."""
    if not actor.is_staff_side:
        return None
    trouble = nights.trouble()
    if trouble is None:
        return None
    url = reverse("staff:risk_alerts:sweeps") if actor.can("risk_alerts.sweeps") else ""
    return Strip(trouble.text, title="夜间检查异常：", url=url, url_label="查看运行记录")
