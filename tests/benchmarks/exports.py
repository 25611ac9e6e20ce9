"""The register as a workbook and as a .csv: every row, forty columns.

The floor writes cells of the same text with XlsxWriter (for the .csv: the csv module), without database or portal.
"""

import csv
import io
import time

import xlsxwriter
from django.http import QueryDict

from core.departments.models import DepartmentSeat
from core.departments.seats import actor_of
from core.listing import Column
from core.listing.workbook import archive, workbook
from registry.imports.kinds.organizations.sheet import EditingList
from tests.benchmarks.measure import Figure

WIDE = 40


class WideList(EditingList):
    """The sheet for editing, its columns repeated until there are forty."""

    columns = tuple(
        Column(f"{column.key}_{number}", f"{column.label}{number or ''}", column.value or column.key, column.kind)
        for number in range(3)
        for column in EditingList.columns
    )[:WIDE]


def _floor_xlsx(cells: list[list[str]]) -> float:
    begun = time.perf_counter()
    book = xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True, "strings_to_urls": False})
    page = book.add_worksheet()
    for line, row in enumerate(cells):
        for column, text in enumerate(row):
            page.write_string(line, column, text)
    book.close()
    return time.perf_counter() - begun


def _floor_csv(cells: list[list[str]]) -> float:
    begun = time.perf_counter()
    csv.writer(io.StringIO()).writerows(cells)
    return time.perf_counter() - begun


def run(username: str, rows: int = 12_000) -> list[Figure]:
    seat = DepartmentSeat.objects.select_related("user", "department__region", "region").get(user__username=username)
    actor, page, asked = actor_of(seat), WideList(), QueryDict("")
    pks = list(page.queryset(actor).order_by("pk").values_list("pk", flat=True)[:rows])
    filters = page.filtered(actor, asked, is_exact=True)
    sample = list(filters.qs.filter(pk__in=pks[:500]))
    page.prepare(sample, filters)
    cells = [[str(column.export_value(row) or "") for column in page.columns] for row in sample]
    cells = (cells * (len(pks) // len(cells) + 1))[: len(pks)]
    figures = []
    for name, make, floor, goal in (("xlsx", workbook, _floor_xlsx, 4), ("csv", archive, _floor_csv, 60)):
        floors = [floor(cells) for _ in range(3)]
        begun = time.perf_counter()
        make(page, actor, asked, pks=pks)
        taken = time.perf_counter() - begun
        title = f"export .{name}, {len(pks)} rows of {WIDE} columns"
        figures.append(Figure(title, [taken], "the same cells written bare", floors, goal))
    return figures
