"""Forms on the papers of one organization: charters, certificates, dues, changes of registration. One page for all."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from core.departments.models import Department
from core.files import actions as files
from core.files.models import StoredFile
from core.workflow.errors import Refusal
from registry.organizations import frame
from registry.organizations.models import Organization

FILE_TYPES = ("pdf", "jpg", "png", "ofd", "docx")


def day_field(label: str, **options) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


def paper_field(label: str, **options) -> forms.FileField:
    accept = ",".join(f".{kind}" for kind in FILE_TYPES)
    options = {"required": False, "help_text": ".pdf、.jpg、.png、.ofd、.docx。", **options}
    return forms.FileField(label=label, widget=forms.FileInput(attrs={"accept": accept}), **options)


def offices(*kinds: str):
    return Department.objects.of_kind(*kinds).order_by("region__level", "name")


def stored(request, upload, *, kind: str) -> StoredFile | None:
    """The scan of a paper; whoever may read the register may fetch it, in the offices that its office is seen by."""
    if not upload:
        return None
    return files.store(
        upload.read(),
        name=upload.name,
        kind=kind,
        permission="organizations.view",
        actor=request.actor,
        allowed=FILE_TYPES,
    )


def answer(
    request, organization: Organization, form, *, title: str, save: Callable[[], object], done: str, back: str,
    lead: str = "", submit: str = "保存",
) -> HttpResponse:  # fmt: skip
    """Show the form, or save and go back to `back`. A refusal stands above the form; nothing is written then."""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                save()
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(back)
    words = {"title": title, "lead": lead, "submit": submit, "back": back}
    context = {**frame.header(organization, request.actor, ""), "form": form, **words}
    return render(request, "registry/organizations/staff_paper.html", context, status=422 if form.errors else 200)
