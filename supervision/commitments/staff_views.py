"""Commitments for the offices: texts by two persons, what was signed, breaches by two persons."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.access import guards
from core.departments.models import Department
from core.workflow import timeline
from supervision.asking import Question, ask
from supervision.commitments import actions
from supervision.commitments.forms import BreachForm, TextForm
from supervision.commitments.models import Commitment, CommitmentText
from supervision.commitments.states import STEP_WORDS
from supervision.commitments.tables import CommitmentList, TextList

PAGE, TEXT_PAGE = "staff:commitments:detail", "staff:commitments:text"


@require_safe
@guards.staff("commitments.view")
def index(request):
    return CommitmentList().respond(request)


@require_safe
@guards.staff("commitments.view")
def texts(request):
    return TextList().respond(request)


def _commitment(request, pk) -> Commitment:
    rows = Commitment.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("organization__supervising_authority", "text"), pk=pk)


def _text(request, pk) -> CommitmentText:
    return get_object_or_404(CommitmentText.objects.visible_to(request.actor).select_related("department"), pk=pk)


@require_safe
@guards.staff("commitments.view")
def detail(request, pk):
    found = _commitment(request, pk)
    may = {step.name for step in found.machine.available(found, request.actor)}
    entries = timeline.entries(found, STEP_WORDS, with_office=True)
    return render(
        request, "supervision/commitments/staff_detail.html", {"found": found, "may": may, "entries": entries}
    )


@require_safe
@guards.staff("commitments.view")
def text(request, pk):
    found = _text(request, pk)
    entries = timeline.entries(found, STEP_WORDS, with_office=True)
    return render(request, "supervision/commitments/staff_text.html", {"found": found, "entries": entries})


@guards.staff("commitments.write")
def create(request):
    form = TextForm(request.POST or None)

    def do():
        office = Department.objects.get(pk=request.actor.department_id)
        made = actions.draft_text(actor=request.actor, department=office, **form.cleaned_data)
        return reverse(TEXT_PAGE, args=[made.pk])

    back = reverse("staff:commitments:texts")
    question = Question("起草承诺书", "保存", "已保存，请另一人启用。", back, ((back, "承诺书"),))
    return ask(request, form, question, do)


@require_POST
@guards.staff("commitments.approve")
def put_in_force(request, pk):
    actions.put_in_force(_text(request, pk), actor=request.actor)
    messages.success(request, "已启用。")
    return redirect(TEXT_PAGE, pk=pk)


@require_POST
@guards.staff("commitments.write")
def discard(request, pk):
    actions.discard(_text(request, pk), actor=request.actor)
    messages.success(request, "已放弃。")
    return redirect(TEXT_PAGE, pk=pk)


@guards.staff("commitments.write")
def doubt(request, pk):
    found, form = _commitment(request, pk), BreachForm(request.POST or None)

    def do():
        actions.doubt(found, actor=request.actor, **form.cleaned_data)
        return reverse(PAGE, args=[pk])

    back = reverse(PAGE, args=[pk])
    question = Question("提出违诺认定", "提出", "已提出，由另一人认定。", back, ((back, str(found)),),
                        lead=found.organization.name)  # fmt: skip
    return ask(request, form, question, do)


@require_POST
@guards.staff("commitments.approve")
def confirm_breach(request, pk):
    actions.confirm_breach(_commitment(request, pk), actor=request.actor)
    messages.success(request, "已认定违诺，并形成一条信用信息。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("commitments.approve")
def clear(request, pk):
    actions.clear(_commitment(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "不认定违诺。")
    return redirect(PAGE, pk=pk)
