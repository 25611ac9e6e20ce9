"""机构和区划调整: asked for by the system's administrator, confirmed by the registry of the city."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.access import guards
from core.departments.models import Department, Region
from core.refusal import Refusal
from core.reorganizations import actions
from core.reorganizations.forms import DepartmentChangeForm, RegionChangeForm
from core.reorganizations.models import Reorganization
from core.reorganizations.states import Kind
from core.reorganizations.tables import ReorganizationList
from core.workflow import timeline

STEPS = {"propose": "提出", "confirm": "复核通过", "refuse": "不予通过", "withdraw": "撤回", "complete": "生效"}


@guards.staff("reorganizations.view")
def index(request):
    return ReorganizationList().respond(request)


@guards.staff("reorganizations.propose")
def create_for_regions(request):
    return _create(request, RegionChangeForm, "区划调整", Region.objects.current(), "code")


@guards.staff("reorganizations.propose")
def create_for_departments(request):
    return _create(request, DepartmentChangeForm, "机构调整", Department.objects.active(), "name")


def _create(request, form_class, title: str, rows, word: str):
    """`?old=12` fills in what the page was opened from; the button “预览” shows what would move and writes nothing."""
    old = request.GET.get("old", "")
    named = rows.filter(pk=old).values_list(word, flat=True).first() if old.isdecimal() else None
    initial = {"olds": named or "", "kind": request.GET.get("kind", "")}
    form = form_class(request.POST or None, initial=initial)
    preview = None
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            preview = form.preview()
        else:
            try:
                row = _propose(request, form)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, "已提出，须由市民政局登记负责人复核。")
                return redirect("staff:reorganizations:detail", pk=row.pk)
    context = {"form": form, "title": title, "preview": preview, "said": getattr(form, "title", "")}
    status = 422 if form.errors else 200
    return render(request, "core/reorganizations/staff_create.html", context, status=status)


def _propose(request, form) -> Reorganization:
    data = form.cleaned_data
    return actions.propose(
        Kind(data["kind"]), form.steps, actor=request.actor, title=form.title,
        effective_on=data["effective_on"], document=data["document"],
    )  # fmt: skip


@require_GET
@guards.staff("reorganizations.view")
def detail(request, pk):
    row = get_object_or_404(Reorganization, pk=pk)
    context = {"row": row, "steps": _steps(row), "entries": timeline.entries(row, STEPS, with_office=True)}
    return render(request, "core/reorganizations/staff_detail.html", context)


def _steps(row: Reorganization) -> list[dict]:
    """The plan in words: what ends, what follows. Two queries."""
    model = Region if row.is_of_regions else Department
    ids = {pk for one in row.plan for pk in (one["old"], one["new"]) if pk}
    known = model.objects.in_bulk(ids)
    found = []
    for one in row.plan:
        new = known.get(one["new"])
        old = known.get(one["old"])
        found.append(
            {
                "old": _called(old),
                "new": _called(new) if new else " ".join(filter(None, (one.get("name"), one.get("code")))),
                "is_new": new is None and bool(one.get("name")) and not row.is_renaming,
            }
        )
    return found


def _called(row) -> str:
    if row is None:
        return ""
    return f"{row.name} {row.code}" if isinstance(row, Region) else row.name


@require_POST
@guards.staff("reorganizations.confirm")
def confirm(request, pk):
    row = get_object_or_404(Reorganization, pk=pk)
    actions.confirm(row, actor=request.actor)
    messages.success(request, f"已复核，{row.effective_on:%Y-%m-%d}起生效。已到生效日的正在办理，稍后刷新查看结果。")
    return redirect("staff:reorganizations:detail", pk=pk)


@require_POST
@guards.staff("reorganizations.confirm")
def refuse(request, pk):
    row = get_object_or_404(Reorganization, pk=pk)
    actions.refuse(row, actor=request.actor, reason=request.POST.get("comment", ""))
    messages.success(request, "已记录不予通过。")
    return redirect("staff:reorganizations:detail", pk=pk)


@require_POST
@guards.staff("reorganizations.propose")
def withdraw(request, pk):
    row = get_object_or_404(Reorganization, pk=pk)
    actions.withdraw(row, actor=request.actor)
    messages.success(request, "已撤回，没有任何变化。")
    return redirect("staff:reorganizations:detail", pk=pk)
