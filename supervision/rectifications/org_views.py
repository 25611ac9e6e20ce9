"""An organization's own orders: what to put right, until when, and its report."""

from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.access import guards
from core.forms.asking import Question, ask
from supervision.letters import files
from supervision.letters.forms import FILE_TYPES
from supervision.rectifications import actions
from supervision.rectifications.forms import ReportForm
from supervision.rectifications.models import RectificationOrder

PAGE = "org:rectifications:detail"


def _orders(request):
    rows = RectificationOrder.objects.visible_to(request.actor)
    return rows.select_related("organization__supervising_authority", "letter__department")


@require_safe
@guards.organization("own_rectifications.view")
def index(request):
    orders = _orders(request).order_by("-served_on", "-pk")
    return render(request, "supervision/rectifications/org_list.html", {"orders": orders})


@require_safe
@guards.organization("own_rectifications.view")
def detail(request, pk):
    found = get_object_or_404(_orders(request), pk=pk)
    context = {
        "found": found,
        "reports": found.reports.select_related("user").prefetch_related("files"),
        "may": {step.name for step in found.machine.available(found, request.actor)},
        "campaign_order": getattr(found, "campaign_order", None) if request.actor.can("own_campaigns.view") else None,
        "may_read_letter": request.actor.can("own_letters.view"),
    }
    return render(request, "supervision/rectifications/org_detail.html", context)


@guards.organization("own_rectifications.report")
def report(request, pk):
    found = get_object_or_404(_orders(request), pk=pk)
    form = ReportForm(request.POST or None, request.FILES or None)
    address = reverse(PAGE, args=[pk])

    @transaction.atomic
    def do():
        stored = [files.store(one, request.actor, FILE_TYPES) for one in form.cleaned_data["documents"]]
        actions.report(found, actor=request.actor, text=form.cleaned_data["text"], files=stored)
        return address

    crumbs = ((reverse("org:rectifications:list"), "责令整改"), (address, found.letter.number))
    question = Question("报送整改情况", "报送", "已报送，等待登记管理机关核实。", address, crumbs,
                        lead=found.letter.number, layout="layouts/org.html")  # fmt: skip
    return ask(request, form, question, do)


@require_POST
@guards.organization("own_rectifications.view")
def file(request, pk, file):
    found = get_object_or_404(_orders(request), pk=pk)
    stored = files.among(found.reports.values("files"), file)
    return redirect(files.link(stored, request.actor, "own_rectifications.view"))
