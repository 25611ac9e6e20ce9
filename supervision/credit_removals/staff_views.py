"""Applications to leave a list, for the offices: verified by one person, decided by another."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.access import guards
from core.files import actions as files
from core.files import links
from core.workflow import timeline
from registry.organizations.papers import FILE_TYPES
from supervision.asking import Question, ask
from supervision.credit_listings.models import CreditEntry
from supervision.credit_removals import actions
from supervision.credit_removals.forms import ApplyForm
from supervision.credit_removals.models import RemovalRequest
from supervision.credit_removals.queries import way_out
from supervision.credit_removals.states import OPEN, STEP_WORDS
from supervision.credit_removals.tables import RemovalList

PAGE = "staff:credit_removals:detail"


@require_safe
@guards.staff("credit_listings.view")
def index(request):
    return RemovalList().respond(request)


def _found(request, pk) -> RemovalRequest:
    rows = RemovalRequest.objects.visible_to(request.actor).select_related(
        "organization__supervising_authority", "entry__ground", "entry__organization__supervising_authority", "file",
        "decision",
    )  # fmt: skip
    return get_object_or_404(rows, pk=pk)


@require_safe
@guards.staff("credit_listings.view")
def detail(request, pk):
    found = _found(request, pk)
    is_open = found.state in OPEN
    context = {
        "found": found,
        "may": {step.name for step in found.machine.available(found, request.actor)},
        "why_not": way_out(found.entry, clock.today()).why_not(clock.today()) if is_open else "",
        "entries": timeline.entries(found, STEP_WORDS, with_office=True),
        "is_competent": request.actor.competent_for(found),
    }
    return render(request, "supervision/credit_removals/staff_detail.html", context)


@guards.staff("credit_removals.handle")
def create(request, pk):
    """The office itself takes up the stay `pk`, or takes down an application from paper."""
    rows = CreditEntry.objects.visible_to(request.actor).select_related(
        "organization__supervising_authority", "ground"
    )
    entry = get_object_or_404(rows, pk=pk)
    form = ApplyForm(request.POST or None, request.FILES or None)

    @transaction.atomic
    def do():
        file = stored(request, form.cleaned_data["document"])
        made = actions.apply(entry, actor=request.actor, text=form.cleaned_data["text"], file=file)
        return reverse(PAGE, args=[made.pk])

    back = reverse("staff:credit_listings:entry", args=[pk])
    question = Question(
        "登记移出申请", "保存", "已登记，请核实。", back, ((back, entry.organization.name),),
        lead=entry.organization.name, facts=(("列入情形", str(entry.ground)), ("怎样改正", entry.ground.remedy)),
    )  # fmt: skip
    return ask(request, form, question, do)


def stored(request, upload):
    if not upload:
        return None
    return files.store(
        upload.read(), name=upload.name, kind="credit_removal", permission="credit_listings.view",
        actor=request.actor, allowed=FILE_TYPES,
    )  # fmt: skip


@require_POST
@guards.staff("credit_listings.view")
def document(request, pk):
    found = _found(request, pk)
    if found.file is None:
        raise Http404
    return redirect(links.signed_link(found.file, request.actor))


def _step(request, pk, verb, said: str):
    verb(_found(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, said)
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("credit_removals.handle")
def verify(request, pk):
    return _step(request, pk, actions.verify, "核实通过，请另一人决定移出。")


@require_POST
@guards.staff("credit_removals.handle")
def verify_not(request, pk):
    return _step(request, pk, actions.verify_not, "已记录，请另一人审定。")


@require_POST
@guards.staff("credit_removals.decide")
def send_back(request, pk):
    return _step(request, pk, actions.send_back, "已退回重新核实。")


@require_POST
@guards.staff("credit_removals.decide")
def remove(request, pk):
    return _step(request, pk, actions.remove, "已移出，公开页面不再显示；请办理移出决定书。")


@require_POST
@guards.staff("credit_removals.decide")
def refuse(request, pk):
    return _step(request, pk, actions.refuse, "已决定不予移出，并告知该组织。")
