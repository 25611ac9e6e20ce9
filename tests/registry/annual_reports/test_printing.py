"""The report on paper: PDF/A with its fonts, receipt and hash on it, verifiable by whoever holds it; drafts say so."""

import io

import pikepdf
import pypdfium2
import pytest
from django.urls import reverse

from core.documents import pdf
from registry.annual_reports import printing
from registry.annual_reports.actions import withdrawing
from tests.registry.annual_reports.conftest import SYSTEM


def url(name, *args, side="org"):
    return reverse(f"{side}:annual_reports:{name}", args=args)


@pytest.fixture
def own(season):
    organization = season.association()
    season.open()
    return organization


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text.replace("\r\n", "").replace("\n", "")


def test_the_filed_report_is_an_archival_pdf_that_can_be_read_and_searched(season, own):
    sent, client = season.submitted(own), season.filer(own)
    answer = client.get(url("pdf", sent.report_id, 1))
    assert answer["Content-Type"] == "application/pdf"
    document = pikepdf.open(io.BytesIO(answer.content))
    with document.open_metadata() as about:
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("3", "B")
        assert "2025年度工作报告" in about["dc:title"]
    fonts = {
        font.objgen: font.DescendantFonts[0].FontDescriptor
        for page in document.pages
        for font in page.Resources.get("/Font", {}).values()
    }
    assert fonts
    assert all({"/FontFile2", "/FontFile3"} & set(one.keys()) for one in fonts.values())
    text = text_of(answer.content)
    for words in (
        "霁川市花木协会",
        sent.receipt_no,
        sent.content_hash[:16],
        "1,250,000.00",
        "真实性声明",
        "财务会计报告.pdf",
    ):
        assert words in text, words
    assert "草稿" not in text


def test_the_page_for_the_printer_says_the_same_and_statements_are_ruled(season, own):
    sent, client = season.submitted(own), season.filer(own)
    page = client.get(url("print", sent.report_id, 1)).content.decode()
    for words in (sent.receipt_no, sent.content_hash, "行次", "1,250,000.00", "<svg"):
        assert words in page, words
    assert url("print", sent.report_id, 1) in client.get(url("receipt", sent.report_id, 1)).content.decode()


def test_a_draft_says_on_every_page_that_it_is_one(season, own):
    report, client = season.filled(own), season.filer(own)
    data = client.get(url("pdf", report.pk, 0)).content
    document = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert len(pages) > 3
    assert all("草稿" in text for text in pages)
    season.send(report)
    assert client.get(url("pdf", report.pk, 0)).status_code == 409


def test_reviewers_print_what_was_filed_and_others_nothing(season, own):
    sent = season.submitted(own)
    officer = season.bureau.client("department_officer", season.bureau.commerce)
    assert sent.receipt_no in officer.get(url("print", sent.report_id, 1, side="staff")).content.decode()
    assert officer.get(url("pdf", sent.report_id, 1, side="staff")).content[:5] == b"%PDF-"
    stranger = season.bureau.client("department_officer", season.bureau.industry)
    assert stranger.get(url("pdf", sent.report_id, 1, side="staff")).status_code == 404
    other = season.filer(season.association("霁川市盆景协会"))
    assert other.get(url("pdf", sent.report_id, 1)).status_code == 404


def test_whoever_holds_the_paper_sees_whether_it_is_what_was_filed(season, own, client):
    sent = season.submitted(own)
    address = reverse("public:annual_reports:verify", args=[sent.receipt_no])
    page = client.get(address).content.decode()
    assert "回执有效" in page
    assert sent.content_hash in page
    assert "1,250,000" not in page, "never what it says"
    assert printing.of_submission(sent.report, sent).address.endswith(address)
    withdrawing.withdraw(sent.report, actor=SYSTEM)
    assert "已撤回" in client.get(address).content.decode()
    assert client.get(reverse("public:annual_reports:verify", args=["NB2025-000001-AAAAAA"])).status_code == 404


def test_without_fonts_the_print_page_is_offered_in_words(season, own, monkeypatch):
    sent, client = season.submitted(own), season.filer(own)
    monkeypatch.setattr(pdf, "missing", lambda: "缺少中文字体")
    answer = client.get(url("pdf", sent.report_id, 1))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "请打开打印页" in page
    assert sent.receipt_no in page


def test_the_receipt_says_who_acts_next_and_by_when(season, own, set_clock):
    set_clock("2026-03-20")
    sent, client = season.submitted(own), season.filer(own)
    assert "霁川市商务局初审，应于2026-" in client.get(url("receipt", sent.report_id, 1)).content.decode()
