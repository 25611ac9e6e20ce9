"""发展党员 on the secretary's phone: one step at a time, the next one, why not yet."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.access import guards
from core.audit.actions import note_look
from core.refusal import Refusal
from party_building.admissions import actions, forms, queries
from party_building.admissions.models import Admission
from party_building.admissions.pages import context_of
from party_building.admissions.states import OPEN, Decider
from party_building.party_members.register import named

PAGE = "org:admissions:detail"


def _rows(request):
    rows = Admission.objects.visible_to(request.actor)
    return rows.select_related("person", "unit__superior", "organization", "member")


@require_GET
@never_cache
@guards.organization("own_admissions.view")
@named
def index(request):
    note_look(request, "admissions.view_list")
    catalogue, rows = queries.Catalogue(), []
    for admission in _rows(request).order_by("-applied_on", "-pk"):
        progress = queries.Progress(admission, catalogue)
        first, _ = progress.earliest
        can_now = progress.next_step is not None and first <= clock.today()
        rows.append({"admission": admission, "step": progress.next_step, "first_day": first, "can_now": can_now})
    rows.sort(key=lambda row: (row["admission"].state not in OPEN, not row["can_now"]))
    context = {"rows": rows, "may_record": request.actor.can("own_admissions.record")}
    return render(request, "party_building/admissions/org_list.html", context)


def _page(request, admission: Admission, form=None):
    context = context_of(admission, request.actor)
    step = context["next_step"]
    may_record = actions.may_record(admission.unit, request.actor)
    may_step = may_record and step is not None and step.decider == Decider.BRANCH
    if may_step and form is None:
        form = forms.StepForm(admission=admission, step=step, actor=request.actor, initial={"done_on": clock.today()})
    context |= {
        "form": form,
        "may_step": may_step,
        "is_too_early": context["first_day"] > clock.today(),
        "may_note": may_record and context["is_open"],
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "party_building/admissions/org_detail.html", context, status=status)


@require_GET
@never_cache
@guards.organization("own_admissions.view")
@named
def detail(request, pk):
    admission = get_object_or_404(_rows(request), pk=pk)
    note_look(request, "admissions.view_one", subject=admission)
    return _page(request, admission)


@guards.organization("own_admissions.record")
@named
def create(request):
    form = forms.ApplicationForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.apply(actions.Applicant(**form.about), actor=request.actor, **form.rest)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已登记入党申请。")
            return redirect(PAGE, pk=made.pk)
    context = {"form": form, "title": "登记入党申请", "admission": None}
    return render(request, "party_building/admissions/org_form.html", context, status=422 if form.errors else 200)


@require_POST
@guards.organization("own_admissions.record")
@named
def step(request, pk):
    admission = get_object_or_404(_rows(request), pk=pk)
    following = queries.Progress(admission, queries.Catalogue()).next_step
    if following is None:
        messages.error(request, "发展党员程序已经结束。")
        return redirect(PAGE, pk=pk)
    form = forms.StepForm(request.POST, admission=admission, step=following, actor=request.actor)
    if form.is_valid():
        try:
            actions.record(admission, actor=request.actor, **form.said)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已登记“{following.name}”。")
            return redirect(PAGE, pk=pk)
    return _page(request, get_object_or_404(_rows(request), pk=pk), form)


@guards.organization("own_admissions.record")
@named
def note(request, pk):
    admission = get_object_or_404(_rows(request), pk=pk)
    form = forms.NoteForm(request.POST if request.method == "POST" else None, initial={"noted_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_note(admission, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已登记培养考察。")
            return redirect(PAGE, pk=pk)
    context = {"form": form, "title": "登记培养考察", "admission": admission}
    return render(request, "party_building/admissions/org_form.html", context, status=422 if form.errors else 200)
