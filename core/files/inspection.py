"""What a PDF or a picture hides: passwords, scripts, files inside, and more pixels than a server should unfold."""

import io
import warnings

import pikepdf
from django.conf import settings
from PIL import Image

from core.workflow.errors import Refusal

ACTIVE_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"}
ACTIVE_KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/EmbeddedFiles"}
MOST_OBJECTS = 200_000
PICTURES = {"jpg": "JPEG", "png": "PNG"}


class Suspicious(Refusal):
    """The file is what it says it is and is not taken all the same."""


def check_pdf(data: bytes, name: str) -> None:
    """Objects in compressed streams are seen too. Raises Suspicious."""
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            if document.is_encrypted:
                raise _encrypted(name)
            is_active = _is_active(document)
    except pikepdf.PasswordError:
        raise _encrypted(name) from None
    except (pikepdf.PdfError, ValueError):
        raise Suspicious(f"“{name}”已损坏，无法打开。请重新生成后上传。") from None
    if is_active:
        raise Suspicious(f"“{name}”含有脚本、附件等活动内容，不予接收。请另存为普通PDF后上传。")


def _encrypted(name: str) -> Suspicious:
    return Suspicious(
        f"“{name}”已加密，无法审核。请另存为不加密的 PDF（不超过 {settings.ATTACHMENT_MB} MB）后重新上传。"
    )


def _is_active(document: pikepdf.Pdf) -> bool:
    for number, thing in enumerate(document.objects):
        if number > MOST_OBJECTS:
            return True
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            continue
        keys = set(thing.keys())
        if keys & ACTIVE_KEYS or str(thing.get("/S", "")) in ACTIVE_ACTIONS:
            return True
        if str(thing.get("/Type", "")) == "/EmbeddedFile" or str(thing.get("/Subtype", "")) == "/RichMedia":
            return True
        if any(_has_active_action(thing.get(key)) for key in ("/OpenAction", "/A", "/AA")):
            return True
    return False


def _has_active_action(action) -> bool:
    if not isinstance(action, pikepdf.Dictionary):
        return False
    if str(action.get("/S", "")) in ACTIVE_ACTIONS or "/JS" in action:
        return True
    return any(isinstance(one, pikepdf.Dictionary) and _has_active_action(one) for one in action.values())


def check_picture(data: bytes, name: str, kind: str) -> None:
    """Reads the head first: a picture of too many pixels is never unfolded. Raises Suspicious."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[PICTURES[kind]]) as picture:
                width, height = picture.size
                if width * height <= settings.PICTURE_PIXELS:
                    picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise Suspicious(f"“{name}”已损坏，无法打开。请重新拍照或扫描后上传。") from None
    if width * height > settings.PICTURE_PIXELS:
        limit = settings.PICTURE_PIXELS // 10_000
        raise Suspicious(f"“{name}”有 {width}×{height} 像素，过大。请缩小到 {limit:,} 万像素以内后上传。")


def check_size(data: bytes, name: str) -> None:
    if len(data) > settings.ATTACHMENT_MB * 2**20:
        raise Suspicious(f"“{name}”超过 {settings.ATTACHMENT_MB} MB。请压缩或拆分后重新上传。")
    if not data:
        raise Suspicious(f"“{name}”是空文件。请核对后重新上传。")
