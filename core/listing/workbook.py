"""All rows of a list, in its order and columns, as .xlsx."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from urllib.parse import quote

from django.http import HttpResponse, QueryDict

from core import clock
from core.access.actor import Actor
from core.listing.keyset import Order
from core.listing.page import ListPage
from core.spreadsheets import writing

CHUNK = 500
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def batched(rows: Iterable, size: int) -> Iterator[list]:
    rows = iter(rows)
    while chunk := list(islice(rows, size)):
        yield chunk


def file_name(page: ListPage) -> str:
    return f"{page.title}-{clock.today():%Y%m%d}.xlsx"


def workbook(
    page: ListPage,
    actor: Actor,
    query: QueryDict,
    told: Callable[[int], None] | None = None,
    *,
    pks: list[int] | None = None,
) -> bytes:
    """All columns, or those that `cols` in the query names; all rows it finds, or of them those with `pks`.

    Memory holds the file, never the rows. `told(done)` is called every CHUNK rows.
    """
    filters = page.filtered(actor, query, is_exact=True)
    rows = filters.qs if pks is None else filters.qs.filter(pk__in=pks)
    ordered = Order(page.sort(query.get("sort", "")), rows.model).apply(rows)
    keys = [key for key in query.get("cols", "").split(",") if key]
    columns = page.chosen_columns(actor, keys) if keys else page.columns_for(actor)
    columns = [column for column in columns if column.exported]

    def values():
        done = 0
        for chunk in batched(ordered.iterator(chunk_size=2000), CHUNK):
            page.prepare(chunk, filters)
            done += len(chunk)
            if told:
                told(done)
            yield from ([column.export_value(row) for column in columns] for row in chunk)

    return writing.write_xlsx(values(), [c.export_column for c in columns], sheet=page.title) or b""


def as_download(page: ListPage, data: bytes) -> HttpResponse:
    disposition = f"attachment; filename*=UTF-8''{quote(file_name(page))}"
    return HttpResponse(data, content_type=MIME, headers={"Content-Disposition": disposition})
