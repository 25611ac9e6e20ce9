"""The only writers of saved views."""

from django.db import transaction
from django.http import QueryDict

from core import clock
from core.access.actor import Actor
from core.listing.filters import clean
from core.listing.page import ListPage
from core.saved_views import comparing
from core.saved_views.models import MembershipChange, SavedView, ViewSubscription
from core.workflow.errors import NotPermitted, Refusal
from core.workflow.perform import lock

AT_MOST = 50  # of one person for one list


class NotYours(Refusal):
    """Only who saved a view may change it."""


class TooMany(Refusal):
    """The menu would not be readable any more."""


def kept_query(page: ListPage, query: QueryDict) -> str:
    """What of a query string a view keeps: no position, no view. Cut where it would not fit."""
    return clean(query, view="", cols=query.get("cols", ""))[:2000]


def _office(actor: Actor) -> int:
    if not actor.can("saved_views.share"):
        raise NotPermitted("您的岗位不能共享视图，可以保存为个人视图。")
    if actor.department_id is None:
        raise NotPermitted("您的岗位没有所属单位，不能共享视图。")
    return actor.department_id


@transaction.atomic
def save(page: ListPage, query: QueryDict, *, actor: Actor, name: str, is_shared: bool = False) -> SavedView:
    """Raises NotPermitted, TooMany, or ValidationError where the name is taken."""
    if SavedView.objects.owned_by(actor).filter(list_name=page.url_name).count() >= AT_MOST:
        raise TooMany(f"每个清单最多保存{AT_MOST}个视图，请先删除不用的。")
    view = SavedView(
        owner_id=actor.user_id,
        list_name=page.url_name,
        name=name,
        query=kept_query(page, query),
        shared_with_id=_office(actor) if is_shared else None,
    )
    view.full_clean()
    view.save(force_insert=True)
    return view


def _mine(view: SavedView, actor: Actor) -> None:
    lock(view)
    if view.owner_id != actor.user_id:
        raise NotYours(f"视图“{view.name}”由{view.owner.name}保存，您可以使用，不能修改。可以另存为自己的视图。")


@transaction.atomic
def change(view: SavedView, *, actor: Actor, name: str, is_shared: bool, is_default: bool) -> None:
    """Raises NotYours, NotPermitted, or ValidationError where the name is taken."""
    _mine(view, actor)
    view.name = name
    if is_shared != bool(view.shared_with_id):
        view.shared_with_id = _office(actor) if is_shared else None
    if is_default and not view.is_default:
        SavedView.objects.owned_by(actor).filter(list_name=view.list_name, is_default=True).update(is_default=False)
    view.is_default = is_default
    view.full_clean()
    view.save(update_fields=["name", "shared_with", "is_default"])


@transaction.atomic
def replace_query(view: SavedView, page: ListPage, query: QueryDict, *, actor: Actor) -> None:
    """The view now stands for what the list shows."""
    _mine(view, actor)
    view.query = kept_query(page, query)
    view.save(update_fields=["query"])
    # Other conditions are no change of membership: the next night begins anew.
    view.subscriptions.update(members=[], compared_on=None, trouble="")


@transaction.atomic
def delete(view: SavedView, *, actor: Actor) -> None:
    _mine(view, actor)
    _forget(view.subscriptions.all())
    view.delete()


@transaction.atomic
def subscribe(view: SavedView, *, actor: Actor, frequency: str) -> ViewSubscription:
    """Be told of rows that come and leave, counted from now, as this seat sees them; again to change that.

    Raises CannotCompare where the view's conditions no longer hold or it finds too many rows.
    """
    members = comparing.members(view, actor)
    kept, _ = ViewSubscription.objects.update_or_create(
        view=view,
        user_id=actor.user_id,
        defaults={
            "seat_key": actor.seat_key,
            "frequency": frequency,
            "members": members,
            "compared_on": clock.today(),
            "trouble": "",
        },
    )
    return kept


@transaction.atomic
def unsubscribe(view: SavedView, *, actor: Actor) -> None:
    """Safe to repeat."""
    _forget(ViewSubscription.objects.owned_by(actor).filter(view=view))


def _forget(subscriptions) -> None:
    MembershipChange.objects.filter(subscription__in=subscriptions).delete()
    subscriptions.delete()
