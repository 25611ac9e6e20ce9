"""A page that asks one thing with a form and calls one verb with the answer."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render

from core.forms.versioned import VersionedFormMixin
from core.refusal import Refusal


@dataclass(frozen=True)
class Question:
    """`crumbs` are (address, words) above the page; `back` is where giving up leads."""

    title: str
    button: str
    done: str
    back: str
    crumbs: tuple[tuple[str, str], ...]
    lead: str = ""
    note: str = ""
    layout: str = "layouts/staff.html"
    template: str = "core/forms/question.html"


def ask(request, form, question: Question, do: Callable[[], str]):
    """`do` calls the verb and returns the address to go on to; its refusal stands in the form."""
    status = 200
    if request.method == "POST":
        address = _answered(form, do)
        if address:
            messages.success(request, question.done)
            return redirect(address)
        status = form.status if isinstance(form, VersionedFormMixin) else 422
    context = {"form": form, "question": question}
    return render(request, question.template, context, status=status)


def _answered(form, do: Callable[[], str]) -> str:
    if not form.is_valid():
        return ""
    addresses: list[str] = []
    try:
        if isinstance(form, VersionedFormMixin):
            form.attempt(lambda: addresses.append(do()))
        else:
            addresses.append(do())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return addresses[0] if addresses else ""
