"""范文: what holds for each kind; a new version is written in a form with its preview, and put in force by another."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.access import guards
from core.departments.models import Department
from core.forms.asking import Question, ask
from core.refusal import Refusal
from core.workflow import timeline
from core.workflow.errors import StaleVersion
from supervision.letters import documents, queries, texts
from supervision.letters.actions import templates as actions
from supervision.letters.models import LetterKind, LetterTemplate
from supervision.letters.states import TEMPLATE_STEPS, TemplateState
from supervision.letters.template_forms import BlockFormSet, InForceForm, TemplateForm, initial_blocks

PAGE = "staff:letters:template"


def _own(request) -> Department:
    return Department.objects.get(pk=request.actor.department_id)


def _found(request, pk) -> LetterTemplate:
    rows = LetterTemplate.objects.visible_to(request.actor).select_related("kind", "department")
    return get_object_or_404(rows, pk=pk)


@require_safe
@guards.staff("letters.edit_templates")
def index(request):
    """Kinds the office issues: the text of today, and what is being written."""
    own, today = _own(request), clock.today()
    kinds = [kind for kind in LetterKind.objects.on(today) if own.kind in kind.issuers]
    mine = LetterTemplate.objects.filter(department=own).select_related("kind")
    writing = {one.kind_id: one for one in mine.filter(state__in=(TemplateState.DRAFT, TemplateState.PROPOSED))}
    rows = [
        {"kind": kind, "current": queries.template_of(kind, own.pk, today), "writing": writing.get(kind.pk)}
        for kind in kinds
    ]
    past = LetterTemplate.objects.visible_to(request.actor).active().filter(valid_to__lt=today).select_related("kind")
    return render(request, "supervision/letters/staff_templates.html", {"rows": rows, "past": past})


@require_POST
@guards.staff("letters.edit_templates")
def start(request, kind):
    row = get_object_or_404(LetterKind.objects.on(clock.today()), code=kind)
    made = actions.start(row, actor=request.actor, department=_own(request))
    return redirect("staff:letters:edit_template", pk=made.pk)


@require_safe
@guards.staff("letters.edit_templates")
def detail(request, pk):
    found = _found(request, pk)
    context = {
        "found": found,
        "letter": documents.specimen(found, found.department.name if found.department_id else _own(request).name),
        "may": {step.name for step in found.machine.available(found, request.actor)},
        "entries": timeline.entries(found, TEMPLATE_STEPS, with_office=True),
    }
    return render(request, "supervision/letters/staff_template.html", context)


@guards.staff("letters.edit_templates")
def edit(request, pk):
    """The words as a form; 预览 shows the page, 增加 gives more rows, and only 保存 saves."""
    found = _found(request, pk)
    labels = found.kind.labels
    if request.method != "POST":
        values = {"title": texts.labelled(found.title, labels), "note": found.note, "source": found.source}
        form = TemplateForm(initial={**values, "version": found.version})
        return _page(request, found, form, BlockFormSet(initial=initial_blocks(found)))
    form, blocks = TemplateForm(request.POST), BlockFormSet(request.POST)
    if not (form.is_valid() and blocks.is_valid()):
        return _page(request, found, form, blocks, status=422)
    given = {"title": texts.named(form.cleaned_data["title"], labels), "blocks": blocks.blocks(labels),
             "note": form.cleaned_data["note"], "source": form.cleaned_data["source"]}  # fmt: skip
    return _save(request, found, form, blocks, given)


def _save(request, found, form, blocks, given: dict):
    try:
        if "more" in request.POST:
            drawn = [{**one, "text": texts.labelled(one["text"], found.kind.labels)} for one in given["blocks"]]
            return _page(request, found, form, BlockFormSet(initial=drawn))
        if "preview" in request.POST:
            tried = LetterTemplate(kind=found.kind, **given)
            actions.check(tried)
            return _page(request, found, form, blocks, drawn=documents.specimen(tried, _own(request).name))
        actions.edit(found, actor=request.actor, version=form.cleaned_data["version"], **given)
    except StaleVersion as refusal:
        form.add_error(None, str(refusal))
        return _page(request, found, form, blocks, status=409)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, found, form, blocks, status=422)
    messages.success(request, "已保存，请核对后提交启用。")
    return redirect(PAGE, pk=found.pk)


def _page(request, found, form, blocks, *, drawn=None, status=200):
    words = [f"{{{label}}}" for label in {**texts.BUILT_IN, **found.kind.labels}.values()]
    context = {"found": found, "form": form, "blocks": blocks, "drawn": drawn, "places": words}
    return render(request, "supervision/letters/staff_template_form.html", context, status=status)


@guards.staff("letters.pass_templates")
def put_in_force(request, pk):
    found, form = _found(request, pk), InForceForm(request.POST or None)
    address = reverse(PAGE, args=[pk])

    def do():
        actions.put_in_force(found, actor=request.actor, **form.cleaned_data)
        return address

    crumbs = ((reverse("staff:letters:templates"), "公文范文"), (address, str(found)))
    return ask(request, form, Question("启用范文", "启用", "已启用。", address, crumbs, lead=str(found)), do)


def _step(request, pk, verb, said: str, **given):
    verb(_found(request, pk), actor=request.actor, **given)
    messages.success(request, said)
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("letters.edit_templates")
def propose(request, pk):
    return _step(request, pk, actions.propose, "已提交，请另一人核对并启用。")


@require_POST
@guards.staff("letters.pass_templates")
def send_back(request, pk):
    return _step(request, pk, actions.send_back, "已退回修改。", comment=request.POST.get("comment", ""))


@require_POST
@guards.staff("letters.edit_templates")
def discard(request, pk):
    return _step(request, pk, actions.discard, "已放弃。")
