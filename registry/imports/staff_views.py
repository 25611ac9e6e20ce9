"""The import workbench: upload, map, look at everything, give reasons, apply, and the way back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.access import guards
from core.files import links
from core.refusal import Refusal
from core.workflow.errors import WrongState
from registry.imports import actions, exports, paging, queries
from registry.imports.forms import DecisionForm, MappingForm, ReasonForm, UploadForm
from registry.imports.lists import BatchList
from registry.imports.models import ImportBatch, ImportRow
from registry.imports.states import BatchState, Decision

TEMPLATES = "registry/imports/staff_"


def _batch(request, pk: int) -> ImportBatch:
    reached = ImportBatch.objects.visible_to(request.actor)
    together = ("file", "department__region", "registering_authority__region", "job", "uploaded_by")
    return get_object_or_404(reached.select_related(*together), pk=pk)


def _row(batch: ImportBatch, line: int) -> ImportRow:
    return get_object_or_404(batch.rows.select_related("organization"), line=line)


@require_GET
@guards.staff("imports.view")
def index(request):
    return BatchList().respond(request)


@require_POST
@guards.staff("imports.upload")
def upload(request):
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            batch = actions.upload(form.cleaned_data["file"], actor=request.actor)
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return _after_upload(request, batch)
    page = BatchList()
    page.form = form
    response = page.respond(request)
    response.status_code = 422
    return response


def _after_upload(request, batch: ImportBatch):
    if batch.is_mapping_remembered:
        messages.success(request, "表头与以前导入的名单相同，已沿用当时的列对应。")
        return redirect("staff:imports:detail", pk=batch.pk)
    return redirect("staff:imports:mapping", pk=batch.pk)


@guards.staff("imports.upload")
def mapping(request, pk):
    batch = _batch(request, pk)
    form = MappingForm(request.POST or None, batch=batch)
    if request.method == "POST" and form.is_valid():
        try:
            actions.map_columns(
                batch,
                actor=request.actor,
                mapping=form.mapping,
                version=form.cleaned_data["version"],
                **form.about,
            )
        except WrongState:
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("staff:imports:detail", pk=pk)
    status = 422 if form.errors else 200
    return render(request, f"{TEMPLATES}mapping.html", {"batch": batch, "form": form}, status=status)


@require_GET
@guards.staff("imports.view")
def detail(request, pk):
    batch = _batch(request, pk)
    if batch.state == BatchState.UPLOADED:
        return redirect("staff:imports:mapping", pk=pk)
    view = paging.RowFilter(request.GET)
    page = paging.by_line(view.of(batch.rows.select_related("organization")), request)
    context = {
        "batch": batch,
        "counts": queries.severities(batch),
        "kinds": queries.kinds(batch),
        "outcomes": queries.outcomes(batch),
        "page": page,
        "rows": [paging.shown(row, batch) for row in page.rows],
        "chips": view.chips,
        "may_act": request.actor.competent_for(batch),
    }
    return render(request, f"{TEMPLATES}detail.html", context)


@require_GET
@guards.staff("imports.view")
def row(request, pk, line):
    batch = _batch(request, pk)
    its_row = _row(batch, line)
    context = {
        "batch": batch,
        "row": its_row,
        "shown": paging.shown(its_row, batch),
        "cells": paging.cells(its_row, batch),
        "changes": paging.changes(its_row, queries.in_words([its_row])),
        "may_act": request.actor.competent_for(batch) and batch.state == BatchState.CHECKED,
        "form": DecisionForm(initial={"decision": its_row.decision}),
    }
    return render(request, f"{TEMPLATES}row.html", context)


@require_POST
@guards.staff("imports.upload")
def decide(request, pk, line):
    batch = _batch(request, pk)
    form = DecisionForm(request.POST)
    if form.is_valid():
        decision = Decision(form.cleaned_data["decision"])
        actions.decide(batch, _row(batch, line), actor=request.actor, decision=decision)
        messages.success(request, f"第{line}行的处理已改为“{decision.label}”。")
    return redirect("staff:imports:row", pk=pk, line=line)


@require_POST
@guards.staff("imports.upload")
def reason(request, pk, line=None):
    """For one row, or for every row with this kind of issue."""
    batch = _batch(request, pk)
    its_row = _row(batch, line) if line is not None else None
    form = ReasonForm(request.POST)
    if form.is_valid():
        given = {"code": form.cleaned_data["code"], "reason": form.cleaned_data["comment"]}
        freed = actions.give_reason(batch, actor=request.actor, row=its_row, **given)
        messages.success(request, f"理由已记录，{freed}行可以导入。")
    else:
        messages.error(request, "请写明理由（不超过200个字）。")
    return redirect("staff:imports:row", pk=pk, line=line) if its_row else redirect("staff:imports:detail", pk=pk)


@require_POST
@guards.staff("imports.upload")
def reason_back(request, pk, line=None):
    batch = _batch(request, pk)
    its_row = _row(batch, line) if line is not None else None
    actions.take_reason_back(batch, actor=request.actor, code=request.POST.get("code", ""), row=its_row)
    messages.success(request, "理由已收回。")
    return redirect("staff:imports:row", pk=pk, line=line) if its_row else redirect("staff:imports:detail", pk=pk)


@require_POST
@guards.staff("imports.view")
def annotated(request, pk):
    file = exports.annotated(_batch(request, pk), actor=request.actor)
    return redirect(links.signed_link(file, request.actor))


@require_POST
@guards.staff("imports.upload")
def recheck(request, pk):
    actions.recheck(_batch(request, pk), actor=request.actor)
    return redirect("staff:imports:detail", pk=pk)


@require_POST
@guards.staff("imports.apply")
def apply(request, pk):
    version = request.POST.get("version", "")
    actions.start_apply(_batch(request, pk), actor=request.actor, version=int(version) if version.isdecimal() else 0)
    return redirect("staff:imports:detail", pk=pk)


@require_POST
@guards.staff("imports.undo")
def undo(request, pk):
    actions.start_undo(_batch(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    return redirect("staff:imports:detail", pk=pk)


@require_POST
@guards.staff("imports.upload")
def discard(request, pk):
    actions.discard(_batch(request, pk), actor=request.actor)
    messages.success(request, "该批次已放弃，登记簿没有任何变化。")
    return redirect("staff:imports:list")


@require_POST
@guards.staff("imports.upload")
def settle(request, pk):
    actions.settle(_batch(request, pk), actor=request.actor)
    return redirect("staff:imports:detail", pk=pk)


@require_GET
@guards.staff("imports.view")
def progress(request, pk):
    """The progress piece; once the work is over, the page is asked to load anew."""
    batch = _batch(request, pk)
    if not request.htmx:
        return redirect("staff:imports:detail", pk=pk)
    if not batch.is_busy or batch.job is None or not batch.job.is_open:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, f"{TEMPLATES}detail.html#progress", {"batch": batch})
