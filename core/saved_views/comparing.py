"""Which rows a view finds for a seat, in full or not at all: what is cut off cannot be compared."""

from django.http import QueryDict

from core.access.actor import Actor
from core.listing.bulk import AT_MOST
from core.listing.filters import unknown_keys
from core.listing.page import ListPage
from core.listing.registry import UnknownList, list_class, may_open
from core.refusal import Refusal
from core.saved_views.models import SavedView

GONE = "这个视图的清单已不再提供。"
UNSHARED = "这个视图已不再共享给订阅时的单位。"
CLOSED = "订阅时的岗位不能打开这个清单。"


class CannotCompare(Refusal):
    """The view's conditions no longer hold, or they find too many rows."""


def opened(view: SavedView, actor: Actor) -> ListPage:
    """Raises CannotCompare."""
    try:
        page = list_class(view.list_name).asked(view.parameters)
    except UnknownList as unknown:
        raise CannotCompare(GONE) from unknown
    if not SavedView.objects.visible_to(actor).filter(pk=view.pk).exists():
        raise CannotCompare(UNSHARED)
    if not may_open(actor, view.list_name):
        raise CannotCompare(CLOSED)
    return page


def members(view: SavedView, actor: Actor) -> list[int]:
    """Ids in ascending order; one query besides what the filters look up.

    Raises CannotCompare; a list may refuse a search that it only runs bounded.
    """
    page = opened(view, actor)
    filters = page.filtered(actor, view.parameters, is_exact=True)
    if lost := _lost(page, filters, view.parameters):
        raise CannotCompare(f"有{len(lost)}个条件已不再提供（{'、'.join(lost)}）。请打开视图调整后更新，或取消订阅。")
    found = list(filters.qs.order_by().values_list("pk", flat=True)[: AT_MOST + 1])
    if len(found) > AT_MOST:
        raise CannotCompare(f"这个视图的记录超过{AT_MOST:,}条，不能订阅。请加上条件，缩小范围后再订阅。")
    return sorted(set(found))


def _lost(page: ListPage, filters, query: QueryDict) -> list[str]:
    """Conditions that the list has no more, or whose value it does not know any more: ignoring one would find more."""
    unknown = unknown_keys(filters, query, page.own_keys)
    return [*unknown, *(filters.form.fields[name].label or name for name in filters.form.errors if name != "__all__")]
