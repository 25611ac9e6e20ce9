"""Which files are taken: extension and content must agree, active content is refused."""

import io
import unicodedata
import zipfile

from core.files import inspection
from core.spreadsheets import safety
from core.workflow.errors import Refusal

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "csv": "text/csv",
    "zip": "application/zip",
    "ofd": "application/ofd",
}
_SAME = {"jpeg": "jpg", "txt": "csv"}
_TABLES = {"xlsx", "xls", "csv"}
_LONGEST_NAME = 120


class FileRefused(Refusal):
    """The file is not taken; the sentence says why."""


def safe_name(name: str) -> str:
    """What is shown and offered for download: no path, no control or direction characters, at most 120 characters."""
    base = unicodedata.normalize("NFC", (name or "").replace("\\", "/").rsplit("/", 1)[-1])
    kept = "".join(c for c in base if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*').strip(" .")
    if len(kept) > _LONGEST_NAME:
        stem, dot, extension = kept.rpartition(".")
        kept = f"{stem[: _LONGEST_NAME - len(extension) - 1]}{dot}{extension}" if dot and len(extension) < 8 else kept
    return kept[:_LONGEST_NAME] or "未命名文件"


def checked_type(data: bytes, name: str, allowed: tuple[str, ...]) -> str:
    """The type by content, one of `allowed`. Raises FileRefused (or SpreadsheetRefused) with a sentence."""
    extension = safe_name(name).rpartition(".")[2].lower()
    extension = _SAME.get(extension, extension)
    not_taken = FileRefused(f"不接收这种文件。只接受：{'、'.join(f'.{kind}' for kind in allowed)}。")
    try:
        found = "zip" if _is_own_archive(data, allowed) else _by_content(data, name)
    except safety.SpreadsheetRefused:
        if _TABLES & set(allowed) and (extension in _TABLES or set(allowed) <= _TABLES):
            raise
        raise not_taken from None  # nobody asked for a table, or handed one in: its sentence would mislead
    if found not in allowed:
        raise not_taken
    if extension != found:
        raise FileRefused(f"文件名是“.{extension}”，内容却是“.{found}”。请核对后重新上传。")
    if found == "pdf":
        inspection.check_pdf(data, safe_name(name))
    elif found in inspection.PICTURES:
        inspection.check_picture(data, safe_name(name), found)
    return found


def _is_own_archive(data: bytes, allowed: tuple[str, ...]) -> bool:
    """An archive is taken only where the portal itself makes one; nobody uploads any."""
    return "zip" in allowed and data[:4] == b"PK\x03\x04" and "data.csv" in _member_names(data)


def _by_content(data: bytes, name: str) -> str:
    if data[:5] == b"%PDF-":
        return "pdf"
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return "png"
    if data[:3] == b"\xff\xd8\xff":
        return "jpg"
    if data[:4] == b"PK\x03\x04":
        names = _member_names(data)
        if "OFD.xml" in names:
            return "ofd"
        if "word/document.xml" in names:
            if any(member.endswith("vbaProject.bin") for member in names):
                raise FileRefused("文档含有宏，不予接收。请另存为不含宏的 .docx 后上传。")
            return "docx"
    return safety.kind_of(data, name)


def _member_names(data: bytes) -> set[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {member.filename for member in archive.infolist()}
    except (zipfile.BadZipFile, ValueError):
        raise FileRefused("文件已损坏，无法打开。") from None
