"""An export says what it is: a cover beside the rows, and a .csv that no spreadsheet runs."""

import csv
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from core.audit.models import AuditEntry
from core.exports import actions as exports
from core.files.actions import read
from core.jobs import runner
from core.jobs.models import Job
from core.spreadsheets.defusing import defused, restored
from core.spreadsheets.writing import Column, write_csv

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.listing.lists")]


def cover_of(data):
    return dict(CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("导出说明").to_python()[1:])


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        rows = list(csv.reader(io.StringIO(archive.read("data.csv").decode("utf-8-sig"))))
        return rows, archive.read("说明.txt").decode("utf-8-sig")


def test_the_cover_says_list_filters_sort_rows_person_and_audit_number(client, clerk, offices):
    response = client.post("/offices/export/?q=甲&sort=-name")
    said = cover_of(response.content)
    entry = AuditEntry.objects.get(action="organizations.export")
    assert "甲" in said["筛选条件"]
    assert said["排序"].endswith("（倒序）")
    assert said["行数"] == str(entry.detail["rows"])
    assert said["审计编号"] == str(entry.pk)
    assert said["导出人"] == clerk.name


def test_a_csv_has_the_same_rows_and_its_cover_beside_it(client, clerk, offices):
    response = client.post("/offices/export/?q=甲&sort=-name", {"format": "csv"})
    assert response["Content-Type"] == "application/zip"
    rows, said = unpacked(response.content)
    assert rows[0] == ["名称", "类别", "成立日期", "编号"]
    assert [row[0] for row in rows[1:]] == sorted((o.name for o in offices if "甲" in o.name), reverse=True)
    assert f"行数：{len(rows) - 1}" in said


def test_a_long_csv_is_made_by_a_job(client, clerk, offices, monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(exports, "AT_ONCE", 10)
    client.post("/offices/export/?q=表", {"format": "csv"})
    job = Job.objects.get()
    runner.run(job.pk, job.attempt)
    rows, said = unpacked(read(job.files.get().file))
    assert len(rows) == 61
    assert "行数：60" in said


def test_nothing_in_a_csv_runs_and_numbers_stay_numbers():
    stream = io.BytesIO()
    write_csv([["=HYPERLINK(甲)", -3, "甲\x00乙"]], [Column("名称"), Column("数"), Column("文")], stream)
    rows = list(csv.reader(io.StringIO(stream.getvalue().decode("utf-8-sig"))))
    assert rows[1] == ["'=HYPERLINK(甲)", "-3", "甲乙"]


@given(st.text(alphabet="'=+-@＝甲a\t", max_size=6))
def test_the_quote_comes_off_as_it_went_on(text):
    assert restored(defused(text)) == text
    assert not defused(text).startswith(("=", "+", "-", "@", "\t", "＝"))
