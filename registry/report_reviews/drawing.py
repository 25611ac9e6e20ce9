"""A letter on its page, or as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core.documents import responses
from core.documents.letters import Letter


def draw(request: HttpRequest, letter: Letter, *, back: tuple[str, int]) -> HttpResponse:
    """`?as=pdf` and `?as=docx` give the file; `back` is the page it belongs to."""
    if request.GET.get("as") in ("pdf", "docx"):
        return responses.letter(letter, request.GET["as"])
    addresses = {"back_url": reverse(back[0], args=[back[1]]), "pdf_url": "?as=pdf", "docx_url": "?as=docx"}
    return render(request, "core/documents/letter_print.html", {"letter": letter, **addresses})
