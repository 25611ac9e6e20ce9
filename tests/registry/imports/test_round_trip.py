"""Exported, edited in a spreadsheet, brought back: what was touched changes, and nothing else does."""

import io
import random
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.departments.models import DepartmentSeat
from core.spreadsheets.reading import read_table
from core.spreadsheets.writing import Column, write_xlsx
from registry.organizations.models import Organization
from tests.registry.imports.conftest import Desk

EDITABLE = {
    "住所": lambda text, n: f"改过的住所{n}号",
    "对外联系电话": lambda text, n: f"0533-70{n:05d}",
    "注册资金（元）": lambda text, n: f"{30000 + n}",
    "业务范围": lambda text, n: f"改过的范围{n}",
    "专职工作人员数": lambda text, n: str(5000 + n),
    "名称": lambda text, n: f"改过名的第{n}协会",
}


def exported(desk, form="xlsx", query=""):
    answer = desk.client.post(desk.url("sheet") + query, {"columns": "all", "format": form})
    assert answer.status_code == 200, answer.content[:500]
    data = answer.content
    if form == "csv":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = archive.read("data.csv")
    return data


def read(data, form):
    stream = io.BytesIO(data)
    stream.name = f"名录.{form}"
    return read_table(stream)


def brought_back(desk, data, form):
    desk.client.post(desk.url("upload"), {"file": SimpleUploadedFile(f"名录.{form}", data), "kind": "organizations"})
    batch = desk.batch()
    assert batch.mode == "update"
    assert desk.map(batch, list_date="2026-06-01", source="年中核对").status_code == 302
    batch.refresh_from_db()
    desk.worked(batch, None)
    assert batch.state == "checked"
    return batch


@pytest.mark.city
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_city_comes_back_unchanged_and_k_edited_cells_are_k_differences(form, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    seat = DepartmentSeat.objects.get(user__username="wangke")
    client.force_login(seat.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    desk = Desk(client)
    data = exported(desk, form)
    table = read(data, form)
    assert len(table.rows) == Organization.objects.visible_to(_actor(seat)).count() > 200
    batch = brought_back(desk, data, form)
    rows = list(batch.rows.all())
    assert [(row.line, row.changes) for row in rows if row.changes] == []
    assert [(row.line, row.issues) for row in rows if row.severity in ("error", "confirm")] == []
    assert {row.decision for row in rows} == {"update"}

    chance = random.Random(f"round trip {form}")
    own = set(Organization.objects.filter(supervising_authority=seat.department_id).values_list("pk", flat=True))
    cells = [row.cells for row in table.rows]
    editable = [i for i, row in enumerate(cells) if int(row[0]) in own]
    edited = set()
    for number in range(40):
        at, title = chance.choice(editable), chance.choice(sorted(EDITABLE))
        column = table.header.index(title)
        cells[at][column] = EDITABLE[title](cells[at][column], number)
        edited.add((table.rows[at].line, title))
    data = write_xlsx(cells, [Column(title) for title in table.header])
    again = brought_back(desk, data, "xlsx")
    labels = {
        "registered_funds_yuan": "注册资金（元）",
        "address": "住所",
        "name": "名称",
        "business_scope": "业务范围",
        "phone_public": "对外联系电话",
        "full_time_staff": "专职工作人员数",
    }
    found = {(row.line, labels[name]) for row in again.rows.all() for name in row.changes}
    assert found == edited


def _actor(seat):
    from core.departments.seats import actor_of

    return actor_of(seat)


def test_an_edited_fact_begins_on_the_day_that_was_asked_for(desk, bureau):
    organization = bureau.register("霁川市甲协会", address="旧址1号")
    table = read(exported(desk), "xlsx")
    cells = table.rows[0].cells
    cells[table.header.index("住所")] = "新址2号"
    batch = brought_back(desk, write_xlsx([cells], [Column(title) for title in table.header]), "xlsx")
    desk.apply(batch)
    facts = [(f.address, str(f.valid_from), f.document) for f in organization.addresses.order_by("valid_from")]
    assert facts[1] == ("新址2号", "2026-06-01", "年中核对")
    desk.undo(batch)
    organization.refresh_from_db()
    assert organization.address == "旧址1号"


def test_a_row_of_another_office_may_stand_there_and_may_not_be_edited(desk, bureau):
    bureau.register("霁川市甲协会")
    bureau.register("望澜区乙协会", authority=bureau.wanglan_bureau)
    table = read(exported(desk), "xlsx")
    column, cells = table.header.index("住所"), [row.cells for row in table.rows]
    batch = brought_back(desk, write_xlsx(cells, [Column(title) for title in table.header]), "xlsx")
    assert [row.severity for row in batch.rows.all() if row.severity in ("error", "confirm")] == []
    for row in cells:
        row[column] = "新址2号"
    batch = brought_back(desk, write_xlsx(cells, [Column(title) for title in table.header]), "xlsx")
    codes = {row.values["name"]: row.issue_codes for row in batch.rows.all()}
    assert "match.other_office" in codes["望澜区乙协会"]
    assert "match.other_office" not in codes["霁川市甲协会"]


def test_an_emptied_cell_and_a_changed_code_are_said_and_change_nothing(desk, bureau):
    bureau.register("霁川市甲协会", uscc="51379900MJD800301K", uscc_override_reason="试", phone_public="0533-1")
    table = read(exported(desk), "xlsx")
    cells = table.rows[0].cells
    cells[table.header.index("对外联系电话")] = ""
    cells[table.header.index("统一社会信用代码")] = "53379900552290018L"
    row = brought_back(desk, write_xlsx([cells], [Column(title) for title in table.header]), "xlsx").rows.get()
    assert {"cell.emptied", "match.code_differs"} <= set(row.issue_codes)
    assert row.changes == {}


def test_a_number_of_the_portal_that_nobody_has_is_refused(desk, bureau):
    bureau.register("霁川市甲协会")
    table = read(exported(desk), "xlsx")
    cells = table.rows[0].cells
    cells[0] = "999999"
    row = brought_back(desk, write_xlsx([cells], [Column(title) for title in table.header]), "xlsx").rows.get()
    assert "platform_id.unknown" in row.issue_codes
    assert row.subject_id is None


def test_what_a_spreadsheet_would_run_comes_back_as_it_was(desk, bureau):
    bureau.register("霁川市甲协会", address="=1+1号楼", business_scope="+文化")
    data = exported(desk, "csv")
    assert b"'=1+1" in data
    batch = brought_back(desk, data, "csv")
    assert batch.rows.get().changes == {}
