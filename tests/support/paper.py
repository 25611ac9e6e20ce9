"""Files as people hand them in."""

import io

import pikepdf
from PIL import Image


def blank_pdf(pages: int = 1) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    written = io.BytesIO()
    document.save(written, deterministic_id=True)
    return written.getvalue()


def blank_picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "white").save(written, kind)
    return written.getvalue()


PDF = blank_pdf()
