"""Yearly statements: made, completed, drawn as page, PDF and .docx, graded."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import clock, exports
from core.access import guards
from core.departments.models import Department
from core.documents import responses
from core.refusal import Refusal
from core.workflow import timeline
from party_building.party_units.models import CommitteePost
from party_building.party_units.states import CommitteePostKind
from party_building.year_statements import actions, documents
from party_building.year_statements.forms import GenerateForm, GradeForm, RemarksForm
from party_building.year_statements.models import YearStatement
from party_building.year_statements.states import STEPS, StatementState
from party_building.year_statements.tables import StatementList

PAGE = "staff:year_statements:detail"
FORM = "party_building/year_statements/staff_form.html"


@require_GET
@guards.staff("year_statements.view")
def index(request):
    return StatementList().respond(request)


@require_POST
@guards.staff("year_statements.export")
def export(request):
    return exports.export(StatementList(), request)


def _found(request, pk) -> YearStatement:
    rows = YearStatement.objects.visible_to(request.actor).select_related("office", "department", "unit", "grade")
    return get_object_or_404(rows, pk=pk)


@require_GET
@guards.staff("year_statements.view")
def detail(request, pk):
    return _page(request, _found(request, pk))


def _page(request, found: YearStatement, *, form=None, status=200):
    actor = request.actor
    is_competent = actor.competent_for(found) and not actor.read_only
    is_final = found.state == StatementState.FINAL
    context = {
        "found": found,
        "letter": documents.letter(found),
        "may_edit": is_competent and actor.can("year_statements.edit"),
        "may_grade": is_competent and actor.can("year_statements.grade") and is_final,
        "form": form or GradeForm(),
        "entries": timeline.entries(found, STEPS, with_office=True),
    }
    return render(request, "party_building/year_statements/staff_detail.html", context, status=status)


@guards.staff("year_statements.edit")
def create(request):
    form = GenerateForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            made = _generate(request, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已生成{made}份述职材料。")
            return redirect("staff:year_statements:list")
    context = {"form": form, "title": "生成述职材料", "button": "生成"}
    return render(request, FORM, context, status=422 if form.errors else 200)


@transaction.atomic
def _generate(request, form: GenerateForm) -> int:
    office = Department.objects.get(pk=request.actor.department_id)
    secretaries = dict(
        CommitteePost.objects.on(clock.today())
        .filter(kind=CommitteePostKind.SECRETARY, unit__in=form.cleaned_data["units"])
        .values_list("unit_id", "person__name")
    )
    for subject in form.subjects:
        name = secretaries.get(subject["unit"].pk, "") if "unit" in subject else ""
        year = form.cleaned_data["year"]
        actions.generate(actor=request.actor, office=office, year=year, subject_name=name, **subject)
    return len(form.subjects)


@guards.staff("year_statements.edit")
def edit(request, pk):
    found = _found(request, pk)
    form = RemarksForm(request.POST or None, instance=found)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _saved(form, request.actor):
            messages.success(request, "已保存。")
            return redirect(PAGE, pk=pk)
        status = form.status
    context = {"form": form, "title": f"修改{found}", "button": "保存"}
    return render(request, FORM, context, status=status)


def _saved(form: RemarksForm, actor) -> bool:
    def save():
        actions.write(form.current(), actor=actor, version=form.posted_version, **form.changes)

    try:
        return form.attempt(save)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False


@require_POST
@guards.staff("year_statements.edit")
def renew(request, pk):
    actions.renew(_found(request, pk), actor=request.actor)
    messages.success(request, "已重新取数。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("year_statements.edit")
def finish(request, pk):
    actions.finish(_found(request, pk), actor=request.actor)
    messages.success(request, "已定稿。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("year_statements.edit")
def reopen(request, pk):
    actions.reopen(_found(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已退回草稿。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("year_statements.grade")
def grade(request, pk):
    found, form = _found(request, pk), GradeForm(request.POST)
    if form.is_valid():
        try:
            actions.grade(found, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已登记评议等次。")
            return redirect(PAGE, pk=pk)
    return _page(request, found, form=form, status=422)


@require_GET
@guards.staff("year_statements.view")
def document(request, pk, kind):
    if kind not in ("pdf", "docx"):
        raise Http404
    return responses.letter(documents.letter(_found(request, pk)), kind)
