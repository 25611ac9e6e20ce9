"""Alerts among the figures of the home page, and the strip that says that a night went wrong."""

from django.urls import reverse

from core import clock
from core.access.actor import Actor
from core.home.cards import Number, Strip
from core.rules.models import Severity
from supervision.risk_alerts import filters, nights
from supervision.risk_alerts.models import RiskAlert


def tiles(actor: Actor) -> list[Number]:
    """How many alerts nobody has looked at, and of these past their last day; the grave ones apart. Four counts."""
    if not actor.is_staff_side or not actor.can("risk_alerts.view"):
        return []
    alerts = RiskAlert.objects.visible_to(actor)
    all_open = alerts.open()
    grave = all_open.filter(severity__in=(Severity.HIGH, Severity.CRITICAL)).count()
    count, total = alerts.waiting().count(), all_open.count()
    late = alerts.judge_overdue(clock.today()).count()
    address = reverse("staff:risk_alerts:list")
    return [
        Number(
            "预警待研判",
            f"{count:,}",
            f"{address}?status={filters.WAITING}" if count else "",
            "条",
            change=f"其中超期 {late:,} 条",
            tone="danger" if late else "",
        ),
        Number(
            "高级别预警",
            f"{grave:,}",
            f"{address}?severity={filters.GRAVE}" if grave else "",
            "条",
            change=f"未解除共 {total:,} 条",
            definition="级别为高或严重、条件仍然成立且未被排除的预警",
            tone="danger" if grave else "",
        ),
    ]


def night_strip(actor: Actor) -> Strip | None:
    """Red when last night's run is missing or failed. One query; staff only."""
    if not actor.is_staff_side:
        return None
    trouble = nights.trouble()
    if trouble is None:
        return None
    url = reverse("staff:risk_alerts:sweeps") if actor.can("risk_alerts.sweeps") else ""
    return Strip(trouble.text, title="夜间检查异常：", url=url, url_label="查看运行记录")
