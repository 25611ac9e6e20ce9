"""The way back: what nothing was built on goes; what changed since stays and is listed."""

from collections.abc import Callable

from core import clock, history
from core.access.actor import Actor
from core.workflow.perform import lock, perform
from registry.imports.kind import ImportKind, kind_of
from registry.imports.models import ImportBatch, ImportRow
from registry.imports.states import BatchState, Outcome

CHUNK = 500
Progress = Callable[[int, int, str], None]


def undo(batch: ImportBatch, *, actor: Actor, progress: Progress = lambda done, total, stage: None) -> dict:
    """Take back what the batch entered and changed, in the caller's transaction. Returns the counts by outcome.

    A record the batch created goes only if no history event, no row pointing to it and no log line is of another
    origin; a changed field only while it still says what the batch wrote.
    """
    lock(batch)
    if batch.state != BatchState.UNDOING:
        return {}
    kind, counts = kind_of(batch), {"undone": 0, "kept": 0, "partly": 0}
    created = list(batch.rows.filter(outcome=Outcome.CREATED, subject_id__isnull=False).order_by("line"))
    updated = list(batch.rows.filter(outcome=Outcome.UPDATED).order_by("line"))
    total = len(created) + len(updated)
    with history.acting(actor, origin=batch.origin):
        for start in range(0, len(created), CHUNK):
            progress(start, total, "撤回新增")
            _withdraw(kind, batch, created[start : start + CHUNK], actor, counts)
        for number, row in enumerate(updated):
            if number % 50 == 0:
                progress(len(created) + number, total, "恢复修改")
            _restore(kind, batch, row, actor, counts)
    perform(batch, "finish_undo", actor=actor, undone_at=clock.now())
    return counts


def _withdraw(kind: ImportKind, batch: ImportBatch, rows: list[ImportRow], actor: Actor, counts: dict) -> None:
    stays = kind.withdraw(batch, rows, actor=actor)
    for row in rows:
        why = stays.get(row.pk, "")
        row.outcome = Outcome.KEPT if why else Outcome.UNDONE
        row.outcome_note = f"没有撤回：{why}。"[:300] if why else ""
        if not why:
            row.subject_id = None
        counts["kept" if why else "undone"] += 1
    names = ["outcome", "outcome_note", "subject_id", "organization"]
    ImportRow.objects.bulk_update(rows, names, batch_size=500)


def _restore(kind: ImportKind, batch: ImportBatch, row: ImportRow, actor: Actor, counts: dict) -> None:
    left = kind.restore(batch, row, actor=actor)
    everything = len(left) >= len(row.before)
    row.outcome = Outcome.UNDONE if not left else Outcome.KEPT if everything else Outcome.PARTLY
    row.outcome_note = f"后来又有修改，没有恢复：{'、'.join(left)}。"[:300] if left else ""
    row.save(update_fields=["outcome", "outcome_note"])
    counts[str(row.outcome)] += 1
