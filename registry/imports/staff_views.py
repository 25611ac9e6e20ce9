"""The import workbench: upload, map, look at everything, give reasons, apply, and the way back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import exports as exporting
from core.access import guards
from core.files import links
from core.files.types import FileRefused
from core.refusal import Refusal
from core.spreadsheets.table import SpreadsheetRefused
from core.workflow.errors import WrongState
from registry.imports import actions, exports, paging, queries
from registry.imports.forms import ClassDecisionForm, CorrectedForm, MappingForm, ReadingForm, UploadForm
from registry.imports.kind import kind_of, open_to
from registry.imports.kinds.organizations.sheet import EditingList
from registry.imports.lists import BatchList
from registry.imports.models import ImportBatch
from registry.imports.reaching import batch_of
from registry.imports.states import BatchState

TEMPLATES = "registry/imports/staff_"


@require_GET
@guards.staff("imports.view")
def index(request):
    return BatchList().respond(request)


@require_POST
@guards.staff("imports.upload")
def upload(request):
    form = UploadForm(request.POST, request.FILES, kinds=open_to(request.actor))
    if form.is_valid():
        asked = form.cleaned_data
        try:
            batch = actions.upload(asked["file"], actor=request.actor, kind=asked["kind"])
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return _after_upload(request, batch)
    page = BatchList()
    page.form = form
    response = page.respond(request)
    response.status_code = 422
    return response


@require_POST
@guards.staff("organizations.export")
def sheet(request):
    """The organizations that the filters of the register find, as a sheet to be edited and brought back."""
    return exporting.export(EditingList(), request)


def _after_upload(request, batch: ImportBatch):
    if batch.state != BatchState.UPLOADED:
        messages.success(request, "表头与以前导入的名单相同，已沿用当时的列对应。")
        return redirect("staff:imports:detail", pk=batch.pk)
    return redirect("staff:imports:mapping", pk=batch.pk)


@guards.staff("imports.upload")
def mapping(request, pk):
    batch = batch_of(request, pk)
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
    return _mapping_page(request, batch, form)


def _mapping_page(request, batch: ImportBatch, form: MappingForm, reading: ReadingForm | None = None):
    reading = reading or ReadingForm(batch=batch)
    status = 422 if form.errors or reading.errors else 200
    context = {"batch": batch, "kind": kind_of(batch), "form": form, "reading": reading}
    return render(request, f"{TEMPLATES}mapping.html", context, status=status)


@require_POST
@guards.staff("imports.upload")
def read_again(request, pk):
    """Another encoding, delimiter or sheet."""
    batch = batch_of(request, pk)
    form = ReadingForm(request.POST, batch=batch)
    if form.is_valid():
        try:
            actions.read_again(batch, actor=request.actor, asked=form.asked)
        except SpreadsheetRefused as refusal:
            form.add_error(None, str(refusal))
            batch = batch_of(request, pk)
        else:
            messages.success(request, "已按选定的方式重新读取。")
            return redirect("staff:imports:mapping", pk=pk)
    return _mapping_page(request, batch, MappingForm(batch=batch), form)


@require_POST
@guards.staff("imports.upload")
def replace_file(request, pk):
    """The corrected file takes the place of the first."""
    batch = batch_of(request, pk)
    form = CorrectedForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.replace_file(batch, form.cleaned_data["file"], actor=request.actor)
        except (SpreadsheetRefused, FileRefused) as refusal:
            form.add_error("file", str(refusal))
        else:
            batch.refresh_from_db()
            name = "mapping" if batch.state == BatchState.UPLOADED else "detail"
            messages.success(
                request, "已换成改正后的文件。" + ("表头有变化，请重新对应列。" if name == "mapping" else "")
            )
            return redirect(f"staff:imports:{name}", pk=pk)
    return detail_page(request, batch_of(request, pk), corrected=form)


@require_GET
@guards.staff("imports.view")
def detail(request, pk):
    batch = batch_of(request, pk)
    if batch.state == BatchState.UPLOADED and request.actor.competent_for(batch):
        return redirect("staff:imports:mapping", pk=pk)
    return detail_page(request, batch)


def detail_page(request, batch: ImportBatch, *, corrected: CorrectedForm | None = None):
    kind = kind_of(batch)
    view = paging.RowFilter(request.GET, kind)
    page = paging.by_line(view.of(batch.rows.select_related("organization")), request)
    unmapped = [title for title, key in zip(batch.header, batch.mapping, strict=False) if not key]
    context = {
        "batch": batch,
        "kind": kind,
        "counts": queries.severities(batch),
        "kinds": queries.kinds(batch),
        "matches": queries.matches(batch),
        "outcomes": queries.outcomes(batch),
        "page": page,
        "rows": [paging.shown(row, batch) for row in page.rows],
        "chips": view.chips,
        "given": view.given,
        "unmapped": "、".join(unmapped),
        "decision": ClassDecisionForm(),
        "corrected": corrected or CorrectedForm(),
        "may_act": request.actor.competent_for(batch),
    }
    status = 422 if corrected is not None and corrected.errors else 200
    return render(request, f"{TEMPLATES}detail.html", context, status=status)


@require_POST
@guards.staff("imports.view")
def annotated(request, pk):
    file = exports.annotated(batch_of(request, pk), actor=request.actor)
    return redirect(links.signed_link(file, request.actor))


@require_POST
@guards.staff("imports.upload")
def recheck(request, pk):
    actions.recheck(batch_of(request, pk), actor=request.actor)
    return redirect("staff:imports:detail", pk=pk)


@require_POST
@guards.staff("imports.apply")
def apply(request, pk):
    version = request.POST.get("version", "")
    actions.start_apply(batch_of(request, pk), actor=request.actor, version=int(version) if version.isdecimal() else 0)
    return redirect("staff:imports:detail", pk=pk)


@require_POST
@guards.staff("imports.undo")
def undo(request, pk):
    actions.start_undo(batch_of(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    return redirect("staff:imports:detail", pk=pk)


@require_POST
@guards.staff("imports.upload")
def discard(request, pk):
    actions.discard(batch_of(request, pk), actor=request.actor)
    messages.success(request, "该批次已放弃，登记簿没有任何变化。")
    return redirect("staff:imports:list")


@require_POST
@guards.staff("imports.upload")
def settle(request, pk):
    actions.settle(batch_of(request, pk), actor=request.actor)
    return redirect("staff:imports:detail", pk=pk)


@require_GET
@guards.staff("imports.view")
def progress(request, pk):
    """The progress piece; once the work is over, the page is asked to load anew."""
    batch = batch_of(request, pk)
    if not request.htmx:
        return redirect("staff:imports:detail", pk=pk)
    if not batch.is_busy or batch.job is None or not batch.job.is_open:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, f"{TEMPLATES}detail.html#progress", {"batch": batch})
