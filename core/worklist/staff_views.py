from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.access import guards
from core.worklist import actions, queries
from core.worklist.forms import ReassignForm
from core.worklist.lists import WorkList
from core.worklist.models import WorkItem


@require_GET
@guards.staff("worklist.view")
def index(request):
    return WorkList().respond(request)


@require_GET
@guards.staff("worklist.view")
def next_item(request):
    """The most urgent item, so that a queue can be worked without coming back to the list."""
    items = queries.next_items(request.actor, 1)
    return redirect(items[0].url if items and items[0].url else "staff:worklist:list")


def _item(request, pk):
    return get_object_or_404(WorkItem.objects.visible_to(request.actor).select_related("claimed_by"), pk=pk)


@require_GET
@guards.staff("worklist.view")
def detail(request, pk):
    """Who does it: take it, give it back, give it to a colleague."""
    item = _item(request, pk)
    form = ReassignForm(department_id=item.department_id)
    return render(request, "core/worklist/staff_detail.html", {"item": item, "form": form})


@require_POST
@guards.staff("worklist.view")
def claim(request, pk):
    item = _item(request, pk)
    actions.claim(item, actor=request.actor)
    return redirect(item.url or "staff:worklist:list")


@require_POST
@guards.staff("worklist.view")
def release(request, pk):
    actions.release(_item(request, pk), actor=request.actor)
    messages.success(request, "已退回，本部门其他人员可以领办。")
    return redirect("staff:worklist:list")


@require_POST
@guards.staff("worklist.view")
def reassign(request, pk):
    item = _item(request, pk)
    form = ReassignForm(request.POST, department_id=item.department_id)
    if not form.is_valid():
        return render(request, "core/worklist/staff_detail.html", {"item": item, "form": form}, status=422)
    person = form.cleaned_data["person"]
    actions.reassign(item, actor=request.actor, to_user_id=person.pk)
    messages.success(request, f"已分派给{person.name}。")
    return redirect("staff:worklist:list")


@require_POST
@guards.staff("worklist.view")
def finish(request, pk):
    actions.finish(_item(request, pk), actor=request.actor)
    messages.success(request, "已办结。")
    return redirect("staff:worklist:list")
