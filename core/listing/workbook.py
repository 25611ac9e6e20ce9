"""All rows of a list, in its order and columns, as .xlsx."""

from collections.abc import Callable
from urllib.parse import quote

from django.http import HttpResponse, QueryDict

from core import clock
from core.access.actor import Actor
from core.listing.keyset import Order
from core.listing.page import ListPage
from core.spreadsheets import writing

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file_name(page: ListPage) -> str:
    return f"{page.title}-{clock.today():%Y%m%d}.xlsx"


def workbook(page: ListPage, actor: Actor, query: QueryDict, told: Callable[[int], None] | None = None) -> bytes:
    """Memory holds the file, never the rows. `told(done)` is called every 500 rows."""
    rows = page.filtered(actor, query, is_exact=True).qs
    ordered = Order(page.sort(query.get("sort", "")), rows.model).apply(rows)
    columns = [c for c in page.columns_for(actor) if c.exported]

    def values():
        for number, row in enumerate(ordered.iterator(chunk_size=2000), 1):
            if told and number % 500 == 0:
                told(number)
            yield [column.export_value(row) for column in columns]

    return writing.write_xlsx(values(), [c.export_column for c in columns], sheet=page.title) or b""


def as_download(page: ListPage, data: bytes) -> HttpResponse:
    disposition = f"attachment; filename*=UTF-8''{quote(file_name(page))}"
    return HttpResponse(data, content_type=MIME, headers={"Content-Disposition": disposition})
