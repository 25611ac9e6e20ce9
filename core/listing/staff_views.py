"""Choosing the columns of a list, and remembering how a person likes to read it."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.access import guards
from core.listing import actions
from core.listing.filters import clean
from core.listing.forms import RememberForm
from core.listing.page import ListPage
from core.listing.registry import UnknownList, list_class, may_open


def opened_list(request, url_name: str, query: str) -> ListPage:
    """The list a form speaks of; 400 where it names none, 404 for one that is not there or not for this seat."""
    if not url_name:
        raise BadRequest("no list")
    try:
        its_class = list_class(url_name)
    except UnknownList as unknown:
        raise Http404 from unknown
    if not may_open(request.actor, url_name):
        raise Http404
    return its_class.asked(QueryDict(query))


def address_of(page: ListPage, query: str, **changes) -> str:
    """The list's address with this query string, cleaned, from its first page."""
    rest = clean(QueryDict(query), **changes)
    return f"{reverse(page.url_name)}?{rest}" if rest else reverse(page.url_name)


@guards.signed_in()
def columns(request):
    """Which columns, in which order. Only "keep" and "reset" write; a read-only seat takes the other steps by GET."""
    given = request.POST if request.method == "POST" else request.GET
    query = given.get("query", "")[:2000]
    page = opened_list(request, given.get("list", ""), query)
    keys = [column.key for column in page.chosen_columns(request.actor, _moved(given))]
    if request.method == "POST" and ("keep" in given or "reset" in given):
        keys = [] if "reset" in given else keys
        actions.remember(page.url_name, actor=request.actor, columns=keys)
        messages.success(request, "已记住本清单的列设置。" if keys else "已恢复本清单的系统默认列。")
        return redirect(address_of(page, query, cols=""))
    if "apply" in given:
        return redirect(address_of(page, query, cols=",".join(keys)))
    template = "core/listing/staff_columns.html#chooser" if request.htmx else "core/listing/staff_columns.html"
    return render(request, template, _choices(request, page, keys, query))


def _moved(given) -> list[str]:
    """The columns ticked, after one of them was moved up or down by a place."""
    keys = list(dict.fromkeys(given.getlist("col")))
    for name, step in (("up", -1), ("down", 1)):
        key = given.get(name)
        if key in keys:
            place = keys.index(key)
            other = min(max(place + step, 0), len(keys) - 1)
            keys[place], keys[other] = keys[other], keys[place]
    return keys


def _choices(request, page: ListPage, keys: list[str], query: str) -> dict:
    offered = page.columns_for(request.actor)
    chosen = page.chosen_columns(request.actor, keys)
    rest = [column for column in offered if column not in chosen]
    rows = [
        {"column": c, "is_chosen": c in chosen, "is_fixed": c.kind == "title", "is_last": c is chosen[-1]}
        for c in [*chosen, *rest]
    ]
    return {"page": page, "rows": rows, "query": query, "back_url": address_of(page, query)}


@require_POST
@guards.signed_in()
def remember(request):
    query = request.POST.get("query", "")[:2000]
    page = opened_list(request, request.POST.get("list", ""), query)
    form = RememberForm(request.POST)
    if form.is_valid() and (liked := form.liked()):
        actions.remember(page.url_name, actor=request.actor, **liked)
    return redirect(address_of(page, query, size=""))
