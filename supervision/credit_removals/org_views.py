"""An organization applies to leave a list and reads how its application stands."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.access import guards
from core.files import actions as files
from registry.organizations.papers import FILE_TYPES
from supervision.asking import Question, ask
from supervision.credit_listings.models import CreditEntry
from supervision.credit_removals import actions
from supervision.credit_removals.forms import ApplyForm
from supervision.credit_removals.models import RemovalRequest
from supervision.credit_removals.queries import way_out
from supervision.credit_terms.models import period
from supervision.credit_terms.states import PeriodCode


def _found(request, pk) -> RemovalRequest:
    rows = RemovalRequest.objects.visible_to(request.actor)
    links_ = ("organization__supervising_authority", "entry__ground", "decision")
    return get_object_or_404(rows.select_related(*links_), pk=pk)


@require_safe
@guards.organization("own_credit.view")
def detail(request, pk):
    found = _found(request, pk)
    may = {step.name for step in found.machine.available(found, request.actor)}
    return render(request, "supervision/credit_removals/org_detail.html", {"found": found, "may": may})


@guards.organization("own_credit.answer")
def apply(request, pk):
    """About the stay `pk`."""
    rows = CreditEntry.objects.visible_to(request.actor).select_related(
        "organization__supervising_authority", "ground"
    )
    entry = get_object_or_404(rows, pk=pk)
    form = ApplyForm(request.POST or None, request.FILES or None)

    @transaction.atomic
    def do():
        upload = form.cleaned_data["document"]
        file = _stored(request, upload) if upload else None
        made = actions.apply(entry, actor=request.actor, text=form.cleaned_data["text"], file=file)
        return reverse("org:credit_removals:detail", args=[made.pk])

    back, today = reverse("org:credit:index"), clock.today()
    days = period(PeriodCode.REMOVAL, today)
    why_not = way_out(entry, today).why_not(today)
    question = Question(
        "申请移出", "提交申请", "已提交，登记管理机关核实后移出。", back, ((back, "信用"),),
        lead=entry.get_list_display(), layout="layouts/org.html",
        note=f"现在还不能申请：{why_not}" if why_not else f"核实通过后，{days}个工作日内移出。预计用时 5 分钟。",
        facts=(("列入情形", entry.ground.title), ("怎样改正", entry.ground.remedy)),
    )  # fmt: skip
    return ask(request, form, question, do)


def _stored(request, upload):
    return files.store(
        upload.read(), name=upload.name, kind="credit_removal", permission="credit_listings.view",
        actor=request.actor, allowed=FILE_TYPES,
    )  # fmt: skip


@require_POST
@guards.organization("own_credit.answer")
def withdraw(request, pk):
    actions.withdraw(_found(request, pk), actor=request.actor)
    messages.success(request, "已撤回申请。")
    return redirect("org:credit_removals:detail", pk=pk)
