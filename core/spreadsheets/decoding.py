"""Which encoding a text table is in. A guess is never hidden: it is shown, and whoever knows better may say so."""

import re
from dataclasses import dataclass

from core.spreadsheets.table import SpreadsheetRefused

ENCODINGS = {
    "utf-8": "UTF-8",
    "gb18030": "GB 18030（中文）",
    "utf-16": "UTF-16",
    "cp1252": "Windows-1252（西文）",
}
DELIMITERS = {",": "逗号", "\t": "制表符", ";": "分号", "|": "竖线"}
_SAMPLE = 400_000
_WIDE = re.compile(r"[\u3000-\u303f\uff00-\uffef]")


@dataclass(frozen=True)
class Decoded:
    text: str
    encoding: str
    is_certain: bool  # by its mark or its form; otherwise judged by its characters


def decoded(data: bytes, encoding: str = "") -> Decoded:
    """By its mark, then UTF-8, then by which of GB 18030 and Windows-1252 reads like writing.

    `encoding` is what a person says it is. Raises SpreadsheetRefused where that cannot be.
    """
    if encoding:
        return Decoded(_strictly(data, encoding), encoding, is_certain=True)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Decoded(_strictly(data, "utf-16"), "utf-16", is_certain=True)
    text = _tried(data, "utf-8-sig")
    if text is not None:
        return Decoded(text, "utf-8", is_certain=True)
    chinese, western = _tried(data, "gb18030"), _tried(data, "cp1252")
    if chinese is not None and (western is None or _reads_as_chinese(chinese)):
        return Decoded(chinese, "gb18030", is_certain=False)
    if western is not None:
        return Decoded(western, "cp1252", is_certain=False)
    raise SpreadsheetRefused("无法识别文件的文字编码，请用表格软件另存为 .xlsx 后上传。")


def _strictly(data: bytes, encoding: str) -> str:
    if encoding not in ENCODINGS:
        raise SpreadsheetRefused("没有这种文字编码，请重新选择。")
    text = _tried(data, "utf-8-sig" if encoding == "utf-8" else encoding)
    if text is None:
        raise SpreadsheetRefused(f"文件不是{ENCODINGS[encoding]}编码，按它读不出来，请改选其他编码。")
    return text


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _reads_as_chinese(text: str) -> bool:
    """Whether most of what is not ASCII are characters of everyday Chinese (GB 2312).

    Western text misread as GB 18030 yields rare characters; Chinese text has a rare one (喆) here and there.
    """
    foreign = [c for c in text[:_SAMPLE] if c > "\x7f"]
    everyday = sum(1 for c in foreign if _is_everyday(c))
    return not foreign or everyday / len(foreign) >= 0.7


def _is_everyday(character: str) -> bool:
    if _WIDE.match(character):
        return True
    try:
        return len(character.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False
