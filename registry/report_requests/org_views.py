"""An organization asks: for more time, for being exempt, against a result, for a correction."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.access import guards
from core.files import actions as files
from core.refusal import Refusal
from core.workflow import timeline
from registry.annual_reports.models import ReportObligation
from registry.report_requests import actions
from registry.report_requests.forms import FILE_TYPES, RequestForm, SupplyForm, kinds_for
from registry.report_requests.models import ReportRequest
from registry.report_requests.states import STEPS, RequestKind

PAGE = "org:report_requests:detail"
ASKABLE = (RequestKind.DEFERRAL, RequestKind.EXEMPTION, RequestKind.OBJECTION, RequestKind.CORRECTION)


def _obligations(request):
    rows = ReportObligation.objects.visible_to(request.actor).filter(regime__opens_on__lte=clock.today())
    return rows.select_related(
        "report", "organization__supervising_authority", "organization__business_supervisor",
        "organization__industry_department",
    )  # fmt: skip


def _requests(request):
    return ReportRequest.objects.visible_to(request.actor).select_related(
        "organization__supervising_authority", "obligation", "department", "file"
    )


@require_safe
@guards.organization("own_reports.view")
def index(request):
    may_ask = request.actor.can("own_reports.submit")
    years = [
        {"obligation": row, "kinds": kinds_for(row, getattr(row, "report", None), clock.today()) if may_ask else []}
        for row in _obligations(request).order_by("-year")[:10]
    ]
    context = {"requests": _requests(request), "years": [one for one in years if one["kinds"]]}
    return render(request, "registry/report_requests/org_list.html", context)


@guards.organization("own_reports.submit")
def create(request, pk, kind):
    if kind not in ASKABLE:
        raise Http404
    obligation = get_object_or_404(_obligations(request), pk=pk)
    is_post = request.method == "POST"
    form = RequestForm(request.POST if is_post else None, request.FILES or None, kind=kind, obligation=obligation)
    if is_post and form.is_valid():
        try:
            made = _filed(request, obligation, kind, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            kept = made.kind == RequestKind.EXPLANATION
            messages.success(request, "已保存逾期说明，请尽快报送。" if kept else "已提出申请，可以在本页查看进展。")
            return redirect(PAGE, pk=made.pk)
    context = {"form": form, "obligation": obligation, "title": RequestKind(kind).label}
    context["is_late"] = kind == RequestKind.DEFERRAL and clock.today() > obligation.due_on
    return render(request, "registry/report_requests/org_form.html", context, status=422 if form.errors else 200)


def _stored(request, upload):
    return files.store(
        upload.read(), name=upload.name, kind="report_request", permission="annual_reports.view",
        actor=request.actor, allowed=FILE_TYPES,
    )  # fmt: skip


@transaction.atomic
def _filed(request, obligation, kind: str, form: RequestForm) -> ReportRequest:
    upload = form.cleaned_data.get("file")
    file = _stored(request, upload) if upload else None
    return actions.file_request(obligation, actor=request.actor, kind=kind, file=file, **form.about)


@require_safe
@guards.organization("own_reports.view")
def detail(request, pk):
    found = get_object_or_404(_requests(request), pk=pk)
    steps = {step.name for step in found.machine.available(found, request.actor)}
    context = {"found": found, "entries": timeline.entries(found, STEPS, with_office=True), "steps": steps}
    return render(request, "registry/report_requests/org_detail.html", context)


@guards.organization("own_reports.submit")
def supply_consent(request, pk):
    """The signed paper, brought by the organization itself while the department has not answered."""
    found = get_object_or_404(_requests(request), pk=pk)
    is_post = request.method == "POST"
    form = SupplyForm(request.POST if is_post else None, request.FILES or None)
    if is_post and form.is_valid():
        try:
            with transaction.atomic():
                file, document = _stored(request, form.cleaned_data["file"]), form.cleaned_data["document"]
                actions.supply_consent(found, actor=request.actor, file=file, document=document)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已补交，申请转登记管理机关决定。")
            return redirect(PAGE, pk=pk)
    context = {"form": form, "obligation": found.obligation, "title": "补交主管单位同意的文件"}
    return render(request, "registry/report_requests/org_form.html", context, status=422 if form.errors else 200)


@require_POST
@guards.organization("own_reports.submit")
def withdraw(request, pk):
    actions.withdraw(get_object_or_404(_requests(request), pk=pk), actor=request.actor)
    messages.success(request, "已撤回申请。")
    return redirect("org:report_requests:list")
