"""An organization and its classes: what is offered, whom it sends, how many hours its people have."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.access import guards
from core.refusal import Refusal
from party_building.training import actions, queries
from party_building.training.forms import OwnSignUpForm
from party_building.training.models import ClassSignUp, TrainingClass
from party_building.training.states import ClassState, SignUpState
from registry.organizations.models import Organization

PAGE = "org:training:detail"


def _classes(request):
    rows = TrainingClass.objects.visible_to(request.actor)
    return rows.select_related("course__stage", "department", "lecturer")


def _own_sign_ups(request):
    return ClassSignUp.objects.visible_to(request.actor).select_related("training_class__department", "organization")


@require_GET
@guards.organization("own_training.view")
def index(request):
    today = clock.today()
    coming = _classes(request).filter(state=ClassState.PLANNED, held_on__gte=today).order_by("held_on", "pk")
    context = {
        "coming": queries.with_counts(coming)[:50],
        "sign_ups": _own_sign_ups(request).order_by("-training_class__held_on", "-pk")[:100],
        "persons": queries.hours_of_persons(request.actor.organization_id, today.year),
        "year": today.year,
    }
    return render(request, "party_building/training/org_list.html", context)


@require_GET
@guards.organization("own_training.view")
def detail(request, pk):
    return _page(request, get_object_or_404(_classes(request), pk=pk))


def _page(request, found: TrainingClass, *, form=None, status=200):
    may_sign_up = (
        found.state == ClassState.PLANNED
        and clock.today() <= found.sign_up_until
        and request.actor.can("own_training.sign_up")
    )
    context = {
        "found": found,
        "people": _own_sign_ups(request).filter(training_class=found).exclude(state=SignUpState.WITHDRAWN),
        "free": queries.open_seats(found),
        "may_sign_up": may_sign_up,
        "form": form or OwnSignUpForm(),
    }
    return render(request, "party_building/training/org_detail.html", context, status=status)


@require_POST
@guards.organization("own_training.sign_up")
def sign_up(request, pk):
    found = get_object_or_404(_classes(request), pk=pk)
    form = OwnSignUpForm(request.POST)
    if form.is_valid():
        own = get_object_or_404(Organization.objects.visible_to(request.actor), pk=request.actor.organization_id)
        try:
            made = actions.sign_up(found, actor=request.actor, organization=own, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            full = made.state == SignUpState.WAITING
            messages.success(request, "名额已满，已列入候补，有名额时会通知。" if full else f"{made.name}已报名。")
            return redirect(PAGE, pk=pk)
    return _page(request, found, form=form, status=422)


@require_POST
@guards.organization("own_training.sign_up")
def withdraw(request, pk):
    """`pk` is the sign-up."""
    its = get_object_or_404(_own_sign_ups(request), pk=pk)
    actions.withdraw(its, actor=request.actor)
    messages.success(request, f"{its.name}已退出报名。")
    return redirect(PAGE, pk=its.training_class_id)
