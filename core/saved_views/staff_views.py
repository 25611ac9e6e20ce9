"""Saving what a list shows, and looking after what was saved."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.access import guards
from core.listing.page import ListPage
from core.listing.registry import UnknownList, list_class, may_open
from core.listing.staff_views import address_of, opened_list
from core.refusal import Refusal
from core.saved_views import actions
from core.saved_views.forms import SaveForm, ViewForm
from core.saved_views.models import SavedView


def _may_share(actor) -> bool:
    return actor.can("saved_views.share") and actor.department_id is not None


@require_GET
@guards.signed_in()
def index(request):
    """One's own views, list by list; those of colleagues stand in the lists themselves."""
    views = SavedView.objects.owned_by(request.actor).select_related("shared_with").order_by("list_name", "name")
    rows = [(view, list_class(view.list_name).title) for view in views if may_open(request.actor, view.list_name)]
    return render(request, "core/saved_views/staff_list.html", {"rows": rows})


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
