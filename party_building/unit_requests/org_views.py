"""Requests of a branch secretary for the unit of her own organization."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core.access import guards
from core.refusal import Refusal
from party_building.party_units.models import PartyUnit
from party_building.unit_requests import actions, documents, drawing
from party_building.unit_requests.forms import FORMS, OwnEstablishForm
from party_building.unit_requests.models import UnitRequest
from party_building.unit_requests.states import OF_A_BRANCH, RequestKind
from registry.organizations.models import Organization

DETAIL = "org:unit_requests:detail"
OWN_FORMS = {**FORMS, RequestKind.ESTABLISH: OwnEstablishForm}


def _rows(request):
    return UnitRequest.objects.visible_to(request.actor).select_related(*drawing.LINKS)


@require_GET
@guards.organization("unit_requests.view")
def index(request):
    rows = _rows(request).order_by("-created_at", "-pk")
    return render(request, "party_building/unit_requests/org_list.html", {"rows": rows})


@require_GET
@guards.organization("unit_requests.view")
def detail(request, pk):
    context = drawing.page(get_object_or_404(_rows(request), pk=pk), request.actor)
    return render(request, "party_building/unit_requests/org_detail.html", context)


@guards.organization("unit_requests.write")
def create(request):
    """成立: decided by the organ that is responsible for the organization's party work."""
    own = get_object_or_404(Organization.objects.visible_to(request.actor).select_related("party_superior"))
    form = OwnEstablishForm(request.POST or None, actor=request.actor)
    more = {"superior": own.party_superior, "bodies": [own]}
    return _write(request, form, RequestKind.ESTABLISH, lead=own.name, **more)


@guards.organization("unit_requests.write")
def of_unit(request, pk, kind):
    if kind not in OF_A_BRANCH or kind == RequestKind.ESTABLISH:
        raise Http404
    rows = PartyUnit.objects.visible_to(request.actor).select_related("superior")
    unit = get_object_or_404(rows, pk=pk)
    form = OWN_FORMS[RequestKind(kind)](request.POST or None, actor=request.actor, unit=unit)
    return _write(request, form, RequestKind(kind), lead=unit.name, unit=unit)


def _write(request, form, kind: RequestKind, *, lead: str, **more):
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draft(actor=request.actor, kind=kind, **form.entered, **more)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已保存，请核对后提交。")
            return redirect(DETAIL, pk=made.pk)
    return _form(request, form, f"起草请示：{kind.label}", lead, reverse("org:unit_requests:list"))


def _form(request, form, title: str, lead: str, back: str):
    context = {"form": form, "title": title, "lead": lead, "back": back}
    status = 422 if form.errors else 200
    return render(request, "party_building/unit_requests/org_form.html", context, status=status)


@guards.organization("unit_requests.write")
def edit(request, pk):
    found = get_object_or_404(_rows(request), pk=pk)
    form = OWN_FORMS[RequestKind(found.kind)](
        request.POST or None, actor=request.actor, unit=found.unit, instance=found
    )
    if request.method == "POST" and form.is_valid():
        bodies = [row.organization for row in found.bodies.select_related("organization")]
        try:
            actions.edit(
                found, actor=request.actor, version=form.cleaned_data.get("version"), bodies=bodies, **form.entered
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已保存。")
            return redirect(DETAIL, pk=pk)
    return _form(request, form, "修改请示", found.subject, reverse(DETAIL, args=[pk]))


@require_POST
@guards.organization("unit_requests.write")
def submit(request, pk):
    actions.submit(get_object_or_404(_rows(request), pk=pk), actor=request.actor)
    messages.success(request, "已提交，批复结果会在消息中告知。")
    return redirect(DETAIL, pk=pk)


@require_POST
@guards.organization("unit_requests.write")
def withdraw(request, pk):
    actions.withdraw(get_object_or_404(_rows(request), pk=pk), actor=request.actor)
    messages.success(request, "已撤回。")
    return redirect("org:unit_requests:list")


@require_GET
@guards.organization("unit_requests.view")
def petition(request, pk):
    made = documents.petition(get_object_or_404(_rows(request), pk=pk))
    return drawing.draw(request, made, reverse(DETAIL, args=[pk]))


@require_GET
@guards.organization("unit_requests.view")
def letter(request, pk):
    made = documents.answer(get_object_or_404(_rows(request), pk=pk))
    return drawing.draw(request, made, reverse(DETAIL, args=[pk]))
