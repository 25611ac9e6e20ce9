"""A statement filled from a block of a spreadsheet: paste, look at what was understood, take it over."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from core.access import guards
from core.workflow.errors import WrongState
from registry.annual_reports import pasting, units
from registry.annual_reports.actions import filling
from registry.annual_reports.actions.filling import SectionConflict
from registry.annual_reports.own_report import own_report, refused_page
from registry.annual_reports.progress import Progress
from registry.annual_reports.states import FILLING
from registry.report_forms import checks
from registry.report_forms.schema import REASONS


class PasteForm(forms.Form):
    """`version` is that of the section when the page was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    unit = forms.ChoiceField(label="表格中的金额单位", choices=[("yuan", "元"), ("wan", "万元")])
    block = forms.CharField(
        label="表格内容",
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        max_length=pasting.MOST_CHARACTERS,
        help_text="在 Excel 或 WPS 中选中报表（连同项目名称、行次），复制后粘贴到这里。",
        error_messages={"required": "请粘贴表格内容"},
    )


@guards.organization("own_reports.fill")
def paste(request, pk, key):
    """Without `apply` a POST shows what was understood; nothing is kept before that was seen."""
    report = own_report(request, pk)
    part = Progress(report).schema.section(key)
    if part is None or part.sheet is None or report.state not in FILLING:
        raise Http404
    stored = report.sections.get(key=key)
    initial = {"version": stored.version, "unit": units.unit_of(part)}
    form = PasteForm(request.POST or None, initial=initial)
    context = {"report": report, "part": part, "form": form}
    if request.method != "POST":
        return render(request, "registry/annual_reports/org_paste.html", context)
    if not form.is_valid():
        return render(request, "registry/annual_reports/org_paste.html", context, status=422)
    part = Progress(report, units={key: form.cleaned_data["unit"]}).schema.section(key)
    pasted = pasting.match(part, form.cleaned_data["block"])
    if "apply" in request.POST and pasted.answers:
        return _apply(request, report, stored, form.cleaned_data["version"], pasted)
    context |= {"part": part, "pasted": pasted, "rows": _preview(part, pasted)}
    return render(request, "registry/annual_reports/org_paste.html", context)


def _preview(part, pasted: pasting.Pasted) -> list[dict]:
    """Line by line, a cell for every column: its label, what will be kept ("" unread), what was pasted."""
    rows = []
    for line in pasted.lines:
        by_column = {cell.field.column: cell for cell in line.cells}
        cells = [_shown(column, by_column.get(column.key)) for column in part.sheet.columns]
        rows.append({"line": line.line, "cells": cells})
    return rows


def _shown(column, cell: pasting.PastedCell | None) -> dict[str, str]:
    found = {"label": f"{column.group}{column.label}", "kept": "", "text": "", "wrong": ""}
    if cell is not None:
        value = checks.figure(cell.field, cell.kept) if cell.kept else None
        found["text"], found["wrong"] = cell.text, checks.complaint(cell.field, cell.kept) if cell.kept else ""
        found["kept"] = checks.said(cell.field, value) if value is not None else ""
    return found


def _apply(request, report, stored, version: int, pasted: pasting.Pasted):
    kept = {name: given for name, given in stored.answers.items() if name != REASONS}
    reasons = stored.answers.get(REASONS) or {}
    try:
        filling.save_section(
            report, stored.key, {**kept, **pasted.answers}, version=version, actor=request.actor, reasons=reasons
        )
    except SectionConflict as conflict:
        return refused_page(request, report, conflict)
    except WrongState as refusal:
        return refused_page(request, report, refusal)
    left = f"，{pasted.unread} 格未识别" if pasted.unread else ""
    messages.success(request, f"已填入 {len(pasted.lines)} 行、{len(pasted.answers)} 格{left}，请核对。")
    return redirect(reverse("org:annual_reports:section", args=[report.pk, stored.key], query={"check": "1"}))
