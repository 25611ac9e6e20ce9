"""The .docx of a letter, in the measures of GB/T 9704-2012, for offices that go on writing in it."""

import io

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from core.documents.letters import Letter, Table

BODY, HEADING, TITLE = "仿宋_GB2312", "黑体", "方正小标宋简体"
LATIN = "Times New Roman"
LINE_PITCH = "579"  # twentieths of a point: 22 lines on 225 mm
CHARACTER_SPACE = "-849"  # 28 characters on 156 mm at 16 pt


def letter(letter: Letter) -> bytes:
    document = Document()
    _page(document.sections[0])
    _page_numbers(document.sections[0])
    normal = document.styles["Normal"]
    normal.font.size, normal.font.name = Pt(16), LATIN
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    normal.paragraph_format.space_after = Pt(0)
    document.core_properties.title = letter.title
    document.core_properties.author = letter.signer
    document.core_properties.language = "zh-CN"
    _head(document, letter)
    for line in letter.lines:
        if line.kind == "table":
            _table(document, line.table)
        else:
            _text(document, line.text, font=HEADING if line.kind == "heading" else BODY, indent=2)
    _foot(document, letter)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _page(section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    grid = OxmlElement("w:docGrid")
    for name, value in (("type", "linesAndChars"), ("linePitch", LINE_PITCH), ("charSpace", CHARACTER_SPACE)):
        grid.set(qn(f"w:{name}"), value)
    section._sectPr.append(grid)


def _page_numbers(section) -> None:
    """— 1 — at the foot, half-width, 14 pt."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, "— ", size=14)
    field = _run(paragraph, "", size=14)
    for kind in ("begin", None, "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = "PAGE"
        field._r.append(part)
    _run(paragraph, " —", size=14)


def _run(paragraph, text: str, *, font: str = BODY, size: int = 16):
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), LATIN
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _text(document, text: str, *, font: str = BODY, size: int = 16, indent: int = 0, align=None, right: int = 0):
    """`indent` and `right` in characters."""
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.first_line_indent = Pt(size * indent)
    paragraph.paragraph_format.right_indent = Pt(size * right)
    _run(paragraph, text, font=font, size=size)
    return paragraph


def _head(document, letter: Letter) -> None:
    center = WD_ALIGN_PARAGRAPH.CENTER
    if letter.is_numbered:
        _text(document, letter.number or "草稿，未编文号", align=center)
        _text(document, "")
    _text(document, letter.title, font=TITLE, size=22, align=center)
    _text(document, "")
    if letter.recipient:
        _text(document, f"{letter.recipient}：")


def _foot(document, letter: Letter) -> None:
    right = WD_ALIGN_PARAGRAPH.RIGHT
    if letter.attachments:
        _text(document, "")
    for line in letter.attachment_lines:
        _text(document, line, indent=2)
    _text(document, "")
    _text(document, "")
    if letter.signer:
        _text(document, letter.signer, align=right, right=2)
    _text(document, letter.date_words, align=right, right=4)
    if letter.note:
        _text(document, letter.note, size=12)


def _table(document, table: Table) -> None:
    if table.caption:
        _text(document, table.caption, align=WD_ALIGN_PARAGRAPH.CENTER)
    grid = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    _cells(grid.rows[0], table.columns, table, font=HEADING)
    properties = grid.rows[0]._tr.get_or_add_trPr()
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    properties.append(repeated)
    for row in table.rows:
        _cells(grid.add_row(), row, table, font=BODY)


def _cells(row, texts, table: Table, *, font: str) -> None:
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        if place in table.numeric:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _run(paragraph, text, font=font, size=12)
