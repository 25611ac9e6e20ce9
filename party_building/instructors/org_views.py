"""An instructor's own pages, made for a phone: my bodies, what to talk about, one line a visit."""

import datetime

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from core import clock
from core.access import guards
from core.files import actions as files
from party_building.instructors import actions, queries, talking
from party_building.instructors.forms import PHOTO_TYPES, VisitForm, attempt
from party_building.instructors.models import Dispatch, Visit

SHOWN = 10


def _mine(request):
    """What is hers through her account, in whichever of her seats she sits; another's is not found."""
    rows = Dispatch.objects.of_account(request.actor.user_id).on(clock.today())
    return rows.select_related("organization__street", "organization__district", "instructor__person")


@require_GET
@guards.organization("own_dispatches.view")
def index(request):
    today = clock.today()
    rows = list(_mine(request).order_by("organization__pinyin", "pk"))
    own = rows[0].instructor_id if rows else None
    last = queries.last_visits([one.organization_id for one in rows], own)
    quarter = datetime.date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    bodies = [{"dispatch": one, "last": last.get(one.organization_id)} for one in rows]
    for body in bodies:
        body["is_waiting"] = body["last"] is None or body["last"].visited_on < quarter
    bodies.sort(key=lambda body: not body["is_waiting"])
    context = {"bodies": bodies, "waiting": sum(body["is_waiting"] for body in bodies)}
    return render(request, "party_building/instructors/org_list.html", context)


@require_GET
@guards.organization("own_dispatches.view")
def detail(request, pk):
    one = get_object_or_404(_mine(request), pk=pk)
    visits = Visit.objects.by_instructors().filter(organization=one.organization_id, instructor=one.instructor_id)
    visits = list(visits.order_by("-visited_on", "-pk")[:SHOWN])
    context = {
        "dispatch": one,
        "organization": one.organization,
        "points": talking.card(one.organization, clock.today(), visits[0] if visits else None),
        "visits": visits,
    }
    return render(request, "party_building/instructors/org_detail.html", context)


@guards.organization("own_dispatches.visit")
def visit(request, pk):
    one = get_object_or_404(_mine(request), pk=pk)
    form = VisitForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _recorded(form, one, request.actor)):
        messages.success(request, "走访已记录。")
        return redirect("org:instructors:detail", pk=pk)
    points = talking.card(one.organization, clock.today())
    context = {"dispatch": one, "form": form, "points": points}
    return render(request, "party_building/instructors/org_visit.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _recorded(form: VisitForm, one: Dispatch, actor) -> None:
    data = dict(form.cleaned_data)
    upload = data.pop("photo")
    photo = upload and files.store(
        upload.read(), name=upload.name, kind="party_visit", permission="instructors.view", actor=actor,
        allowed=PHOTO_TYPES,
    )  # fmt: skip
    actions.visit(one, actor=actor, photo=photo or None, **data)
