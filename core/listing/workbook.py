"""All rows of a list, in its order and columns, as .xlsx or as .csv, each with a cover."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from urllib.parse import quote

from django.http import HttpResponse, QueryDict

from core import clock
from core.access.actor import Actor
from core.listing.columns import Column
from core.listing.keyset import Order
from core.listing.page import ListPage
from core.spreadsheets import writing

CHUNK = 500
XLSX, CSV = "xlsx", "csv"
MIME = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "application/zip",
}
COVER = "导出说明"
Told = Callable[[int], None]


def batched(rows: Iterable, size: int) -> Iterator[list]:
    rows = iter(rows)
    while chunk := list(islice(rows, size)):
        yield chunk


def file_name(page: ListPage, kind: str = XLSX) -> str:
    """A .csv travels with its cover in one archive."""
    return f"{page.title}-{clock.today():%Y%m%d}.{'zip' if kind == CSV else kind}"


def workbook(
    page: ListPage,
    actor: Actor,
    query: QueryDict,
    told: Told | None = None,
    *,
    pks: list[int] | None = None,
    cover: Iterable[tuple[str, str]] = (),
) -> bytes:
    """All columns, or those that `cols` in the query names; all rows it finds, or of them those with `pks`.

    The rows come first: whoever reads the file back finds them there. Memory holds the file, never the rows.
    `told(done)` is called every CHUNK rows.
    """
    columns = _columns(page, actor, query)
    sheets = [writing.Sheet(page.title, [c.export_column for c in columns], _values(page, actor, query, pks, told))]
    if lines := list(cover):
        sheets.append(writing.Sheet(COVER, [writing.Column("项目", 14), writing.Column("内容", 90)], lines))
    return writing.write_book(*sheets) or b""


def archive(
    page: ListPage,
    actor: Actor,
    query: QueryDict,
    told: Told | None = None,
    *,
    pks: list[int] | None = None,
    cover: Iterable[tuple[str, str]] = (),
) -> bytes:
    """The same rows as data.csv, the cover as 说明.txt beside it."""
    columns, buffer = _columns(page, actor, query), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        with packed.open("data.csv", "w", force_zip64=True) as stream:
            rows = _values(page, actor, query, pks, told)
            writing.write_csv(rows, [column.export_column for column in columns], stream)
        said = "".join(f"{item}：{text}\r\n" for item, text in cover)
        packed.writestr("说明.txt", said.encode("utf-8-sig"))
    return buffer.getvalue()


MAKERS = {XLSX: workbook, CSV: archive}


def _columns(page: ListPage, actor: Actor, query: QueryDict) -> list[Column]:
    keys = [key for key in query.get("cols", "").split(",") if key]
    columns = page.chosen_columns(actor, keys) if keys else page.columns_for(actor)
    return [column for column in columns if column.exported]


def _values(
    page: ListPage, actor: Actor, query: QueryDict, pks: list[int] | None, told: Told | None
) -> Iterator[list]:
    columns = _columns(page, actor, query)
    filters = page.filtered(actor, query, is_exact=True)
    rows = filters.qs if pks is None else filters.qs.filter(pk__in=pks)
    ordered = Order(page.sort(query.get("sort", "")), rows.model).apply(rows)
    done = 0
    for chunk in batched(ordered.iterator(chunk_size=2000), CHUNK):
        page.prepare(chunk, filters)
        done += len(chunk)
        if told:
            told(done)
        yield from ([column.export_value(row) for column in columns] for row in chunk)


def as_download(page: ListPage, data: bytes, kind: str = XLSX) -> HttpResponse:
    disposition = f"attachment; filename*=UTF-8''{quote(file_name(page, kind))}"
    return HttpResponse(data, content_type=MIME[kind], headers={"Content-Disposition": disposition})
