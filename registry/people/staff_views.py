"""Persons for the registration offices: found, corrected, looked at for a reason, merged when found twice."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.access import guards
from core.refusal import Refusal
from registry.people import actions, merging, queries
from registry.people.forms import FindForm, MergeForm, PersonForm
from registry.people.models import Person
from registry.people.states import Number
from registry.people.tables import PersonList


@require_GET
@guards.staff("people.view")
def index(request):
    return PersonList().respond(request)


@require_POST
@sensitive_post_parameters("number")
@guards.staff("people.view")
def find(request):
    """A number is posted; the address it leads to holds a signed word for it."""
    form = FindForm(request.POST)
    address = reverse("staff:people:list")
    if not form.is_valid():
        messages.error(request, form.errors["number"][0])
        return redirect(address)
    return redirect(f"{address}?{urlencode({'number': queries.number_token(form.cleaned_data['number'])})}")


def _person(request, pk: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.actor).kept(), pk=pk)


def _page(request, person: Person, shown: dict[str, str] | None = None):
    posts = person.posts.visible_to(request.actor).select_related("kind", "organization", "term")
    may_act = request.actor.department_id in actions.offices_of(person)
    context = {
        "person": person,
        "shown": shown or {},
        "posts": [{"post": post, "is_on": post.is_on(clock.today())} for post in posts.order_by("-valid_from", "-pk")],
        "looks": queries.looks(person, clock.today()),
        "may_reveal": may_act and request.actor.can("people.reveal"),
        "may_edit": may_act and request.actor.can("people.edit"),
        "merged": person.merged.order_by("pk"),
    }
    return render(request, "registry/people/staff_detail.html", context)


@require_GET
@never_cache
@guards.staff("people.view")
def detail(request, pk):
    """Who was merged away leads to the person she is now, for whoever may see that one."""
    gone = Person.objects.filter(pk=pk).exclude(merged_into=None).values_list("merged_into", flat=True).first()
    if gone is None:
        return _page(request, _person(request, pk))
    return redirect("staff:people:detail", pk=_person(request, gone).pk)


@require_POST
@never_cache
@sensitive_variables("number", "shown")
@guards.staff("people.reveal")
def reveal(request, pk, number):
    """The number stands in the answer to this request alone."""
    if number not in Number.values:
        raise Http404
    person = _person(request, pk)
    try:
        shown = actions.reveal(person, Number(number), actor=request.actor, reason=request.POST.get("reason", ""))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("staff:people:detail", pk=pk)
    return _page(request, person, {number: shown})


@never_cache
@sensitive_post_parameters("id_number", "phone")
@guards.staff("people.edit")
def edit(request, pk):
    person = _person(request, pk)
    form = PersonForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid() and _saved(form, person, request.actor):
        messages.success(request, "人员信息已保存。")
        return redirect("staff:people:detail", pk=pk)
    status = form.status if request.method == "POST" else 200
    return render(request, "registry/people/staff_edit.html", {"form": form, "person": person}, status=status)


def _saved(form: PersonForm, person: Person, actor) -> bool:
    try:
        return form.attempt(lambda: actions.edit(person, actor=actor, version=form.posted_version, **form.changes))
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False


# -- the same person twice --------------------------------------------------------------------------------------------


@require_GET
@guards.staff("people.edit")
def duplicates(request):
    return render(request, "registry/people/staff_duplicates.html", {"pairs": queries.pairs(request.actor)})


@guards.staff("people.edit")
def merge(request, pk, other):
    """`pk` stays, `other` goes. The page shows what would happen; the button carries its digest."""
    kept, lost = _person(request, pk), _person(request, other)
    found = merging.preview(kept, lost)
    form = MergeForm(request.POST or None, initial={"seen": found.digest})
    if request.method == "POST" and form.is_valid():
        try:
            actions.merge(kept, lost, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            found = _as_it_is(kept, lost)
            form = MergeForm({**request.POST.dict(), "seen": found.digest})
            form.is_valid()
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已合并。原记录的地址仍可打开，会转到这里。")
            return redirect("staff:people:detail", pk=kept.pk)
    context = {
        "form": form,
        "found": found,
        "may_merge": request.actor.can("people.merge"),
        "distinguish_url": reverse("staff:people:distinguish", args=[pk, other]),
        **_moves_seen(found, request.actor),
    }
    return render(request, "registry/people/staff_merge.html", context, status=422 if form.errors else 200)


def _moves_seen(found: merging.Preview, actor) -> dict:
    """Posts in organizations that the actor may see by name; of others only that there are some."""
    seen = set(found.lost.posts.visible_to(actor).values_list("pk", flat=True))
    moves = [move for move in found.moves if move.post.pk in seen]
    return {"moves": moves, "hidden_moves": len(found.moves) > len(moves)}


def _as_it_is(kept: Person, lost: Person) -> merging.Preview:
    """A refused merge left its half-done values on the rows in memory."""
    kept.refresh_from_db()
    lost.refresh_from_db()
    return merging.preview(kept, lost)


@require_POST
@guards.staff("people.edit")
def distinguish(request, pk, other):
    first, second = _person(request, pk), _person(request, other)
    try:
        actions.declare_distinct(first, second, actor=request.actor, reason=request.POST.get("comment", ""))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"已认定“{first.name}”的两条记录不是同一人，不再提示。")
    return redirect("staff:people:duplicates")
