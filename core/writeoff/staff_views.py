"""Write-off lists: what is still open, one row with its evidence, the sheet to print."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.module_loading import import_string
from django.views.decorators.http import require_GET, require_POST

from core import exports
from core.access import guards
from core.departments.models import Department
from core.files import actions as files
from core.refusal import Refusal
from core.workflow import timeline
from core.writeoff import actions, feeding
from core.writeoff import wall as walls
from core.writeoff.forms import FILE_TYPES, ApplyForm, ListForm, NoteForm, RowForm, StrikeForm
from core.writeoff.models import WriteOffList, WriteOffRow
from core.writeoff.states import STEP_WORDS, UNDONE, RowState
from core.writeoff.tables import WriteOffLists, WriteOffRows, rows_url

SHOWN = 20
KIND_BY_HAND = "manual"
REFRESH_SECONDS = 600


@require_GET
@guards.staff("writeoff.view")
def list_lists(request):
    return WriteOffLists().respond(request)


@require_GET
@guards.staff("writeoff.view")
def list_rows(request):
    return WriteOffRows().respond(request)


@require_POST
@guards.staff("writeoff.export")
def export(request):
    return exports.export(WriteOffRows(), request)


def _book(request, pk) -> WriteOffList:
    books = WriteOffList.objects.visible_to(request.actor).select_related("department", "second_department")
    return get_object_or_404(books, pk=pk)


def _rows(request, book):
    rows = WriteOffRow.objects.visible_to(request.actor).filter(write_off_list=book)
    return rows.select_related("responsible", "write_off_list")


@require_GET
@guards.staff("writeoff.view")
def detail(request, pk):
    """The totals, each of them a link, and what is due first. An office sees the rows that are its own."""
    book = _book(request, pk)
    rows = _rows(request, book)
    undone = rows.filter(state__in=UNDONE).order_by("due_on", "number")[:SHOWN]
    context = {
        "book": book,
        "counts": rows.counts(),
        "urls": {
            "all": rows_url(pk),
            "closed": rows_url(pk, state=RowState.CONFIRMED),
            "applied": rows_url(pk, state=RowState.APPLIED),
            "striking": rows_url(pk, state=RowState.STRIKING),
            "struck": rows_url(pk, state=RowState.STRUCK),
            "overdue": rows_url(pk, overdue="yes"),
        },
        "rows": undone,
        "shown": SHOWN,
        "may_edit": request.actor.can("writeoff.create") and request.actor.competent_for(book),
    }
    return render(request, "core/writeoff/staff_detail.html", context)


@require_GET
@guards.staff("writeoff.view")
def sheet(request, pk):
    """The whole list on paper."""
    book = _book(request, pk)
    rows = _rows(request, book).order_by("number")
    return render(
        request,
        "core/writeoff/staff_sheet.html",
        {"book": book, "rows": rows, "counts": _rows(request, book).counts()},
    )


@require_GET
@guards.staff("writeoff.view")
def wall(request, pk):
    """挂图作战. Draws itself again every ten minutes where the viewer asked for it."""
    book = _book(request, pk)
    rows = _rows(request, book)
    refreshes = request.GET.get("refresh") == "yes"
    context = {
        "book": book,
        "figures": walls.figures(rows),
        "urls": walls.urls(pk),
        "offices": walls.by_office(book, rows),
        "weeks": walls.closed_by_week(book, rows),
        "refreshes": refreshes,
    }
    headers = {"Refresh": str(REFRESH_SECONDS)} if refreshes else None
    return HttpResponse(render_to_string("core/writeoff/staff_wall.html", context, request), headers=headers)


@guards.staff("writeoff.create")
def create(request):
    form = ListForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        department = Department.objects.get(pk=request.actor.department_id)
        book = actions.open_list(actor=request.actor, department=department, kind=KIND_BY_HAND, **form.cleaned_data)
        messages.success(request, "台账已建立，请逐项列入。")
        return redirect("staff:writeoff:detail", pk=book.pk)
    return render(request, "core/writeoff/staff_create.html", {"form": form}, status=422 if form.errors else 200)


@guards.staff("writeoff.create")
def add(request, pk):
    book = _book(request, pk)
    form = RowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.add_row(book, actor=request.actor, finding=form.finding())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已列入第{row.number}项。")
            return redirect("staff:writeoff:detail", pk=pk)
    context = {"form": form, "book": book}
    return render(request, "core/writeoff/staff_add.html", context, status=422 if form.errors else 200)


@require_POST
@guards.staff("writeoff.create")
def feed(request, pk):
    counts = feeding.feed(_book(request, pk), actor=request.actor)
    words = {"opened": "新列入", "proposed": "提请销号", "recalled": "问题仍在退回", "reopened": "重新打开"}
    said = "，".join(f"{words[name]}{number}项" for name, number in counts.items() if number)
    messages.success(request, f"已与现有数据核对：{said or '没有变化'}。")
    return redirect("staff:writeoff:detail", pk=pk)


def _row(request, pk) -> WriteOffRow:
    rows = WriteOffRow.objects.visible_to(request.actor).select_related(
        "write_off_list__department", "write_off_list__second_department", "responsible",
        "applied_department", "confirmed_department",
    )  # fmt: skip
    return get_object_or_404(rows, pk=pk)


@require_GET
@guards.staff("writeoff.view")
def row(request, pk):
    return _row_page(request, _row(request, pk))


def _row_page(request, its, *, apply_form=None, strike_form=None, note_form=None, status=200):
    actor = request.actor
    may = {step.name for step in its.machine.available(its, actor)}
    if actor.department_id not in (its.responsible_id, its.write_off_list.department_id):
        may.discard("ask_strike")
    if its.applied_department_id and its.applied_department_id == actor.department_id and not its.within_office:
        may -= {"confirm", "send_back"}
    context = {
        "row": its,
        "book": its.write_off_list,
        "papers": _papers(its),
        "links": _links(its, actor),
        "note_form": (note_form or NoteForm(auto_id="note_%s")) if actions.may_note(its, actor) else None,
        "entries": timeline.entries(its, STEP_WORDS, with_office=True),
        "may": may,
        "apply_form": apply_form or ApplyForm(auto_id="apply_%s"),
        "strike_form": strike_form or StrikeForm(auto_id="strike_%s"),
    }
    return render(request, "core/writeoff/staff_row.html", context, status=status)


def _papers(its) -> list:
    """Notes and evidence in the order they came."""
    found = [
        *its.notes.select_related("file", "user", "department"),
        *its.evidence.select_related("file", "user", "department"),
    ]
    return sorted(found, key=lambda one: one.at)


def _links(its, actor) -> list[tuple[str, str]]:
    """What the apps above can start from a row: (words, address)."""
    return [link for path in settings.WRITEOFF_ROW_LINKS for link in import_string(path)(its, actor)]


@require_POST
@guards.staff("writeoff.finish")
def note(request, pk):
    its, form = _row(request, pk), NoteForm(request.POST, request.FILES, auto_id="note_%s")
    if not form.is_valid():
        return _row_page(request, its, note_form=form, status=422)
    try:
        _noted(request, its, form)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _row_page(request, _row(request, pk), note_form=form, status=409)
    messages.success(request, "已记录进展。")
    return redirect("staff:writeoff:row", pk=pk)


@transaction.atomic
def _noted(request, its, form) -> None:
    actions.note(its, actor=request.actor, text=form.cleaned_data["text"], files=_stored(request, form.uploads))


@require_POST
@guards.staff("writeoff.finish")
def apply(request, pk):
    its, form = _row(request, pk), ApplyForm(request.POST, request.FILES, auto_id="apply_%s")
    if not form.is_valid():
        return _row_page(request, its, apply_form=form, status=422)
    try:
        _applied(request, its, form)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _row_page(request, _row(request, pk), apply_form=form, status=409)
    messages.success(request, f"已申请销号，由{its.second_unit}确认。")
    return redirect("staff:writeoff:row", pk=pk)


@transaction.atomic
def _applied(request, its, form) -> None:
    stored = _stored(request, form.uploads)
    actions.apply(its, actor=request.actor, comment=form.cleaned_data["comment"], files=stored)


def _stored(request, uploads) -> list:
    return [
        files.store(
            upload.read(),
            name=upload.name,
            kind="writeoff",
            permission="writeoff.view",
            actor=request.actor,
            allowed=FILE_TYPES,
        )
        for upload in uploads
    ]


@require_POST
@guards.staff("writeoff.finish")
def ask_strike(request, pk):
    its, form = _row(request, pk), StrikeForm(request.POST, auto_id="strike_%s")
    if not form.is_valid():
        return _row_page(request, its, strike_form=form, status=422)
    actions.ask_strike(its, actor=request.actor, **form.cleaned_data)
    messages.success(request, "已申请核减，须由另一人批准。")
    return redirect("staff:writeoff:row", pk=pk)


def _step(request, pk, verb, said: str, **given):
    verb(_row(request, pk), actor=request.actor, **given)
    messages.success(request, said)
    return redirect("staff:writeoff:row", pk=pk)


def _comment(request) -> str:
    return request.POST.get("comment", "")


@require_POST
@guards.staff("writeoff.confirm")
def confirm(request, pk):
    return _step(request, pk, actions.confirm, "已确认销号。")


@require_POST
@guards.staff("writeoff.confirm")
def send_back(request, pk):
    return _step(request, pk, actions.send_back, "已退回责任单位。", comment=_comment(request))


@require_POST
@guards.staff("writeoff.confirm")
def reopen(request, pk):
    return _step(request, pk, actions.reopen, "已重新打开。", comment=_comment(request))


@require_POST
@guards.staff("writeoff.strike")
def strike(request, pk):
    return _step(request, pk, actions.strike, "已核减，不再计入总数。")


@require_POST
@guards.staff("writeoff.strike")
def keep(request, pk):
    return _step(request, pk, actions.keep, "不予核减，事项继续办理。", comment=_comment(request))
