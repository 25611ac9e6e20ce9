"""One letter, three ways: on the screen through templates/core/documents/_letter.html, as PDF and as .docx."""

from core.documents import docx, pdf
from core.documents.letters import Letter

LETTER_STYLES = ("css/letters.css",)


def letter_pdf(letter: Letter) -> bytes:
    """Raises PdfUnavailable."""
    return pdf.render("core/documents/letter_pdf.html", {"letter": letter}, styles=LETTER_STYLES)


def letter_docx(letter: Letter) -> bytes:
    return docx.letter(letter)
