"""What was built on records since a batch made them: what keeps them from being taken out again."""

from collections import defaultdict
from collections.abc import Collection

import pghistory.models
from django.db import models

from core.workflow.models import TransitionLog
from registry.imports.models import ImportBatch, ImportRow


def built_on(
    model: type[models.Model],
    ids: list[int],
    batch: ImportBatch,
    *,
    own: Collection[type[models.Model]] = (),
) -> dict[int, set[str]]:
    """Record → what of another origin stands on it, in words. One query per table that points there.

    `own` are tables that the batch writes with the record: of them only the history events count. Tables that only
    note that something was written (`is_trace`) hold nothing back.
    """
    built: dict[int, set[str]] = defaultdict(set)
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.one_to_many or relation.one_to_one) or not relation.auto_created:
            continue
        pointing, column = relation.related_model, relation.field.attname
        if issubclass(pointing, pghistory.models.Event):
            _foreign_events(pointing, column, ids, batch, built)
        elif pointing not in own and not getattr(pointing, "is_trace", False):
            rows = pointing._base_manager.filter(**{f"{column}__in": ids})
            if pointing is ImportRow:
                rows = rows.exclude(batch=batch)
            for pk in rows.order_by().values_list(column, flat=True).distinct():
                built[pk].add(f"已有{pointing._meta.verbose_name}")
    logs = TransitionLog.objects.filter(object_type=model._meta.label, object_id__in=ids)
    for pk in logs.values_list("object_id", flat=True).distinct():
        built[pk].add("已有办理记录")
    return built


def _foreign_events(model, column: str, ids: list[int], batch: ImportBatch, built: dict) -> None:
    """Facts and columns written since by anyone else; the batch marks its own events with its origin."""
    events = model._base_manager.filter(**{f"{column}__in": ids})
    own = events.filter(pgh_context__metadata__origin=batch.origin).values("pgh_id")
    for pk in events.exclude(pgh_id__in=own).order_by().values_list(column, flat=True).distinct():
        built[pk].add("登记信息后来又有修改")
