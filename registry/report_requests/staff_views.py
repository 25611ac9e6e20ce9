"""Staff: requests, the department's consent, the authority's decision."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import exports
from core.access import guards
from core.files import links
from core.refusal import Refusal
from core.workflow import timeline
from registry.report_requests import actions
from registry.report_requests.forms import ConsentForm, DecisionForm
from registry.report_requests.models import ReportRequest
from registry.report_requests.states import CONSENTING, DECIDING, STEPS
from registry.report_requests.tables import RequestList

PAGE = "staff:report_requests:detail"


@require_safe
@guards.staff("annual_reports.view")
def index(request):
    return RequestList().respond(request)


@require_POST
@guards.staff("annual_reports.export")
def export(request):
    return exports.export(RequestList(), request)


def _found(request, pk) -> ReportRequest:
    rows = ReportRequest.objects.visible_to(request.actor).select_related(
        "organization__supervising_authority", "obligation", "report", "department", "file"
    )
    return get_object_or_404(rows, pk=pk)


@require_safe
@guards.staff("annual_reports.view")
def detail(request, pk):
    return _page(request, _found(request, pk))


def _page(request, found: ReportRequest, *, form=None, consent_form=None, refusal="", status=200):
    steps = {step.name for step in found.machine.available(found, request.actor)}
    may_decide = "grant" in steps and request.actor.can(actions.PERMISSIONS[found.kind])
    context = {
        "found": found,
        "organization": found.organization,
        "steps": steps,
        "may_decide": may_decide,
        "someone_else": _whose(found, request.actor, steps, may_decide),
        "form": form or DecisionForm(kind=found.kind),
        "consent_form": consent_form or ConsentForm(),
        "entries": timeline.entries(found, STEPS, with_office=True),
        "refusal": refusal,
    }
    return render(request, "registry/report_requests/staff_detail.html", context, status=status)


def _whose(found: ReportRequest, actor, steps: set[str], may_decide: bool) -> str:
    if found.waits_until is None or "consent" in steps or may_decide:
        return ""
    if actor.competent_for(found):
        return "这类申请由负责人决定，请转负责人办理。"
    return f"这件申请现由{found.competent_department_name}办理。您可以查看，不能办理。"


@require_POST
@guards.staff("annual_reports.view")
def document(request, pk):
    """The file that came with the request; fetching is logged."""
    found = _found(request, pk)
    if found.file is None:
        raise Http404
    return redirect(links.signed_link(found.file, request.actor))


@require_POST
@guards.staff(CONSENTING)
def consent(request, pk):
    found, form = _found(request, pk), ConsentForm(request.POST)
    if not form.is_valid():
        return _page(request, found, consent_form=form, status=422)
    actions.consent(found, actor=request.actor, document=form.cleaned_data["document"])
    messages.success(request, "已同意，申请转登记管理机关决定。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff(CONSENTING)
def refuse_consent(request, pk):
    actions.refuse_consent(_found(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已记录不同意的意见，申请转登记管理机关决定。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff(DECIDING)
def decide(request, pk):
    """`decision` grant or refuse, with one form for both."""
    found = _found(request, pk)
    form = DecisionForm(request.POST, kind=found.kind)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    verb = actions.grant if request.POST.get("decision") == "grant" else actions.refuse
    given = {name: value for name, value in form.cleaned_data.items() if name != "until" or verb is actions.grant}
    try:
        verb(found, actor=request.actor, **given)
    except Refusal as refusal:
        return _page(request, _found(request, pk), form=form, refusal=str(refusal), status=409)
    messages.success(request, f"已决定：{found.get_state_display()}，并通知该组织。")
    return redirect(PAGE, pk=pk)
