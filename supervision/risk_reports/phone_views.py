"""The form of grid officers and villages: it opens without a network, keeps what was written and sends it later."""

import json

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core.access import guards
from core.pages.forms_markup import errors as sentences_of
from core.refusal import Refusal
from supervision.risk_reports import actions, forms, queries
from supervision.risk_reports.states import REPORT

RECENT = 5
# What the page without a network needs; the telephone keeps a copy of each.
SHELL_FILES = (
    "vendor/bootstrap/bootstrap.min.css", "css/gov.css", "js/risk_queue.js", "js/submit_once.js", "js/keyboard.js",
    "js/menus.js", "js/dialogs.js", "js/elder.js",
)  # fmt: skip


def shell() -> list[str]:
    return [reverse("staff:risk_reports:offline"), *(static(name) for name in SHELL_FILES)]


@never_cache
@guards.staff(REPORT)
def report(request):
    """A page for whoever has no scripts; the same address answers a telephone's queue with JSON."""
    if request.method != "POST":
        return _form(request, forms.ReportForm(actor=request.actor))
    form = forms.ReportForm(request.POST, request.FILES, actor=request.actor)
    if "body_find" in request.POST:
        return _form(request, forms.ReportForm(actor=request.actor), typed=request.POST)
    made = None
    if form.is_valid():
        try:
            made = actions.file_report(form.told(), actor=request.actor, client_key=form.cleaned_data["client_key"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    if request.headers.get("Accept") == "application/json":
        return _answered(form, made)
    if made is None:
        return _form(request, form, status=422)
    messages.success(request, f"已收到，编号{made.number}。办理结果会告诉您。")
    return redirect("staff:risk_reports:detail", pk=made.pk)


def _answered(form, made) -> JsonResponse:
    if made is not None:
        address = reverse("staff:risk_reports:detail", args=[made.pk])
        return JsonResponse({"number": made.number, "url": address}, status=201)
    return JsonResponse({"errors": [error["text"] for error in sentences_of(form)]}, status=422)


def _form(request, form, *, typed=None, status: int = 200):
    """`typed`: what was in the form when the register was searched; it is drawn again without being judged."""
    data = typed if typed is not None else form.data
    if typed is not None:
        form.initial |= {name: typed.get(name) for name in form.fields if typed.get(name)}
    error = " ".join(form.errors.get("body_q", [])) if form.is_bound else ""
    context = {
        "form": form,
        "picker": forms.picker(
            data.get("body_q", ""), data.get("body", ""), error, reverse("staff:risk_reports:bodies")
        ),
        "recent": queries.reported_by(request.actor)[:RECENT],
        "shell": json.dumps(shell()),
    }
    return render(request, "supervision/risk_reports/staff_report.html", context, status=status)


@require_GET
@guards.staff("risk_reports.view")
def bodies(request):
    """What the public register answers while a name is being typed."""
    drawn = forms.picker(request.GET.get("body_q", ""))
    return render(request, "components/_picker_results.html", {"picker": drawn})


@require_GET
@guards.staff(REPORT)
def offline(request):
    """The form alone, as the telephone keeps it: no name, no token, nothing of any report."""
    form = forms.ReportForm(actor=request.actor)
    answer = render(request, "supervision/risk_reports/staff_offline.html", {"form": form, "picker": forms.picker("")})
    patch_cache_control(answer, private=True, no_store=True)
    return answer


@require_GET
@guards.staff(REPORT)
def worker(request):
    """The service worker, served here because it may only look after the addresses below its own."""
    answer = render(request, "supervision/risk_reports/worker.js", content_type="text/javascript; charset=utf-8")
    patch_cache_control(answer, private=True, no_cache=True)
    return answer
