"""Requests for the party line: what is asked, the consent of the place, the answer and its letter."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core.access import guards
from core.refusal import Refusal
from party_building.party_units.models import PartyUnit
from party_building.unit_requests import actions, documents, drawing
from party_building.unit_requests.forms import FORMS, AnswerForm
from party_building.unit_requests.models import UnitRequest
from party_building.unit_requests.states import OF_A_UNIT, ConsentState, RequestKind
from party_building.unit_requests.tables import RequestList

DETAIL = "staff:unit_requests:detail"
FORM = "party_building/unit_requests/staff_form.html"


@require_GET
@guards.staff("unit_requests.view")
def index(request):
    return RequestList().respond(request)


def _request(request, pk) -> UnitRequest:
    rows = UnitRequest.objects.visible_to(request.actor).select_related(*drawing.LINKS)
    return get_object_or_404(rows, pk=pk)


@require_GET
@guards.staff("unit_requests.view")
def detail(request, pk):
    found = _request(request, pk)
    asked = found.consent == ConsentState.ASKED and request.actor.department_id == found.consent_office_id
    context = {
        **drawing.page(found, request.actor),
        "form": AnswerForm(),
        "may_consent": asked and request.actor.can("unit_requests.agree"),
    }
    return render(request, "party_building/unit_requests/staff_detail.html", context)


@guards.staff("unit_requests.write")
def create(request):
    """An establishment; requests about a standing unit begin on its page."""
    return _write(request, RequestKind.ESTABLISH, None)


@guards.staff("unit_requests.write")
def of_unit(request, pk, kind):
    if kind not in OF_A_UNIT:
        raise Http404
    rows = PartyUnit.objects.visible_to(request.actor).select_related("superior", "service_region")
    return _write(request, RequestKind(kind), get_object_or_404(rows, pk=pk))


def _write(request, kind: RequestKind, unit: PartyUnit | None):
    form = FORMS[kind](request.POST or None, actor=request.actor, unit=unit)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draft(actor=request.actor, kind=kind, unit=unit, **form.entered)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已保存，请核对后提交。")
            return redirect(DETAIL, pk=made.pk)
    back = reverse("staff:party_units:detail", args=[unit.pk]) if unit else reverse("staff:unit_requests:list")
    title = f"起草请示：{kind.label}"
    return _form(request, form, title=title, lead=unit.name if unit else "", back=back)


def _form(request, form, *, title: str, lead: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "lead": lead, "back": back}
    return render(request, FORM, context, status=422 if form.errors else 200)


@guards.staff("unit_requests.write")
def edit(request, pk):
    found = _request(request, pk)
    form = FORMS[RequestKind(found.kind)](request.POST or None, actor=request.actor, unit=found.unit, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit(found, actor=request.actor, version=form.cleaned_data.get("version"), **form.entered)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已保存。")
            return redirect(DETAIL, pk=pk)
    return _form(request, form, title="修改请示", lead=found.subject, back=reverse(DETAIL, args=[pk]))


# -- steps ------------------------------------------------------------------------------------------------------------


@require_POST
@guards.staff("unit_requests.write")
def submit(request, pk):
    actions.submit(_request(request, pk), actor=request.actor)
    messages.success(request, "已提交，批复结果会在消息中告知。")
    return redirect(DETAIL, pk=pk)


@require_POST
@guards.staff("unit_requests.write")
def withdraw(request, pk):
    actions.withdraw(_request(request, pk), actor=request.actor)
    messages.success(request, "已撤回。")
    return redirect(DETAIL, pk=pk)


@require_POST
@guards.staff("unit_requests.agree")
def consent(request, pk):
    return _consent(request, pk, agrees=True)


@require_POST
@guards.staff("unit_requests.agree")
def decline(request, pk):
    return _consent(request, pk, agrees=False)


def _consent(request, pk, *, agrees: bool):
    comment = request.POST.get("comment", "")
    actions.answer(_request(request, pk), actor=request.actor, agrees=agrees, comment=comment)
    messages.success(request, "属地意见已记录，请示单位会收到消息。")
    return redirect(DETAIL, pk=pk)


@require_POST
@guards.staff("unit_requests.decide")
def approve(request, pk):
    found, form = _request(request, pk), AnswerForm(request.POST)
    if not form.is_valid():
        context = {**drawing.page(found, request.actor), "form": form, "may_consent": False}
        return render(request, "party_building/unit_requests/staff_detail.html", context, status=422)
    actions.approve(found, actor=request.actor, **form.cleaned_data)
    messages.success(request, f"已批复，文号{found.document_no}，并已登记生效。")
    return redirect(DETAIL, pk=pk)


@require_POST
@guards.staff("unit_requests.decide")
def send_back(request, pk):
    actions.send_back(_request(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已退回，请示单位会收到待办。")
    return redirect(DETAIL, pk=pk)


@require_POST
@guards.staff("unit_requests.decide")
def refuse(request, pk):
    actions.refuse(_request(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已答复不予同意。")
    return redirect(DETAIL, pk=pk)


# -- letters ----------------------------------------------------------------------------------------------------------


@require_GET
@guards.staff("unit_requests.view")
def petition(request, pk):
    return drawing.draw(request, documents.petition(_request(request, pk)), reverse(DETAIL, args=[pk]))


@require_GET
@guards.staff("unit_requests.view")
def letter(request, pk):
    return drawing.draw(request, documents.answer(_request(request, pk)), reverse(DETAIL, args=[pk]))
