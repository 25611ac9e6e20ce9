"""Numbers on the home page: totals for those who lead, names for those who act."""

import datetime

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from core import clock
from core.access.actor import Actor
from core.home.cards import Card, Line, Place
from core.indicators.base import Indicator, all_indicators
from supervision.dashboards import figures

LEADING = {"bureau_leader", "leader_in_charge", "registry_chief", "auditor", "party_officer"}
OVERDUE = "reports_overdue"
SHOWN = 10


def totals(actor: Actor) -> Card | None:
    """Per district: organizations, what they owe, what came; every number opens its rows."""
    if actor.role not in LEADING or not actor.can("dashboards.view") or not settings.INDICATORS:
        return None
    today = clock.today()
    shown = figures.breakdown(actor.scope, "district", today, settings.HOME_INDICATORS)
    return Card(
        "各区县情况",
        place=Place.WIDE,
        table=figures.table(shown),
        note=f"数据截至{today.year}年{today.month}月{today.day}日。点击数字查看所统计的组织。",
        copy_text=figures.sentence(shown) if shown.units else "",
        more_url=reverse("staff:dashboards:overview"),
        more_label="统计看板",
        empty="目前没有可统计的组织。",
    )


def overdue(actor: Actor) -> Card | None:
    """Organizations of the seat whose annual report is overdue, by name; nobody else's. Two queries."""
    indicator = _indicator(OVERDUE)
    if indicator is None or actor.role in LEADING or not actor.is_staff_side or not actor.can("annual_reports.view"):
        return None
    today = clock.today()
    rows = indicator.numerator(actor.scope, today)
    count = rows.count()
    first = rows.select_related("organization").order_by("due_on", "organization__pinyin", "pk")[:SHOWN]
    return Card(
        f"年度报告逾期未报（{count}份）" if count else "年度报告逾期未报",
        lines=tuple(_line(row, today) for row in first),
        more_url=figures.rows_url(OVERDUE, as_of=today) if count else "",
        more_label=f"全部{count}份" if count > SHOWN else "查看名单",
        empty="您负责的社会组织没有逾期未报的年度报告。",
    )


def _line(row, today: datetime.date) -> Line:
    return Line(
        row.organization.name,
        url=_organization_url(row.organization_id),
        note=f"{row.year}年度，{row.due_on:%Y-%m-%d}截止",
        due_on=row.due_on,
    )


def _organization_url(pk: int) -> str:
    try:
        return reverse("staff:organizations:detail", args=[pk])
    except NoReverseMatch:
        return ""


def _indicator(code: str) -> Indicator | None:
    return next((one for one in all_indicators() if one.code == code), None)
