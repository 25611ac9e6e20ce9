"""Pages of a stored file as pictures, so that nothing a stranger made is opened in the browser of an officer."""

import base64
import io
from threading import Lock

import pypdfium2
from PIL import Image

from core.files.actions import blob_path, read
from core.files.models import StoredFile

WIDTH, MOST_PAGES = 1000, 50
PDF, PICTURES = "application/pdf", ("image/jpeg", "image/png")
_one_at_a_time = Lock()  # the library behind it is not made for threads


def can_show(content_type: str) -> bool:
    return content_type == PDF or content_type in PICTURES


def page_count(file: StoredFile) -> int:
    """How many pages there are to show; at most MOST_PAGES, 0 for what cannot be shown."""
    if not can_show(file.content_type) or not blob_path(file.path).exists():
        return 0
    if file.content_type in PICTURES:
        return 1
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(read(file))
        try:
            return min(len(document), MOST_PAGES)
        finally:
            document.close()


def page_png(file: StoredFile, number: int) -> bytes | None:
    """Page `number` (from 1) as PNG, WIDTH pixels wide; None where there is none."""
    if file.content_type in PICTURES:
        return _shrunk(read(file)) if number == 1 else None
    if file.content_type != PDF or not 1 <= number <= MOST_PAGES:
        return None
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(read(file))
        try:
            return _drawn(document[number - 1]) if number <= len(document) else None
        finally:
            document.close()


def page_uri(file: StoredFile, number: int) -> str:
    """The picture for the `src` of an image; "" where there is no such page."""
    picture = page_png(file, number)
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}" if picture else ""


def _drawn(page) -> bytes:
    width, height = page.get_size()
    scale = WIDTH / max(width, height / 3, 1)  # a page like a till roll would be endless
    return _png(page.render(scale=scale).to_pil())


def _shrunk(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as picture:
        picture.thumbnail((WIDTH, WIDTH * 3))
        return _png(picture.convert("RGB"))


def _png(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
