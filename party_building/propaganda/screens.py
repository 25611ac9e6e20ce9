"""The pages that a branch and the organ above it share."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from core.files import links
from core.workflow import timeline
from party_building.asking import Question, ask
from party_building.propaganda import actions
from party_building.propaganda.forms import ItemForm
from party_building.propaganda.models import PropagandaItem

STEPS = {"keep": "存档", "withdraw": "撤回"}


def item_or_404(request, pk) -> PropagandaItem:
    rows = PropagandaItem.objects.visible_to(request.actor).select_related("unit__superior", "file", "recorded_by")
    return get_object_or_404(rows, pk=pk)


def create(request, side: str):
    form = ItemForm(request.POST or None, request.FILES or None, actor=request.actor)
    back = reverse(f"{side}:propaganda:list")
    question = Question(
        title="存档宣传报道", button="存档", done="已存档。", back=back, crumbs=((back, "宣传报道"),),
        layout="layouts/org.html" if side == "org" else "layouts/staff.html",
    )  # fmt: skip

    def do() -> str:
        item = actions.keep(form.cleaned_data["unit"], actor=request.actor, **form.told)
        return reverse(f"{side}:propaganda:detail", args=[item.pk])

    return ask(request, form, question, do)


def detail(request, pk, side: str):
    item = item_or_404(request, pk)
    context = {
        "item": item,
        "side": side,
        "urls": {name: f"{side}:propaganda:{name}" for name in ("list", "withdraw", "fetch")},
        "may_edit": item.withdrawn_at is None and actions.may_keep(item.unit, request.actor),
        "entries": timeline.entries(item, STEPS, with_office=True),
    }
    return render(request, "party_building/propaganda/detail.html", context)


def withdraw(request, pk, side: str):
    actions.withdraw(item_or_404(request, pk), actor=request.actor, reason=request.POST.get("comment", ""))
    messages.success(request, "已撤回，不再列入存档。")
    return redirect(f"{side}:propaganda:list")


def fetch(request, pk, permission: str):
    item = item_or_404(request, pk)
    return redirect(links.signed_link(item.file, request.actor, permission=permission))
