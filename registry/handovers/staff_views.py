"""法定代表人账号交接: filed by one officer of the authority, decided by another."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from core.access import guards
from core.files import actions as files
from core.identity import codes
from core.refusal import Refusal
from core.workflow import timeline
from registry.handovers import actions
from registry.handovers.forms import FILE_TYPES, ChangeForm
from registry.handovers.models import RepresentativeChange
from registry.handovers.tables import ChangeList

STEPS = {"request": "登记申请", "approve": "复核通过", "refuse": "不予办理"}


@require_GET
@guards.staff("handovers.view")
def list_changes(request):
    return ChangeList().respond(request)


@guards.staff("handovers.request")
def create(request):
    form = ChangeForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            change = _requested(request, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已登记，须由负责人（非本人）复核后生效。")
            return redirect("staff:handovers:detail", pk=change.pk)
    return render(request, "registry/handovers/staff_create.html", {"form": form}, status=422 if form.errors else 200)


@transaction.atomic
def _requested(request, form) -> RepresentativeChange:
    stored = [
        files.store(
            upload.read(),
            name=upload.name,
            kind="handover",
            permission="handovers.view",
            actor=request.actor,
            allowed=FILE_TYPES,
        )
        for upload in form.uploads
    ]
    data = form.cleaned_data
    return actions.request_change(
        data["organization"],
        actor=request.actor,
        new_name=data["new_name"],
        document_no=data["document_no"],
        reason=data["reason"],
        files=stored,
    )


def _change(request, pk) -> RepresentativeChange:
    changes = RepresentativeChange.objects.visible_to(request.actor)
    return get_object_or_404(
        changes.select_related("organization__supervising_authority", "old_seat__user", "code"), pk=pk
    )


@require_GET
@guards.staff("handovers.view")
def detail(request, pk):
    change = _change(request, pk)
    context = {"change": change, "entries": timeline.entries(change, STEPS), "files": change.files.order_by("pk")}
    return render(request, "registry/handovers/staff_detail.html", context)


@require_POST
@never_cache
@sensitive_variables("code")
@guards.staff("handovers.approve")
def approve(request, pk):
    """The answer is the letter with the code; lost, it is issued anew on the page of codes."""
    row, code = actions.approve_change(_change(request, pk), actor=request.actor)
    context = {"row": row, "code": codes.spaced(code), "authority": request.actor.department_name}
    return render(request, "registry/org_accounts/staff_letter.html", context)


@require_POST
@guards.staff("handovers.approve")
def refuse(request, pk):
    actions.refuse_change(_change(request, pk), actor=request.actor, reason=request.POST.get("comment", ""))
    messages.success(request, "已记录不予办理，原账号不变。")
    return redirect("staff:handovers:detail", pk=pk)
