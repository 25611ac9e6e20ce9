"""The office's own tags."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render

from core.access import guards
from core.refusal import Refusal
from registry.organization_tags import actions
from registry.organization_tags.forms import ChangeForm, TagForm
from registry.organization_tags.models import Tag
from registry.organization_tags.tables import TagList


@guards.staff(actions.PERMISSION)
def index(request):
    return TagList().respond(request)


def _attempt(form, act) -> bool:
    """False with the reason on the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refusal as refusal:
        form.add_error("label", str(refusal))
    except ValidationError as error:
        form.add_error("label", error.messages)
    return form.is_valid()


@guards.staff(actions.PERMISSION)
def create(request):
    form = TagForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _attempt(form, lambda: actions.create(actor=request.actor, **form.cleaned_data)):
        messages.success(request, f"已新建标签“{form.cleaned_data['label']}”。")
        return redirect("staff:organization_tags:list")
    context = {"form": form, "title": "新建标签"}
    status = 422 if request.method == "POST" else 200
    return render(request, "registry/organization_tags/staff_form.html", context, status=status)


@guards.staff(actions.PERMISSION)
def detail(request, pk):
    tag = get_object_or_404(Tag.objects.visible_to(request.actor), pk=pk)
    initial = {"label": tag.label, "tone": tag.tone, "is_retired": bool(tag.retired_on)}
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=initial)
    act = partial(actions.change, tag, actor=request.actor)
    if request.method == "POST" and _attempt(form, lambda: act(**form.cleaned_data)):
        messages.success(request, "已保存。")
        return redirect("staff:organization_tags:list")
    context = {"form": form, "title": "修改标签"}
    status = 422 if request.method == "POST" else 200
    return render(request, "registry/organization_tags/staff_form.html", context, status=status)
