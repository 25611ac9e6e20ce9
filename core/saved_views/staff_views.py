"""Saving what a list shows, and looking after what was saved."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.access import guards
from core.listing.bulk import AT_MOST
from core.listing.page import ListPage
from core.listing.registry import UnknownList, list_class, may_open
from core.listing.staff_views import address_of, opened_list
from core.refusal import Refusal
from core.saved_views import actions
from core.saved_views.forms import SaveForm, SubscriptionForm, ViewForm
from core.saved_views.models import Frequency, MembershipChange, SavedView, ViewSubscription

SHOWN = 200  # rows of a change on its page


def _may_share(actor) -> bool:
    return actor.can("saved_views.share") and actor.department_id is not None


@require_GET
@guards.signed_in()
def index(request):
    """One's own views, list by list, and those that colleagues share; which of them one is told about."""
    views = SavedView.objects.open_to(request.actor).select_related("shared_with", "owner")
    mine = ViewSubscription.objects.owned_by(request.actor)
    told = {one.view_id: one for one in mine.annotate(newest=Max("changes__pk"))}
    rows = [
        (view, list_class(view.list_name).title, told.get(view.pk))
        for view in views.order_by("list_name", "name")
        if may_open(request.actor, view.list_name)
    ]
    own = [row for row in rows if row[0].owner_id == request.actor.user_id]
    shared = [row for row in rows if row[0].owner_id != request.actor.user_id]
    return render(request, "core/saved_views/staff_list.html", {"rows": own, "shared": shared})


def _seen(request, pk) -> SavedView:
    """One's own, one that is shared with the seat's office or one subscribed to, of a list that the seat may open."""
    view = get_object_or_404(SavedView.objects.open_to(request.actor), pk=pk)
    if not may_open(request.actor, view.list_name):
        raise Http404
    return view


@guards.signed_in()
def subscribe(request, pk):
    view = _seen(request, pk)
    told = ViewSubscription.objects.owned_by(request.actor).filter(view=view).first()
    form = SubscriptionForm(request.POST or None, initial={"frequency": told.frequency if told else Frequency.DAILY})
    if request.method == "POST" and form.is_valid():
        try:
            actions.subscribe(view, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已订阅视图“{view.name}”，有记录新增或移出时在“消息”中提醒。")
            return redirect("staff:views:list")
    context = {"view": view, "page": list_class(view.list_name), "form": form, "told": told}
    return render(request, "core/saved_views/staff_subscribe.html", context, status=422 if form.errors else 200)


@require_POST
@guards.signed_in()
def unsubscribe(request, pk):
    view = get_object_or_404(SavedView, pk=pk, subscriptions__user=request.actor.user_id)
    actions.unsubscribe(view, actor=request.actor)
    messages.success(request, f"已取消订阅视图“{view.name}”。")
    return redirect("staff:views:list")


@require_GET
@guards.signed_in()
def change(request, pk):
    """What came and what left, as far as the reader's seat sees it now."""
    mine = MembershipChange.objects.filter(subscription__in=ViewSubscription.objects.owned_by(request.actor))
    found = get_object_or_404(mine.select_related("subscription__view"), pk=pk)
    view = found.subscription.view
    if not may_open(request.actor, view.list_name):
        raise Http404
    page = list_class(view.list_name).asked(view.parameters)
    parts = [
        _part(page, request.actor, title, pks) for title, pks in (("新增", found.arrived), ("移出", found.left)) if pks
    ]
    earlier = found.subscription.changes.exclude(pk=found.pk)[:10]
    context = {"change": found, "view": view, "page": page, "parts": parts, "earlier": earlier}
    return render(request, "core/saved_views/staff_change.html", context)


def _part(page: ListPage, actor, title: str, pks: list[int]) -> dict:
    """Rows of the reader's scope, drawn as the list draws their title; the others are counted only."""
    rows = list(page.queryset(actor).filter(pk__in=pks)[: AT_MOST + 1])
    column = next((one for one in page.columns if one.kind == "title"), None)
    drawn = [column.html(row) if column else page.row_label(row) for row in rows[:SHOWN]]
    counts = {"count": len(pks), "more": len(rows) - len(drawn), "hidden": len(pks) - len(rows)}
    return {"title": title, "rows": drawn, **counts}


@guards.signed_in()
def save(request):
    """The form as a page of its own, and the answer to the small form above a list."""
    given = request.POST if request.method == "POST" else request.GET
    query = given.get("query", "")[:2000]
    page = opened_list(request, given.get("list", ""), query)
    form = SaveForm(request.POST or None, may_share=_may_share(request.actor))
    if request.method == "POST" and form.is_valid():
        view = _saved(form, page, query, request.actor)
        if view is not None:
            messages.success(request, f"已保存视图“{view.name}”。")
            return redirect(view.url)
    context = {"form": form, "page": page, "query": query, "back_url": address_of(page, query)}
    return render(request, "core/saved_views/staff_save.html", context, status=422 if form.errors else 200)


def _saved(form: SaveForm, page: ListPage, query: str, actor) -> SavedView | None:
    """None with the reason on the form."""
    try:
        return actions.save(page, QueryDict(query), actor=actor, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        form.add_error("name", error.messages)
    return None


def _view(request, pk) -> SavedView:
    view = get_object_or_404(SavedView.objects.owned_by(request.actor), pk=pk)
    try:
        list_class(view.list_name)
    except UnknownList as unknown:
        raise Http404 from unknown
    return view


@guards.signed_in()
def detail(request, pk):
    view = _view(request, pk)
    initial = {"name": view.name, "is_shared": bool(view.shared_with_id), "is_default": view.is_default}
    form = ViewForm(request.POST or None, initial=initial, may_share=_may_share(request.actor))
    if request.method == "POST" and form.is_valid():
        given = {"is_shared": bool(view.shared_with_id), **form.cleaned_data}
        try:
            actions.change(view, actor=request.actor, **given)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            form.add_error("name", error.messages)
        else:
            messages.success(request, "已保存。")
            return redirect("staff:views:list")
    context = {"view": view, "page": list_class(view.list_name), "form": form}
    return render(request, "core/saved_views/staff_detail.html", context, status=422 if form.errors else 200)


@require_POST
@guards.signed_in()
def replace(request, pk):
    view = _view(request, pk)
    query = request.POST.get("query", "")[:2000]
    actions.replace_query(view, opened_list(request, view.list_name, query), QueryDict(query), actor=request.actor)
    messages.success(request, f"已按当前清单更新视图“{view.name}”。")
    return redirect(view.url)


@require_POST
@guards.signed_in()
def delete(request, pk):
    view = _view(request, pk)
    actions.delete(view, actor=request.actor)
    messages.success(request, f"已删除视图“{view.name}”。")
    return redirect("staff:views:list")
