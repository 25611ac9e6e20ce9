"""An organization's side: who keeps in touch with it, what it asked for, what was answered."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.access import guards
from core.forms.asking import Question, ask
from registry.organizations.models import Organization
from supervision.liaison import actions
from supervision.liaison.forms import OwnNeedForm
from supervision.liaison.models import Contact, LiaisonLink, Need

SHOWN = 20
LIST, PAGE = "org:liaison:list", "org:liaison:need"


def _own(request) -> Organization:
    rows = Organization.objects.visible_to(request.actor).select_related("supervising_authority")
    return get_object_or_404(rows, pk=request.actor.organization_id)


def _needs(request):
    return Need.objects.visible_to(request.actor).select_related("organization", "department", "responsible")


@require_safe
@guards.organization("own_liaison.view")
def index(request):
    """Contacts by day, way and office alone: what the office noted for itself is its own."""
    actor = request.actor
    context = {
        "organization": _own(request),
        "links": LiaisonLink.objects.visible_to(actor).on(clock.today()).select_related("department"),
        "needs": _needs(request).order_by("-pk")[:SHOWN],
        "contacts": Contact.objects.visible_to(actor).select_related("department")[:SHOWN],
        "may_raise": actor.can("own_liaison.raise"),
    }
    return render(request, "supervision/liaison/org_list.html", context)


@guards.organization("own_liaison.raise")
def create(request):
    form = OwnNeedForm(request.POST or None)

    def do() -> str:
        return reverse(PAGE, args=[actions.raise_own(_own(request), actor=request.actor, **form.cleaned_data).pk])

    question = Question(
        "反映事项", "提交", "已提交，办理情况会在这里显示。", reverse(LIST), ((reverse(LIST), "联系服务"),),
        layout="layouts/org.html", note="写明需要帮助解决什么。预计用时 1 分钟。",
    )  # fmt: skip
    return ask(request, form, question, do)


@require_safe
@guards.organization("own_liaison.view")
def need(request, pk):
    found = get_object_or_404(_needs(request), pk=pk)
    may = {step.name for step in found.machine.available(found, request.actor)}
    return render(request, "supervision/liaison/org_need.html", {"need": found, "may": may})


@require_POST
@guards.organization("own_liaison.raise")
def confirm(request, pk):
    actions.confirm(get_object_or_404(_needs(request), pk=pk), actor=request.actor)
    messages.success(request, "已确认解决，谢谢。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.organization("own_liaison.raise")
def object_to(request, pk):
    found = get_object_or_404(_needs(request), pk=pk)
    actions.object_to(found, actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已退回答复单位继续办理。")
    return redirect(PAGE, pk=pk)
