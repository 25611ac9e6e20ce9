"""Credit records for the offices: find, enter, take down a praise."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import exports
from core.access import guards
from core.workflow import timeline
from registry.organizations.frame import organization_or_404
from supervision.asking import Question, ask
from supervision.credit_records import actions
from supervision.credit_records.forms import EnterForm, PraiseForm
from supervision.credit_records.models import CreditRecord
from supervision.credit_records.states import STEP_WORDS, RecordState
from supervision.credit_records.tables import RecordList

PAGE = "staff:credit_records:detail"


@require_safe
@guards.staff("credit_records.view")
def index(request):
    return RecordList().respond(request)


@require_POST
@guards.staff("credit_records.export")
def export(request):
    return exports.export(RecordList(), request)


def _found(request, pk) -> CreditRecord:
    rows = CreditRecord.objects.visible_to(request.actor).select_related("organization__supervising_authority")
    return get_object_or_404(rows, pk=pk)


@require_safe
@guards.staff("credit_records.view")
def detail(request, pk):
    found = _found(request, pk)
    context = {
        "found": found,
        "form": EnterForm(initial={"is_public": found.is_public}),
        "may_enter": any(step.name == "enter" for step in found.machine.available(found, request.actor)),
        "is_waiting": found.state == RecordState.FORMED,
        "entries": timeline.entries(found, STEP_WORDS, with_office=True),
    }
    return render(request, "supervision/credit_records/staff_detail.html", context)


@require_POST
@guards.staff("credit_records.enter")
def enter(request, pk):
    found = _found(request, pk)
    actions.enter(found, actor=request.actor, is_public=request.POST.get("is_public") == "on")
    messages.success(request, "已归集。")
    return redirect(PAGE, pk=pk)


@guards.staff("credit_records.enter")
def praise(request, pk):
    """表彰奖励 of the organization `pk`."""
    organization = organization_or_404(request.actor, pk)
    form = PraiseForm(request.POST or None)

    def do():
        made = actions.record_praise(organization, actor=request.actor, **form.cleaned_data)
        return reverse(PAGE, args=[made.pk])

    back = reverse("staff:credit:of_organization", args=[pk])
    question = Question(
        "登记表彰奖励", "保存", "已登记，请归集。", back, ((back, organization.name),), lead=organization.name,
        note="只登记已有文书的表彰奖励。预计用时 2 分钟。",
    )  # fmt: skip
    return ask(request, form, question, do)
