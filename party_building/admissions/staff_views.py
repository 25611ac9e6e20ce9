"""发展党员 for the party organ: it enters what branches bring on paper and decides what is its own."""

import datetime

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404
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
from party_building.admissions.states import DECIDE, Decider
from party_building.admissions.tables import AdmissionList
from party_building.party_members.register import named

PAGE = "staff:admissions:detail"


@require_GET
@never_cache
@guards.staff("admissions.view")
@named
def index(request):
    note_look(request, "admissions.view_list")
    return AdmissionList().respond(request)


def _admission(request, pk) -> Admission:
    rows = Admission.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("person", "unit__superior", "organization", "member"), pk=pk)


def _page(request, admission: Admission, form=None):
    context = context_of(admission, request.actor)
    step, actor = context["next_step"], request.actor
    is_competent = actor.competent_for(admission)
    may_record, may_decide = actions.may_record(admission.unit, actor), is_competent and actor.can(DECIDE)
    may_step = step is not None and (may_record if step.decider == Decider.BRANCH else may_decide)
    if may_step and form is None:
        form = forms.StepForm(admission=admission, step=step, actor=actor, initial={"done_on": clock.today()})
    steps = {one.name for one in admission.machine.available(admission, actor)} if not actor.read_only else set()
    context |= {
        "form": form,
        "may_step": may_step,
        "is_competent": is_competent,
        "may_note": may_record and context["is_open"],
        "may_decline": may_decide and "decline" in steps,
        "may_prolong": may_decide and "prolong" in steps and admission.prolonged_until is None,
        "may_cancel": may_decide and "cancel" in steps,
        "may_stop": may_record and "stop" in steps,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "party_building/admissions/staff_detail.html", context, status=status)


@require_GET
@never_cache
@guards.staff("admissions.view")
@named
def detail(request, pk):
    admission = _admission(request, pk)
    note_look(request, "admissions.view_one", subject=admission)
    return _page(request, admission)


@guards.staff("admissions.record")
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
    return render(request, "party_building/admissions/staff_form.html", context, status=422 if form.errors else 200)


@require_POST
@guards.staff("admissions.view")
@named
def step(request, pk):
    """The verb knows whose step it is."""
    admission = _admission(request, pk)
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
    return _page(request, _admission(request, pk), form)


_FORMS = {
    "note": (forms.NoteForm, actions.write_note, "登记培养考察", "已登记。"),
    "prolong": (forms.ProlongForm, actions.prolong, "延长预备期", "已延长预备期。"),
    "cancel": (forms.CancelForm, actions.cancel, "取消预备党员资格", "已登记，名册随之变更。"),
    "decline": (forms.ReasonForm, actions.decline, "不予批准", "已登记不予批准，该同志回到发展对象阶段。"),
    "stop": (forms.ReasonForm, actions.stop, "终止培养", "已终止培养。"),
}


@guards.staff("admissions.record")
@named
def change(request, pk, what):
    """What is no step; the verb knows whose it is."""
    if what not in _FORMS:
        raise Http404
    admission = _admission(request, pk)
    make, do, title, done = _FORMS[what]
    form = make(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            do(admission, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(PAGE, pk=pk)
    context = {"form": form, "title": title, "admission": admission}
    return render(request, "party_building/admissions/staff_form.html", context, status=422 if form.errors else 200)


class _BetweenForm(django_forms.Form):
    first = forms.day_field("起", "含当日。")
    last = forms.day_field("止", "含当日。")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("first") and cleaned.get("last") and cleaned["last"] < cleaned["first"]:
            self.add_error("last", "结束日期不能早于开始日期。")
        return cleaned


@require_GET
@guards.staff("admissions.view")
def figures(request):
    """Between two days: accepted, confirmed, share of heads and full-time staff. No names: small enough to look at
    within the line alone."""
    today = clock.today()
    usual = {"first": datetime.date(today.year, 1, 1).isoformat(), "last": today.isoformat()}
    form = _BetweenForm(request.GET if "first" in request.GET else usual)
    found = None
    if form.is_valid():
        rows = Admission.objects.visible_to(request.actor)
        found = queries.flow(rows, form.cleaned_data["first"], form.cleaned_data["last"])
    context = {"form": form, "flow": found}
    return render(
        request, "party_building/admissions/staff_figures.html", context, status=200 if form.is_valid() else 422
    )
