"""The batch and the row an address names, within what the seat reaches."""

from django.shortcuts import get_object_or_404

from registry.imports.models import ImportBatch, ImportRow


def batch_of(request, pk: int) -> ImportBatch:
    reached = ImportBatch.objects.visible_to(request.actor)
    together = ("file", "department__region", "registering_authority__region", "job", "uploaded_by")
    return get_object_or_404(reached.select_related(*together), pk=pk)


def row_of(batch: ImportBatch, line: int) -> ImportRow:
    return get_object_or_404(batch.rows.select_related("organization"), line=line)
