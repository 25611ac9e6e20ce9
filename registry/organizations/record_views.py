"""登记变更 in the browser: choose, fill in, look at what it would do, confirm; take back what lies ahead."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.access import guards
from core.files.types import FileRefused
from core.workflow.errors import Refusal
from registry.organizations import actions, frame, papers, preview
from registry.organizations.change_forms import CHANGES, ConfirmForm
from registry.organizations.facts import FACT_MODELS

FACT_TABLES = {model._meta.model_name: model for model in FACT_MODELS}


@require_GET
@guards.staff("organizations.edit")
def choose(request, pk):
    organization = frame.organization_or_404(request.actor, pk)
    changes = [(form, preview.words_now(form, organization)) for form in CHANGES.values()]
    context = {**frame.header(organization, request.actor, ""), "changes": changes}
    return render(request, "registry/organizations/staff_record.html", context)


@guards.staff("organizations.edit")
def change(request, pk, what):
    """Two steps on one address: what was filled in goes along hidden while its consequences are looked at."""
    organization = frame.organization_or_404(request.actor, pk)
    if what not in CHANGES:
        raise Http404
    form = CHANGES[what](request.POST or None, instance=organization)
    shown, confirm = None, None
    if request.method == "POST" and form.is_valid() and "back" not in request.POST:
        confirm = _confirm_form(request, form)
        if confirm.is_bound and confirm.is_valid() and _record(request, form, confirm, organization):
            messages.success(request, _done(form))
            return redirect("staff:organizations:detail", pk=pk)
        shown = _rehearsed(request, form, organization)
    context = {**frame.header(organization, request.actor, ""), "form": form, "confirm": confirm, "preview": shown}
    return render(request, "registry/organizations/staff_record_change.html", context, status=_status(form, confirm))


def _status(form, confirm) -> int:
    if form.conflict:
        return 409
    return 422 if form.errors or (confirm is not None and confirm.errors) else 200


def _confirm_form(request, form) -> ConfirmForm:
    """Bound only once exactly this content was looked at."""
    is_late = form.cleaned_data["valid_from"] < clock.today()
    if request.POST.get("seen") == form.digest:
        return ConfirmForm(request.POST, request.FILES, is_late=is_late)
    return ConfirmForm(is_late=is_late)


def _rehearsed(request, form, organization) -> preview.Preview | None:
    """None where the form has something to say instead: a refusal, or somebody else's change."""
    if form.errors or form.conflict:
        return None
    found = []

    def look():
        seen = actions.rehearse(
            organization.pk,
            actor=request.actor,
            version=form.posted_version,
            change=form.change(request.actor),
            valid_from=form.cleaned_data["valid_from"],
        )
        found.append(preview.of(form, organization, seen))

    try:
        form.attempt(look)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return found[0] if found else None


def _record(request, form, confirm, organization) -> bool:
    @transaction.atomic
    def save():
        actions.record(
            organization,
            actor=request.actor,
            version=form.posted_version,
            change=form.change(request.actor),
            valid_from=form.cleaned_data["valid_from"],
            document=form.cleaned_data["document"],
            reason=confirm.cleaned_data.get("reason", ""),
            file=papers.stored(request, confirm.cleaned_data["file"], kind="organization_fact"),
        )

    try:
        return form.attempt(save)
    except FileRefused as refusal:
        confirm.add_error("file", str(refusal))
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return False


def _done(form) -> str:
    day = form.cleaned_data["valid_from"]
    if day > clock.today():
        return f"{form.title}变更已登记，将于{day:%Y-%m-%d}生效；生效前可在本页撤回。"
    return f"{form.title}变更已登记，自{day:%Y-%m-%d}起生效。"


@require_POST
@guards.staff("organizations.edit")
def withdraw(request, pk, table, fact_id):
    frame.organization_or_404(request.actor, pk)
    if table not in FACT_TABLES:
        raise Http404
    fact = get_object_or_404(FACT_TABLES[table].objects.select_related("organization"), pk=fact_id, organization=pk)
    try:
        actions.withdraw(fact, actor=request.actor, reason=request.POST.get("comment", ""))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "登记变更已撤回，原记录继续有效。")
    return redirect("staff:organizations:detail", pk=pk)
