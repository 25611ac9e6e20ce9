"""What there is to do, at the top of the home page."""

import datetime

from django.conf import settings
from django.urls import reverse

from core.access.actor import Actor
from core.home.cards import Card, Day, Line, Number, Tab
from core.worklist import queries
from core.worklist.models import WorkItem

SHOWN = 12


def _has_list(actor: Actor) -> bool:
    """Whether the seat has work of its own: an office with the right to see its list, or an organization."""
    if actor.is_organization_side:
        return True
    return bool(actor.department_id) and actor.is_staff_side and actor.can("worklist.view")


def tiles(actor: Actor) -> list[Number]:
    """Open, overdue, due today; for offices. One query."""
    if actor.is_organization_side or not _has_list(actor):
        return []
    counts, url = queries.counts(actor), reverse("staff:worklist:list")
    return [
        Number("待办", str(counts.open), f"{url}?view=all", "件"),
        _urgent("今日到期", counts.due_today, f"{url}?due=today", "warning"),
        _urgent("已逾期", counts.overdue, f"{url}?due=overdue", "danger"),
    ]


def _urgent(label: str, count: int, url: str, tone: str) -> Number:
    return Number(label, str(count), url if count else "", "件", tone=tone if count else "")


def todo(actor: Actor, kind: str = "") -> Card | None:
    """Most urgent first, of all kinds or of one; None for seats without work of their own. Four queries."""
    if not _has_list(actor):
        return None
    by_kind = queries.counts_by_capability(actor)
    kind = kind if kind in by_kind else ""
    items = queries.next_items(actor, SHOWN, kind)
    if actor.is_organization_side:
        return Card("待办", lines=tuple(_line(item) for item in items)) if items else None
    url = reverse("staff:worklist:list")
    total = by_kind[kind] if kind else sum(by_kind.values())
    return Card(
        "待办",
        tabs=_tabs(by_kind, kind),
        lines=tuple(_line(item) for item in items),
        note=_aside(actor),
        more_url=f"{url}?kind={kind}" if kind else url,
        more_label=f"全部 {total} 件" if total > SHOWN else "待办列表",
    )


def _tabs(by_kind: dict[str, int], current: str) -> tuple[Tab, ...]:
    if len(by_kind) < 2:
        return ()
    home = reverse("public:home")
    named = [(settings.WORK_KINDS.get(kind, "其他"), kind, number) for kind, number in by_kind.items()]
    tabs = [Tab(label, number, f"{home}?kind={kind}", kind == current) for label, kind, number in named]
    return (Tab("全部", sum(by_kind.values()), home, not current), *tabs)


def _aside(actor: Actor) -> str:
    waiting, done = queries.counts(actor).waiting, queries.done_today(actor)
    return f"等待对方 {waiting} 件 · 今天已办 {done} 件"


def due_days(actor: Actor, first: datetime.date, last: datetime.date) -> list[Day]:
    """One query."""
    if actor.is_organization_side or not _has_list(actor):
        return []
    return [Day(day, f"待办到期 {number} 件") for day, number in queries.due_between(actor, first, last)]


def _line(item: WorkItem) -> Line:
    note = f"等待：{item.waiting_for}" if item.waiting_since else item.claimed_by.name if item.claimed_by else ""
    due_on = None if item.waiting_since else item.due_on
    return Line(item.title, item.url, note, due_on, action="办理" if item.url else "")
