"""One letter on the screen, as PDF/A and as .docx: the same words, in the measures of GB/T 9704."""

import datetime
import io

import pikepdf
import pypdfium2
import pytest
from django.template.loader import render_to_string
from docx import Document
from docx.oxml.ns import qn

from core.documents import pdf, renderers, responses
from core.documents.health import pdf_can_be_made
from core.documents.letters import Heading, Items, Letter, Table, numeral

WORDS = (
    "霁民函〔2026〕12号", "补正通知书", "霁川市轻工机械行业协会：", "一、需要补正的内容", "1．住所：与登记证书",
    "2．负责人喆堃：请填写职务。", "二、期限", "18,000.00", "附件：1．审查意见表", "霁川市民政局", "2026年6月3日",
)  # fmt: skip


def letter(**changes) -> Letter:
    given = {
        "title": "补正通知书",
        "recipient": "霁川市轻工机械行业协会",
        "body": (
            "经审查，下列内容需要补正：",
            Heading("需要补正的内容"),
            Items(("住所：与登记证书不一致。", "负责人喆堃：请填写职务。")),
            Heading("期限"),
            Table(("项目", "金额（元）"), (("捐赠收入", "18,000.00"),), numeric=(1,)),
        ),
        "signer": "霁川市民政局",
        "signed_on": datetime.date(2026, 6, 3),
        "number": "霁民函〔2026〕12号",
        "attachments": ("审查意见表", "样表"),
    }
    return Letter(**given | changes)


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text.replace("\r\n", "").replace("\n", "")


def test_page_pdf_and_docx_say_the_same():
    page = render_to_string("core/documents/_letter.html", {"letter": letter()})
    paper = text_of(renderers.letter_pdf(letter()))
    written = Document(io.BytesIO(renderers.letter_docx(letter())))
    cells = [cell.text for table in written.tables for row in table.rows for cell in row.cells]
    typed = "\n".join([*(paragraph.text for paragraph in written.paragraphs), *cells])
    for words in WORDS:
        assert words in page, words
        assert words in paper, words
        assert words in typed, words


def test_the_pdf_is_for_the_archive_and_carries_its_fonts():
    document = pikepdf.open(io.BytesIO(renderers.letter_pdf(letter())))
    with document.open_metadata() as about:
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("3", "B")
        assert about["dc:title"] == "补正通知书"
    assert str(document.Root.Lang) == "zh-Hans"
    assert document.Root.MarkInfo.Marked
    fonts = [font for page in document.pages for font in page.Resources.Font.values()]
    assert fonts
    for font in fonts:
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert {"/FontFile2", "/FontFile3", "/FontFile"} & set(descriptor.keys())


def test_a_letter_without_a_number_says_that_it_is_a_draft():
    page = render_to_string("core/documents/_letter.html", {"letter": letter(number="", signed_on=None)})
    assert "草稿，未编文号" in page
    assert "年　　月　　日" in page
    assert "草稿" not in render_to_string("core/documents/_letter.html", {"letter": letter()})


def test_the_docx_has_the_official_grid_and_fonts_for_chinese_letters():
    written = Document(io.BytesIO(renderers.letter_docx(letter())))
    section = written.sections[0]
    margins = [round(side.mm) for side in (section.top_margin, section.right_margin, section.bottom_margin)]
    assert margins == [37, 26, 35]
    assert section._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch")) == "579"
    fonts = {run._r.rPr.rFonts.get(qn("w:eastAsia")) for paragraph in written.paragraphs for run in paragraph.runs}
    assert fonts == {"仿宋_GB2312", "方正小标宋简体", "黑体"}


def test_what_a_letter_says_is_text_and_nothing_is_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("机密")
    wicked = letter(
        title="<b>标题</b>", body=(f'<img src="file://{secret}"><link rel="attachment" href="file://{secret}">',)
    )
    data = renderers.letter_pdf(wicked)
    assert "<b>标题</b>" in text_of(data)
    assert "机密" not in text_of(data)
    assert not pikepdf.open(io.BytesIO(data)).attachments
    with pytest.raises(ValueError, match="fetch nothing"):
        pdf._refuse("file:///etc/passwd")


def test_a_server_without_fonts_refuses_in_words_and_says_so_on_the_health_page(monkeypatch):
    monkeypatch.setattr(pdf, "missing", lambda: "缺少中文字体")
    with pytest.raises(pdf.PdfUnavailable, match="请打开打印页"):
        renderers.letter_pdf(letter())
    assert "缺少中文字体" in pdf_can_be_made().sentence


def test_a_download_carries_the_title_and_its_type():
    response = responses.letter(letter(), "docx")
    assert response["Content-Disposition"].endswith("%E4%B9%A6.docx")
    assert "wordprocessingml" in response["Content-Type"]


@pytest.mark.parametrize(("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四")])
def test_headings_are_numbered_in_chinese(number, words):
    assert numeral(number) == words
