"""Pauses: proposed on the page of the organization, decided by another person."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.access import guards
from core.workflow import timeline
from registry.organizations.frame import organization_or_404
from supervision.asking import Question, ask
from supervision.credit_pauses import actions
from supervision.credit_pauses.forms import PauseForm
from supervision.credit_pauses.models import CreditPause
from supervision.credit_pauses.states import STEP_WORDS

PAGE = "staff:credit_pauses:detail"


def _found(request, pk) -> CreditPause:
    rows = CreditPause.objects.visible_to(request.actor).select_related("organization__supervising_authority")
    return get_object_or_404(rows, pk=pk)


@require_safe
@guards.staff("ladders.view")
def detail(request, pk):
    found = _found(request, pk)
    context = {
        "found": found,
        "entries": timeline.entries(found, STEP_WORDS, with_office=True),
        "is_competent": request.actor.competent_for(found),
    }
    return render(request, "supervision/credit_pauses/staff_detail.html", context)


@guards.staff("ladders.propose_pause")
def create(request, pk):
    """For the organization `pk`."""
    organization = organization_or_404(request.actor, pk)
    form = PauseForm(request.POST or None)

    def do():
        made = actions.propose(organization, actor=request.actor, **form.cleaned_data)
        return reverse(PAGE, args=[made.pk])

    back = reverse("staff:ladders:of_organization", args=[pk])
    question = Question("提出暂缓", "提出", "已提出，由另一人审定。", back, ((back, organization.name),),
                        lead=organization.name, note="暂缓期间不得继续告知、决定或者立案；期满自行恢复。")  # fmt: skip
    return ask(request, form, question, do)


def _step(request, pk, verb, said: str):
    verb(_found(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, said)
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("ladders.pause")
def approve(request, pk):
    return _step(request, pk, actions.approve, "已批准暂缓。")


@require_POST
@guards.staff("ladders.pause")
def refuse(request, pk):
    return _step(request, pk, actions.refuse, "不予暂缓。")


@require_POST
@guards.staff("ladders.pause")
def end(request, pk):
    return _step(request, pk, actions.end, "已提前结束，办理恢复。")
