"""How a file was read is shown, can be chosen otherwise, and nothing of it is left out in silence."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.spreadsheets.reading import read_table
from core.spreadsheets.table import Asked
from core.spreadsheets.writing import Column, Sheet, write_book

CHINESE = "名称,住所\n霁川市喆𠮷诗词学会,枕河街道1号\n霁川市环境保护协会,砚湖街道2号\n"
WESTERN = "Name,Address\nVerein für Völkerverständigung,Straße 5\nSociété d'études,Café\n"


def test_the_encoding_and_the_separator_are_shown(desk):
    desk.upload(CHINESE.replace("𠮷", "").encode("gb18030"))
    page = desk.client.get(desk.url("mapping", desk.batch().pk)).content.decode()
    assert "文字编码：GB 18030" in page
    assert "分隔符：逗号" in page
    assert "霁川市喆诗词学会" in page


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_rare_characters_survive_every_encoding(desk, encoding):
    desk.upload(CHINESE.encode(encoding))
    assert desk.batch().samples[0][0] == "霁川市喆𠮷诗词学会"


def test_western_text_is_told_from_chinese(desk):
    desk.upload(WESTERN.encode("cp1252"))
    batch = desk.batch()
    assert batch.reading["encoding"] == "cp1252"
    assert batch.samples[0] == ["Verein für Völkerverständigung", "Straße 5"]
    assert "如有乱码请改选后重新读取" in batch.notes[0]


def test_a_wrong_guess_is_cured_by_reading_again(desk):
    desk.upload("Name;Ort\nCaféhaus;Zürich\n".encode("cp1252"))
    batch = desk.batch()
    answer = desk.client.post(desk.url("read_again", batch.pk), {"encoding": "gb18030", "delimiter": ";"})
    batch.refresh_from_db()
    assert answer.status_code == 302
    assert batch.samples[0][0] != "Caféhaus"
    desk.client.post(desk.url("read_again", batch.pk), {"encoding": "cp1252", "delimiter": ";"})
    batch.refresh_from_db()
    assert batch.samples[0] == ["Caféhaus", "Zürich"]


def test_an_encoding_that_cannot_be_is_refused_and_the_first_reading_stays(desk):
    desk.upload(CHINESE.encode("gb18030"))
    batch = desk.batch()
    answer = desk.client.post(desk.url("read_again", batch.pk), {"encoding": "utf-8", "delimiter": ","})
    assert (answer.status_code, "文件不是UTF-8编码" in answer.content.decode()) == (422, True)
    batch.refresh_from_db()
    assert batch.reading["encoding"] == "gb18030"


def test_another_sheet_can_be_chosen(desk):
    columns = [Column("名称"), Column("住所")]
    book = write_book(Sheet("说明", columns, [["霁川市一协会", "x"]]), Sheet("名单", columns, [["霁川市二协会", "y"]]))
    desk.upload(book, name="名单.xlsx")
    batch = desk.batch()
    assert "另有：名单" in batch.notes[0]
    desk.client.post(desk.url("read_again", batch.pk), {"sheet": "名单"})
    batch.refresh_from_db()
    assert batch.samples == [["霁川市二协会", "y"]]
    desk.map(batch)
    assert desk.rows(batch)[2].values["name"] == "霁川市二协会"


def test_everything_that_is_not_read_is_named(desk):
    desk.upload("2026年名单\n名称,空列,没人认识的列\n霁川市甲协会,,x,多出来的\n霁川市乙协会,,y\n")
    batch = desk.batch()
    notes = "".join(batch.notes)
    assert "第1行“2026年名单”" in notes
    assert "第3行在表头最后一列之外还有内容" in notes
    assert "整列都是空的：空列" in notes
    desk.map(batch)
    assert "空列、没人认识的列" in desk.page(batch).content.decode()


def test_a_corrected_file_keeps_reasons_and_decisions_by_the_row(desk, made_up):
    batch = desk.checked(made_up)
    desk.reason(batch, "legacy_reg_no.twice", line=5)
    desk.client.post(desk.url("decide", batch.pk, 2), {"decision": "skip"})
    table = desk.download(batch)
    rows = [list(row.cells) for row in table.rows if row.cells[-3] != "4"]  # one row was thrown out, one is put right
    fixed = next(cells for cells in rows if cells[-3] == "12")
    fixed[batch.mapping.index("uscc")] = ""
    rows.reverse()
    data = write_book(Sheet("检查结果", [Column(title) for title in table.header], rows))
    answer = desk.client.post(desk.url("replace", batch.pk), {"file": _file(data)})
    assert answer.url == desk.url("detail", batch.pk)
    after = desk.rows(batch)
    assert 4 not in after
    assert after[5].overrides == {"legacy_reg_no.twice": "已核对证书原件"}
    assert (after[2].decision, after[2].is_decided) == ("skip", True)
    assert after[12].severity != "error"


def test_a_corrected_file_that_is_no_table_leaves_the_batch_alone(desk, made_up):
    batch = desk.checked(made_up)
    answer = desk.client.post(desk.url("replace", batch.pk), {"file": _file(b"%PDF-1.7 nothing")})
    assert (answer.status_code, "不是表格文件" in answer.content.decode()) == (422, True)
    assert len(desk.rows(batch)) == 12


def test_the_annotated_file_lists_every_problem_with_its_cell(desk, made_up):
    batch = desk.checked(made_up)
    data = desk.body(desk.client.post(desk.url("annotated", batch.pk), follow=True))
    stream = io.BytesIO(data)
    stream.name = "检查结果.xlsx"
    listed = read_table(stream, asked=Asked(sheet="问题清单"))
    assert len(listed.rows) == sum(len(row.issues) for row in batch.rows.all())
    assert ["12", "uscc_later", "错误"] in [[r.cells[0], r.cells[1], r.cells[3]] for r in listed.rows]
    with zipfile.ZipFile(stream) as book:
        comments = book.read("xl/comments1.xml").decode()
    column = chr(ord("A") + batch.mapping.index("uscc"))
    assert f'ref="{column}12"' in comments
    assert "统一社会信用代码" in comments


def _file(data: bytes):
    return SimpleUploadedFile("改正.xlsx", data)
