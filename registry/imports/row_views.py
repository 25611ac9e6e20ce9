"""One row of a batch, and what a clerk decides about it or about a class of rows."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.access import guards
from registry.imports import actions, paging
from registry.imports.forms import ClassDecisionForm, DecisionForm, ReasonForm
from registry.imports.kind import kind_of
from registry.imports.reaching import batch_of, row_of
from registry.imports.states import BatchState, Decision


@require_GET
@guards.staff("imports.view")
def row(request, pk, line):
    batch = batch_of(request, pk)
    its_row, kind = row_of(batch, line), kind_of(batch)
    may_act = request.actor.competent_for(batch) and batch.state == BatchState.CHECKED
    typed = request.GET.get("find", "").strip()[:60].replace("\x00", "")
    found = kind.found_by(typed, request.actor) if typed and may_act else []
    context = {
        "batch": batch,
        "kind": kind,
        "row": its_row,
        "shown": paging.shown(its_row, batch),
        "cells": paging.cells(its_row, batch),
        "changes": paging.changes(its_row, batch),
        "beside": paging.side_by_side(its_row, batch, found),
        "typed": typed,
        "is_found": bool(found),
        "may_act": may_act,
        "form": DecisionForm(initial={"decision": its_row.decision}),
        "previous_line": batch.rows.filter(line__lt=line).order_by("-line").values_list("line", flat=True).first(),
        "next_line": batch.rows.filter(line__gt=line).order_by("line").values_list("line", flat=True).first(),
    }
    return render(request, "registry/imports/staff_row.html", context)


@require_POST
@guards.staff("imports.upload")
def decide(request, pk, line):
    batch = batch_of(request, pk)
    form = DecisionForm(request.POST)
    if form.is_valid():
        decision = Decision(form.cleaned_data["decision"])
        actions.decide(batch, row_of(batch, line), actor=request.actor, decision=decision)
        messages.success(request, f"第{line}行的处理已改为“{decision.label}”。")
    return redirect("staff:imports:row", pk=pk, line=line)


@require_POST
@guards.staff("imports.upload")
def decide_many(request, pk):
    """The rows that the address finds, as the page showed them."""
    batch = batch_of(request, pk)
    form = ClassDecisionForm(request.POST)
    if form.is_valid():
        decision = Decision(form.cleaned_data["decision"])
        rows = paging.RowFilter(request.GET, kind_of(batch)).of(batch.rows.all())
        decided, left = actions.decide_many(batch, rows, actor=request.actor, decision=decision)
        rest = f"；{left}行不能这样处理，保持原样" if left else ""
        messages.success(request, f"{decided}行的处理已改为“{decision.label}”{rest}。")
    query = request.GET.urlencode()
    answer = redirect("staff:imports:detail", pk=pk)
    answer["Location"] += f"?{query}#rows" if query else "#rows"
    return answer


@require_POST
@guards.staff("imports.upload")
def choose(request, pk, line):
    """Which record the row means."""
    batch = batch_of(request, pk)
    given = request.POST.get("record", "")
    record = int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None
    actions.choose(batch, row_of(batch, line), actor=request.actor, subject_id=record)
    said = "已选定对应的记录，拟修改的内容已重新比对。" if record else "已交回系统按代码和名称匹配。"
    messages.success(request, said)
    return redirect("staff:imports:row", pk=pk, line=line)


@require_POST
@guards.staff("imports.upload")
def keep(request, pk, line):
    """Field by field: what is ticked follows the list, the rest stays as the record has it."""
    batch = batch_of(request, pk)
    its_row, taken = row_of(batch, line), set(request.POST.getlist("take"))
    kept = [name for name in its_row.changes if name not in taken]
    actions.keep_fields(batch, its_row, actor=request.actor, kept=kept)
    messages.success(request, f"第{line}行将修改{len(its_row.changes) - len(kept)}项，保留原有{len(kept)}项。")
    return redirect("staff:imports:row", pk=pk, line=line)


@require_POST
@guards.staff("imports.upload")
def reason(request, pk, line=None):
    """For one row, or for every row with this kind of issue."""
    batch = batch_of(request, pk)
    its_row = row_of(batch, line) if line is not None else None
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
    batch = batch_of(request, pk)
    its_row = row_of(batch, line) if line is not None else None
    actions.take_reason_back(batch, actor=request.actor, code=request.POST.get("code", ""), row=its_row)
    messages.success(request, "理由已收回。")
    return redirect("staff:imports:row", pk=pk, line=line) if its_row else redirect("staff:imports:detail", pk=pk)
