"""Twelve thousand rows through the workbench: read, check every row, apply; rolled back at the end.

The floor reads the same file and copies its rows into a bare table.
"""

import datetime
import io
import time

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from config.demo import names
from core.departments.models import DepartmentSeat
from core.departments.seats import actor_of
from core.spreadsheets.reading import read_table
from core.spreadsheets.writing import Column, write_xlsx
from core.workflow.perform import perform
from registry.imports import actions, apply
from registry.imports.states import BatchState
from tests.benchmarks.measure import Figure

HEADERS = [
    "名称", "统一社会信用代码", "成立登记日期", "注册资金",
    "所在地区", "住所", "业务主管单位", "专职工作人员数",
]  # fmt: skip
DAY = datetime.date(2026, 6, 3)


def workbook(rows: int) -> bytes:
    """An .xlsx of associations that are not in the register, with valid codes that belong to nobody."""

    def lines():
        for number in range(1, rows + 1):
            code = names.credit_code("1", "379903", 50_000 + number)
            funds = f"{number % 50 + 3}万元"
            yield (f"望澜区第{number}届试算协会", code, "2019-05-06", funds, "望澜区", "听澜街道1号", "市商务局", "3")

    return write_xlsx(lines(), [Column(title) for title in HEADERS])


def _floor(data: bytes) -> float:
    stream = io.BytesIO(data)
    stream.name = "试算.xlsx"
    begun = time.perf_counter()
    table = read_table(stream, max_rows=100_000)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("create temp table floor_rows (a text, b text, c text, d text, e text, f text, g text, h text)")
        with cursor.copy("copy floor_rows from stdin") as copy:
            for row in table.rows:
                copy.write_row([str(cell) for cell in row.cells])
        cursor.execute("drop table floor_rows")
    return time.perf_counter() - begun


def _workbench(data: bytes, username: str) -> tuple[float, dict]:
    seat = DepartmentSeat.objects.select_related("user", "department__region", "region").get(user__username=username)
    actor = actor_of(seat)
    begun = time.perf_counter()
    with transaction.atomic():
        batch = actions.upload(SimpleUploadedFile("试算.xlsx", data), actor=actor)
        if batch.state == BatchState.UPLOADED:
            actions.map_columns(
                batch, actor=actor, mapping=batch.mapping, version=batch.version, org_type="1", list_date=DAY
            )
        actions.run_check(batch, actor=actor)
        perform(batch, "apply", actor=actor)
        counts = apply.apply(batch, actor=actor)
        taken = time.perf_counter() - begun
        transaction.set_rollback(True)
    return taken, counts


def run(username: str, rows: int = 12_000) -> Figure:
    data = workbook(rows)
    floor = min(_floor(data) for _ in range(3))
    taken, counts = _workbench(data, username)
    if counts.get("created") != rows:
        raise SystemExit(f"the import entered {counts} of {rows} rows")
    return Figure(f"import, {rows} rows: check and apply", [taken], "read the file and COPY its rows", [floor], 10)
