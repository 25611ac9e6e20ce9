"""我的视图 on the home page."""

from django.urls import reverse

from core.access.actor import Actor
from core.home.cards import Card, Line, Place
from core.listing.registry import UnknownList, list_class, may_open
from core.saved_views.models import SavedView

SHOWN, BOUND = 6, 1_000


def mine(actor: Actor) -> Card | None:
    """One's own views with how many rows each finds today, up to a bound. One query, and one count for each view
    besides what its filters look up."""
    if actor.user_id is None or not actor.is_staff_side:
        return None
    views = list(SavedView.objects.owned_by(actor).order_by("-is_default", "name")[: SHOWN * 2])
    views = [view for view in views if may_open(actor, view.list_name)][:SHOWN]
    if not views:
        return None
    lines = tuple(Line(view.name, view.url, _counted(view, actor)) for view in views)
    return Card("我的视图", place=Place.SIDE, lines=lines, more_url=reverse("staff:views:list"), more_label="管理")


def _counted(view: SavedView, actor: Actor) -> str:
    """组织名录 · 33 家."""
    try:
        page = list_class(view.list_name).asked(view.parameters)
    except UnknownList:
        return ""
    filters = page.filtered(actor, view.parameters)
    number = page.counted(filters).order_by().values("pk")[: BOUND + 1].count()
    return f"{page.title} · {BOUND:,}+ {page.unit}" if number > BOUND else f"{page.title} · {number:,} {page.unit}"
