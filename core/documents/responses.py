"""Handing a produced document to the browser."""

from urllib.parse import quote

from django.http import HttpResponse

from core.documents import renderers
from core.documents.letters import Letter
from core.files.types import CONTENT_TYPES, safe_name


def download(data: bytes, name: str, kind: str) -> HttpResponse:
    """`name` without its extension; `kind` is pdf or docx."""
    response = HttpResponse(data, content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(safe_name(name))}.{kind}"
    response["Cache-Control"] = "private, no-store"
    return response


def letter(letter: Letter, kind: str) -> HttpResponse:
    """Raises PdfUnavailable for pdf; any other kind is .docx."""
    if kind == "pdf":
        return download(renderers.letter_pdf(letter), letter.title, "pdf")
    return download(renderers.letter_docx(letter), letter.title, "docx")
