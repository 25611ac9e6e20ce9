"""An organization objects to what is recorded of it and reads the answer."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.access import guards
from core.files import actions as files
from registry.organizations.papers import FILE_TYPES
from supervision.asking import Question, ask
from supervision.credit_listings.models import CreditEntry
from supervision.credit_objections import actions
from supervision.credit_objections.forms import RaiseForm
from supervision.credit_objections.models import CreditObjection
from supervision.credit_records.models import CreditRecord

SUBJECTS = {"entry": CreditEntry, "record": CreditRecord}


def _found(request, pk) -> CreditObjection:
    rows = CreditObjection.objects.visible_to(request.actor)
    links_ = ("organization__supervising_authority", "entry__ground", "record")
    return get_object_or_404(rows.select_related(*links_), pk=pk)


@require_safe
@guards.organization("own_credit.view")
def detail(request, pk):
    found = _found(request, pk)
    may = {step.name for step in found.machine.available(found, request.actor)}
    return render(request, "supervision/credit_objections/org_detail.html", {"found": found, "may": may})


@guards.organization("own_credit.answer")
def create(request, kind, pk):
    """Against the stay or the record `pk`."""
    if kind not in SUBJECTS:
        raise Http404
    rows = SUBJECTS[kind].objects.visible_to(request.actor).select_related("organization__supervising_authority")
    subject = get_object_or_404(rows, pk=pk)
    form = RaiseForm(request.POST or None, request.FILES or None)

    @transaction.atomic
    def do():
        upload = form.cleaned_data["document"]
        file = _stored(request, upload) if upload else None
        made = actions.object_to(subject, actor=request.actor, text=form.cleaned_data["text"], file=file)
        return reverse("org:credit_objections:detail", args=[made.pk])

    back = reverse("org:credit:index")
    question = Question("提出异议", "提交", "已提交，处理结果会在消息中告知。", back, ((back, "信用"),),
                        lead=str(subject), layout="layouts/org.html",
                        note="认为记录与事实不符的，可以提出异议。预计用时 5 分钟。")  # fmt: skip
    return ask(request, form, question, do)


def _stored(request, upload):
    return files.store(
        upload.read(), name=upload.name, kind="credit_objection", permission="credit_listings.view",
        actor=request.actor, allowed=FILE_TYPES,
    )  # fmt: skip


@require_POST
@guards.organization("own_credit.answer")
def withdraw(request, pk):
    actions.withdraw(_found(request, pk), actor=request.actor)
    messages.success(request, "已撤回异议。")
    return redirect("org:credit_objections:detail", pk=pk)
