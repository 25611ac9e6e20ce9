"""What the page of columns shows of a file."""

from registry.imports.kind import kind_of
from registry.imports.models import ImportBatch
from registry.imports.sealed import masked


def samples(batch: ImportBatch, rows: list[list[str]]) -> list[list[str]]:
    """First rows of the file for the page of columns, numbers of persons masked."""
    secrets = kind_of(batch).secrets
    columns = {i: secrets[key] for i, key in enumerate(batch.mapping) if key in secrets}
    return [[masked(columns[i], cell) if i in columns else cell for i, cell in enumerate(row)] for row in rows]
