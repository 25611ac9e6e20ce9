"""孵化基地: kept by the bureaus, read by the streets."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from core.access import guards
from core.departments.models import Department
from core.refusal import Refusal
from core.workflow import timeline
from registry.incubation_bases import actions
from registry.incubation_bases.forms import BaseForm, CloseForm, LeaveForm, StayForm
from registry.incubation_bases.models import IncubationBase
from registry.incubation_bases.tables import BaseList

STEPS = {"open": "登记", "take_in": "入驻", "leave": "离开", "close": "停用"}


@guards.staff("incubation_bases.view")
def index(request):
    return BaseList().respond(request)


def _base(request, pk) -> IncubationBase:
    rows = IncubationBase.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("district", "street", "operator", "department"), pk=pk)


def _asked(request, form, context: dict, done: str, do):
    """A form, then a verb; a refusal stands in the form."""
    if request.method == "POST" and form.is_valid():
        try:
            base = do(form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("staff:incubation_bases:detail", pk=base.pk)
    base = context.get("base")
    context = {"base": None, "lead": base.name if base else "", "form": form, **context}
    status = 422 if form.errors else 200
    return render(request, "registry/incubation_bases/staff_step.html", context, status=status)


@guards.staff("incubation_bases.edit")
def create(request):
    form = BaseForm(request.POST or None, actor=request.actor)

    def do(form):
        department = Department.objects.get(pk=request.actor.department_id)
        return actions.open_base(actor=request.actor, department=department, **form.told)

    return _asked(request, form, {"title": "登记孵化基地", "button": "登记"}, "已登记孵化基地。", do)


@guards.staff("incubation_bases.view")
def detail(request, pk):
    base = _base(request, pk)
    stays = base.incubations.select_related("community_organization", "organization").order_by("-valid_from", "-pk")
    context = {
        "base": base,
        "stays": stays,
        "may_edit": request.actor.can("incubation_bases.edit")
        and request.actor.competent_for(base)
        and base.closed_on is None,
        "entries": timeline.entries(base, STEPS, with_office=True),
    }
    return render(request, "registry/incubation_bases/staff_detail.html", context)


@guards.staff("incubation_bases.edit")
def take_in(request, pk):
    base = _base(request, pk)
    form = StayForm(request.POST or None, actor=request.actor)

    def do(form):
        data = form.cleaned_data
        actions.take_in(base, actor=request.actor, valid_from=data["valid_from"], **data["who"])
        return base

    return _asked(request, form, {"base": base, "title": "办理入驻", "button": "入驻"}, "已办理入驻。", do)


@guards.staff("incubation_bases.edit")
def leave(request, pk, stay):
    base = _base(request, pk)
    found = get_object_or_404(base.incubations.select_related("base"), pk=stay)
    form = LeaveForm(request.POST or None)

    def do(form):
        actions.leave(found, actor=request.actor, **form.cleaned_data)
        return base

    context = {"base": base, "title": f"{found} 离开基地", "button": "办理离开"}
    return _asked(request, form, context, "已办理离开。", do)


@guards.staff("incubation_bases.edit")
def close(request, pk):
    base = _base(request, pk)
    form = CloseForm(request.POST or None)

    def do(form):
        actions.close_base(base, actor=request.actor, **form.cleaned_data)
        return base

    return _asked(request, form, {"base": base, "title": "停用孵化基地", "button": "停用"}, "已停用。", do)
