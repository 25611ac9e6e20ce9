"""Which files are kept: extension and content agree, nothing active, no dangerous names."""

import io
import zipfile

import pytest

from core.files import types
from core.spreadsheets.writing import Column, write_xlsx

XLSX = write_xlsx([["a", "b"]], [Column("甲"), Column("乙")])
ANY = tuple(types.CONTENT_TYPES)


def archive(*names) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("决议.docx", archive("word/document.xml"), "docx"),
        ("公文.ofd", archive("OFD.xml"), "ofd"),
        ("名单.xlsx", XLSX, "xlsx"),
        ("名单.txt", "名称,代码\n甲,1\n".encode(), "csv"),
    ],
)
def test_what_a_file_is_follows_from_its_content(name, data, kind):
    assert types.checked_type(data, name, ANY) == kind


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("名单.pdf", XLSX, "内容却是“.xlsx”"),
        ("名单.xlsx", b"%PDF-1.7\n", "内容却是“.pdf”"),
        ("宏.docx", archive("word/document.xml", "word/vbaProject.bin"), "含有宏"),
        ("程序.png", b"MZ\x90\x00\x00\x00", "不接收这种文件"),
    ],
)
def test_a_disguised_or_active_file_is_refused(name, data, sentence):
    with pytest.raises(types.Refusal, match=sentence):
        types.checked_type(data, name, ANY)


def test_a_kind_that_was_not_asked_for_is_refused_with_the_list():
    with pytest.raises(types.FileRefused, match=r"只接受：\.pdf、\.jpg"):
        types.checked_type(XLSX, "名单.xlsx", ("pdf", "jpg"))


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\目录\\章程.pdf", "章程.pdf"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("a\x00b.pdf", "ab.pdf"),
        ('x<y>:"z.pdf', "xyz.pdf"),
        ("...", "未命名文件"),
        ("长" * 300 + ".xlsx", "长" * 115 + ".xlsx"),
    ],
)
def test_names_lose_paths_controls_and_directions(raw, safe):
    assert types.safe_name(raw) == safe
