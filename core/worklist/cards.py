"""What there is to do, at the top of the home page."""

from django.urls import reverse

from core.access.actor import Actor
from core.home.cards import Card, Line, Number
from core.worklist import queries
from core.worklist.models import WorkItem

SHOWN = 8


def todo(actor: Actor) -> Card | None:
    """Most urgent first; None for seats that have neither an office nor an organization. Two queries."""
    if not (actor.is_organization_side or actor.department_id):
        return None
    if actor.is_staff_side and not actor.can("worklist.view"):
        return None
    counts, items = queries.counts(actor), queries.next_items(actor, SHOWN)
    if actor.is_organization_side and not items:
        return None  # its reports stand on a card of their own
    lines = tuple(_line(item) for item in items)
    url = _list_url(actor)
    numbers = (
        Number("待办", str(counts.open), url=f"{url}?view=all" if url else "", unit="件"),
        _urgent("已逾期", counts.overdue, f"{url}?due=overdue", "danger"),
        _urgent("今日到期", counts.due_today, f"{url}?due=today", "warning"),
    )
    title = "待办" if counts.open <= SHOWN else f"待办（最急的{SHOWN}件）"
    if not items:
        return Card("待办", empty="今日无待办。")
    if actor.is_organization_side:
        return Card(title, lines=lines)
    return Card(title, numbers=numbers, lines=lines, more_url=url, more_label="全部待办")


def _line(item: WorkItem) -> Line:
    note = f"等待：{item.waiting_for}" if item.waiting_since else item.claimed_by.name if item.claimed_by else ""
    due_on = None if item.waiting_since else item.due_on
    return Line(item.title, item.url, note, due_on, action="办理" if item.url else "")


def _urgent(label: str, count: int, url: str, tone: str) -> Number:
    return Number(label, str(count), url if count else "", "件", tone=tone if count else "")


def _list_url(actor: Actor) -> str:
    return "" if actor.is_organization_side else reverse("staff:worklist:list")
