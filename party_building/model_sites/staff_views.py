"""Model sites for the organ that runs the scheme, and for those who see the host."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import clock, exports
from core.access import guards
from core.departments.models import Department
from core.refusal import Refusal
from core.workflow import timeline
from party_building.model_sites import actions
from party_building.model_sites.forms import (
    CheckForm,
    GroomForm,
    NameForm,
    NewSchemeForm,
    NominateForm,
    SchemeForm,
    WithdrawForm,
)
from party_building.model_sites.models import ModelSite, SiteScheme
from party_building.model_sites.states import EDIT, STEPS
from party_building.model_sites.tables import SchemeList, SiteList
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitKind

FOLDER = "party_building/model_sites"
PAGE, SCHEME = "staff:model_sites:detail", "staff:model_sites:scheme"
# Step of the machine → what is asked for it, and the address that takes it.
ASKED = {"groom": (GroomForm, "take_in"), "check": (CheckForm, "examine"), "name": (NameForm, "give_name"),
         "withdraw": (WithdrawForm, "end")}  # fmt: skip


@require_safe
@guards.staff("model_sites.view")
def index(request):
    return SiteList().respond(request)


@require_POST
@guards.staff("model_sites.export")
def export(request):
    return exports.export(SiteList(), request)


@require_safe
@guards.staff("model_sites.schemes")
def schemes(request):
    return SchemeList().respond(request)


def _scheme(request, pk) -> SiteScheme:
    return get_object_or_404(SiteScheme.objects.visible_to(request.actor).select_related("department"), pk=pk)


@guards.staff("model_sites.edit")
def create_scheme(request):
    form = NewSchemeForm(request.POST or None, initial={"begun_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        department = get_object_or_404(Department, pk=request.actor.department_id)
        try:
            made = actions.create_scheme(department, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已登记创建方案。")
            return redirect(SCHEME, pk=made.pk)
    return _form(request, form, "登记示范点创建方案", status=422 if form.errors else 200)


def _form(request, form, title: str, *, scheme=None, status=200):
    context = {"form": form, "title": title, "scheme": scheme}
    return render(request, f"{FOLDER}/staff_form.html", context, status=status)


@guards.staff("model_sites.edit")
def edit_scheme(request, pk):
    found = _scheme(request, pk)
    form = SchemeForm(request.POST or None, instance=found)
    if request.method != "POST":
        return _form(request, form, "修改创建方案", scheme=found)
    if form.is_valid():

        def save():
            actions.edit_scheme(_scheme(request, pk), actor=request.actor, version=form.posted_version, **form.changes)

        try:
            if form.attempt(save):
                messages.success(request, "已保存。")
                return redirect(SCHEME, pk=pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _form(request, form, "修改创建方案", scheme=found, status=form.status)


def _units(scheme: SiteScheme):
    units = PartyUnit.objects.on(clock.today()).filter(superior=scheme.department_id, kind=UnitKind.OWN)
    return units.order_by("name")


@require_safe
@guards.staff("model_sites.schemes")
def scheme(request, pk):
    found = _scheme(request, pk)
    may_edit = request.actor.can(EDIT) and request.actor.competent_for(found)
    context = {
        "scheme": found,
        "sites": found.sites.select_related("unit", "organization").order_by("name"),
        "may_edit": may_edit,
        "is_competent": request.actor.competent_for(found),
    }
    return render(request, f"{FOLDER}/staff_scheme.html", context)


@guards.staff("model_sites.edit")
def nominate(request, pk):
    found = _scheme(request, pk)
    form = NominateForm(request.POST or None, units=_units(found).select_related("organization"))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.nominate(found, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已推荐，列为培育后开始计入。")
            return redirect(PAGE, pk=made.pk)
    return _form(request, form, "推荐示范点", scheme=found, status=422 if form.errors else 200)


def _site(request, pk) -> ModelSite:
    rows = ModelSite.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("scheme__department", "unit", "organization"), pk=pk)


@require_safe
@guards.staff("model_sites.view")
def detail(request, pk):
    return _page(request, _site(request, pk))


def _page(request, found: ModelSite, *, asked: str = "", form=None, status=200):
    steps = [step for step in found.machine.available(found, request.actor) if step.name in ASKED]
    forms = [
        {
            "label": step.label,
            "url_name": f"staff:model_sites:{ASKED[step.name][1]}",
            "form": form if step.name == asked else ASKED[step.name][0](auto_id=f"{step.name}_%s"),
            "tone": "outline-danger" if step.name == "withdraw" else "primary",
        }
        for step in steps
    ]
    context = {
        "site": found,
        "statuses": found.statuses.order_by("-valid_from"),
        "forms": forms,
        "is_competent": request.actor.competent_for(found),
        "sees_scheme": request.actor.can("model_sites.schemes"),
        "timeline": timeline.entries(found, STEPS, with_office=True),
    }
    return render(request, f"{FOLDER}/staff_detail.html", context, status=status)


def _asked(request, pk, step: str, verb, done: str):
    found = _site(request, pk)
    form = ASKED[step][0](request.POST, auto_id=f"{step}_%s")
    if form.is_valid():
        try:
            verb(found, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            if step not in {one.name for one in found.machine.available(found, request.actor)}:
                raise  # its form is not on the page
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(PAGE, pk=pk)
    return _page(request, _site(request, pk), asked=step, form=form, status=422)


@require_POST
@guards.staff("model_sites.edit")
def take_in(request, pk):
    return _asked(request, pk, "groom", actions.groom, "已列为培育。")


@require_POST
@guards.staff("model_sites.edit")
def examine(request, pk):
    return _asked(request, pk, "check", actions.check, "验收通过，由另一人命名。")


@require_POST
@guards.staff("model_sites.confirm")
def give_name(request, pk):
    return _asked(request, pk, "name", actions.name_site, "已命名。")


@require_POST
@guards.staff("model_sites.confirm")
def end(request, pk):
    return _asked(request, pk, "withdraw", actions.withdraw, "已撤销。")


@require_POST
@guards.staff("model_sites.edit")
def decline(request, pk):
    actions.decline(_site(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已答复，不予列入。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("model_sites.edit")
def fail(request, pk):
    actions.fail(_site(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已记录，继续培育。")
    return redirect(PAGE, pk=pk)
