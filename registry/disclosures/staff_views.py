"""What visitors say is wrong, for the authority that can put it right."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.access import guards
from core.refusal import Refusal
from core.workflow.models import TransitionLog
from core.workflow.perform import check_competent
from registry.disclosures import actions
from registry.disclosures.forms import labels
from registry.disclosures.models import CorrectionRequest

DONE = {"correct": "已记录：信息已更正。", "keep": "已记录：核实无误。"}


def _asked(request, pk) -> CorrectionRequest:
    rows = CorrectionRequest.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("organization__supervising_authority"), pk=pk)


def _page(request, asked: CorrectionRequest, phone: str = ""):
    log = TransitionLog.objects.of(asked).select_related("user", "department")
    context = {
        "asked": asked,
        "about": labels().get(asked.about, "其他"),
        "phone": phone,
        "is_competent": request.actor.competent_for(asked),
        "log": list(log),
    }
    return render(request, "registry/disclosures/staff_detail.html", context)


@require_safe
@never_cache
@guards.staff("disclosures.view")
def detail(request, pk):
    return _page(request, _asked(request, pk))


@require_POST
@never_cache
@guards.staff("disclosures.reveal")
def reveal(request, pk):
    """The number appears in the answer to this request alone; seeing the row is not enough, the office must be the one
    that calls back."""
    asked = _asked(request, pk)
    check_competent(asked, actor=request.actor, label="查看联系电话")
    return _page(request, asked, actions.reveal_phone(asked, actor=request.actor))


@require_POST
@guards.staff("disclosures.settle")
def correct(request, pk):
    return _settle(request, pk, "correct")


@require_POST
@guards.staff("disclosures.settle")
def keep(request, pk):
    return _settle(request, pk, "keep")


def _settle(request, pk, step: str):
    try:
        actions.settle(_asked(request, pk), step, actor=request.actor, comment=request.POST.get("comment", ""))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, DONE[step])
    return redirect("staff:disclosures:detail", pk)
