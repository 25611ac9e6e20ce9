"""Passwords, scripts and floods of pixels are refused with a sentence that says what to do; pages become pictures."""

import io

import pikepdf
import pytest
from PIL import Image

from core.access.actor import Actor
from core.files import actions, inspection, previews, types

ANY = ("pdf", "jpg", "png", "docx")


def pdf(change=None, **options) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    document.add_blank_page()
    if change:
        change(document)
    written = io.BytesIO()
    document.save(written, **options)
    return written.getvalue()


def picture(kind="PNG", size=(40, 30)) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "white").save(written, kind)
    return written.getvalue()


def opens_with_a_script(document):
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    document.Root.OpenAction = document.make_indirect(script)


def carries_a_file(document):
    document.attachments["evil.exe"] = b"MZ"


def launches(document):
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    document.pages[0].obj.AA = pikepdf.Dictionary(O=action)


PACKED = {"object_stream_mode": pikepdf.ObjectStreamMode.generate, "compress_streams": True}


@pytest.mark.parametrize("change", [opens_with_a_script, carries_a_file, launches])
@pytest.mark.parametrize("options", [{}, PACKED])
def test_active_content_is_found_even_where_it_is_packed(change, options):
    with pytest.raises(inspection.Suspicious, match=r"“材料\.pdf”含有脚本、附件等活动内容"):
        types.checked_type(pdf(change, **options), "材料.pdf", ANY)


def test_an_encrypted_pdf_is_refused_in_the_agreed_words():
    locked = pdf(encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(inspection.Suspicious) as refused:
        types.checked_type(locked, "审计报告.pdf", ANY)
    assert str(refused.value) == ("“审计报告.pdf”已加密，无法审核。请另存为不加密的 PDF（不超过 20 MB）后重新上传。")
    with pytest.raises(inspection.Suspicious, match="已加密"):
        types.checked_type(pdf(encryption=pikepdf.Encryption(owner="a", user="")), "只限打印.pdf", ANY)


def test_a_plain_pdf_and_a_picture_are_taken():
    assert types.checked_type(pdf(), "材料.pdf", ANY) == "pdf"
    assert types.checked_type(picture(), "照片.png", ANY) == "png"
    assert types.checked_type(picture("JPEG"), "照片.jpeg", ANY) == "jpg"


def test_broken_ones_are_refused():
    for data, name in ((b"%PDF-1.7\nrubbish", "坏.pdf"), (picture()[:40], "坏.png")):
        with pytest.raises(inspection.Suspicious, match="已损坏"):
            types.checked_type(data, name, ANY)


def test_too_many_pixels_are_counted_not_unfolded(settings):
    settings.PICTURE_PIXELS = 1000
    with pytest.raises(inspection.Suspicious, match="40×30 像素"):
        types.checked_type(picture(), "照片.png", ANY)


def test_a_file_beyond_the_limit_or_an_empty_one_is_refused(settings):
    settings.ATTACHMENT_MB = 1
    with pytest.raises(inspection.Suspicious, match="超过 1 MB"):
        inspection.check_size(b"x" * (2**20 + 1), "大.pdf")
    with pytest.raises(inspection.Suspicious, match="空文件"):
        inspection.check_size(b"", "空.pdf")
    inspection.check_size(b"x" * 2**20, "正好.pdf")


@pytest.mark.django_db
def test_pages_and_pictures_become_png(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    def stored(data, name):
        return actions.store(data, name=name, kind="test", permission="x", actor=Actor.system("tests"), allowed=ANY)

    paper, photo = stored(pdf(), "材料.pdf"), stored(picture(size=(3000, 20)), "照片.png")
    assert previews.page_count(paper) == 2
    assert previews.page_png(paper, 2)[:8] == b"\x89PNG\r\n\x1a\n"
    assert previews.page_png(paper, 3) is None
    assert previews.page_png(paper, 0) is None
    assert Image.open(io.BytesIO(previews.page_png(photo, 1))).width == previews.WIDTH
