"""The file of a batch, read the way the batch says."""

import io

from core.files import actions as files
from core.spreadsheets.reading import read_table
from core.spreadsheets.table import Asked, Table
from registry.imports import annotations
from registry.imports.models import ImportBatch

MOST_ROWS = 50_000


def table_of(data: bytes, name: str, asked: Asked) -> Table:
    """Raises SpreadsheetRefused with a sentence."""
    stream = io.BytesIO(data)
    stream.name = name
    return annotations.without(read_table(stream, max_rows=MOST_ROWS, asked=asked))


def stored_table(batch: ImportBatch, asked: Asked | None = None) -> Table:
    """As it was read when the batch was opened or read again, or as `asked` now."""
    return table_of(files.read(batch.file), batch.file.name, asked or asked_of(batch))


def asked_of(batch: ImportBatch) -> Asked:
    return Asked(**{name: batch.reading.get(name, "") for name in ("encoding", "delimiter", "sheet")})
