"""What there is to do, at the top of the home page."""

from django.urls import NoReverseMatch, reverse

from core.access.actor import Actor
from core.home.cards import Card, Line, Number
from core.worklist import queries

SHOWN = 8


def todo(actor: Actor) -> Card | None:
    """Most urgent first; None for seats that have neither an office nor an organization. Two queries."""
    if not (actor.is_organization_side or actor.department_id):
        return None
    if actor.is_staff_side and not actor.can("worklist.view"):
        return None
    counts, items = queries.counts(actor), queries.next_items(actor, SHOWN)
    if actor.is_organization_side and not items:
        return Card("待办", empty="目前没有需要您办理的事项。")
    lines = tuple(
        Line(
            item.title,
            url=item.url,
            note=f"等待：{item.waiting_for}"
            if item.waiting_since
            else (item.claimed_by.name if item.claimed_by else ""),
            due_on=None if item.waiting_since else item.due_on,
            action="办理" if item.url else "",
        )
        for item in items
    )
    numbers = (
        Number("待办", str(counts.open), url=_list_url(), unit="件"),
        Number("已逾期", str(counts.overdue), unit="件", tone="danger" if counts.overdue else ""),
        Number("今日到期", str(counts.due_today), unit="件", tone="warning" if counts.due_today else ""),
        Number("7日内到期", str(counts.due_this_week), unit="件"),
    )
    title = "待办" if counts.open <= SHOWN else f"待办（最急的{SHOWN}件）"
    if not items:
        return Card("待办", empty="今日无待办。")
    url = _list_url()
    return Card(title, numbers=numbers, lines=lines, more_url=url, more_label="全部待办" if url else "")


def _list_url() -> str:
    try:
        return reverse("staff:worklist:list")
    except NoReverseMatch:
        return ""
