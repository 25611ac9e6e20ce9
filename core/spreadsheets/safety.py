"""What a file really is, decided by its content before any parser opens it."""

import io
import struct
import zipfile
import zlib

import puremagic

from core.spreadsheets.table import SpreadsheetRefused

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_UNPACKED = 160 * 1024 * 1024
_MOST_MEMBERS = 2000
_HIGHEST_RATIO = 200
_RATIO_MATTERS_FROM = 4 * 1024 * 1024
_RESAVE = "请用表格软件打开后另存为“Excel 工作簿（.xlsx）”再上传。"


def kind_of(data: bytes, name: str) -> str:
    """csv, xlsx or xls. Raises SpreadsheetRefused for everything else, encrypted and macro files included."""
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise SpreadsheetRefused("文件是空的，没有可以读取的内容。")
    if data[:4] == b"PK\x03\x04":
        return _zip_kind(data)
    if data[:8] == _COMPOUND:
        return _compound_kind(data)
    if data[:512].lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        raise SpreadsheetRefused(f"这是网页或XML文件，不是表格。{_RESAVE}")
    if _is_text(data):
        return "csv"
    raise SpreadsheetRefused(f"文件内容是{_described(data)}，不是表格文件。只接受 .xlsx、.xls、.csv。")


def _described(data: bytes) -> str:
    """The real type in words a clerk knows; never the name the file gave itself."""
    try:
        extension = puremagic.from_string(data[:65536]).lstrip(".").upper()
    except (puremagic.PureError, ValueError):
        return "无法识别的格式"
    return f"{extension}格式" if extension else "无法识别的格式"


def _is_text(data: bytes) -> bool:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    head = data[:65536]
    if b"\x00" in data or head[:4] in (b"%PDF", b"\x89PNG", b"GIF8") or head[:2] in (b"\xff\xd8", b"MZ"):
        return False
    controls = sum(byte < 32 and byte not in b"\t\r\n\x0b\x0c\x1a" for byte in head)
    return controls == 0


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            names = {m.filename for m in members}
            _refuse_other_archives(names)
            _refuse_bombs(data, members)
            types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    except (zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, NotImplementedError, EOFError):
        raise SpreadsheetRefused(f"文件已损坏或被改动，无法打开。{_RESAVE}") from None
    if b"macroEnabled" in types:
        raise SpreadsheetRefused(f"文件含有宏，不予接收。{_RESAVE}")
    return "xlsx"


def _refuse_other_archives(names: set[str]) -> None:
    if any(n.lower().endswith("vbaproject.bin") for n in names):
        raise SpreadsheetRefused(f"文件含有宏，不予接收。{_RESAVE}")
    if "xl/workbook.xml" not in names:
        what = "Word 文档" if "word/document.xml" in names else "压缩包或其他类型的文件"
        raise SpreadsheetRefused(f"文件内容是{what}，不是表格文件。只接受 .xlsx、.xls、.csv。")


def _refuse_bombs(data: bytes, members: list[zipfile.ZipInfo]) -> None:
    """Unpack every member once, counting: the sizes a bomb declares are not to be believed."""
    if len(members) > _MOST_MEMBERS or len({m.filename for m in members}) != len(members):
        raise SpreadsheetRefused("文件的内部结构异常，不予接收。")
    left = _MOST_UNPACKED
    for member in members:
        if member.flag_bits & 1:
            raise SpreadsheetRefused(f"文件设有密码，请取消密码后再上传。{_RESAVE}")
        size = _unpacked_size(data, member, left)
        left -= size
        ratio = size / max(member.compress_size, 1)
        if left < 0 or size != member.file_size or (size > _RATIO_MATTERS_FROM and ratio > _HIGHEST_RATIO):
            raise SpreadsheetRefused("文件展开后过大或大小不实，可能是恶意文件，不予接收。")


def _unpacked_size(data: bytes, member: zipfile.ZipInfo, most: int) -> int:
    """Real size of one member; stops soon after `most`. Refuses document type declarations in XML parts."""
    name_length, extra_length = struct.unpack_from("<HH", data, member.header_offset + 26)
    start = member.header_offset + 30 + name_length + extra_length
    packed = data[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        _refuse_doctype(packed[:4096])
        return len(packed)
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile("unusual compression")
    unpacker, size, chunk = zlib.decompressobj(-15), 0, packed
    while chunk and size <= most:
        piece = unpacker.decompress(chunk, 1 << 20)
        if size == 0:
            _refuse_doctype(piece[:4096])
        size += len(piece)
        chunk = unpacker.unconsumed_tail
    return size


def _refuse_doctype(head: bytes) -> None:
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise SpreadsheetRefused("文件含有外部引用声明，可能是恶意文件，不予接收。")


def _compound_kind(data: bytes) -> str:
    """Old .xls, or an encrypted .xlsx; both are compound files whose directory names their streams in UTF-16."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise SpreadsheetRefused(f"文件设有密码，请取消密码后再上传。{_RESAVE}")
    if holds("_VBA_PROJECT"):
        raise SpreadsheetRefused(f"文件含有宏，不予接收。{_RESAVE}")
    if holds("Workbook") or holds("Book"):
        return "xls"
    raise SpreadsheetRefused("文件内容不是表格文件。只接受 .xlsx、.xls、.csv。")
