"""Entering a checked list in one transaction: new records by the thousand, changes with a savepoint each."""

from collections.abc import Callable

from django.db import connection, transaction

from core import clock, history
from core.access.actor import Actor
from core.refusal import Refusal
from core.workflow.perform import lock, perform
from registry.imports.checking import draft_of, find_records
from registry.imports.kind import ImportKind, kind_of
from registry.imports.models import ImportBatch, ImportRow
from registry.imports.states import BatchState, Decision, Outcome

CHUNK = 1000
Progress = Callable[[int, int, str], None]


class RegisterMoved(Refusal):
    """The records changed since the check; nothing was entered."""


def apply(batch: ImportBatch, *, actor: Actor, progress: Progress = lambda done, total, stage: None) -> dict:
    """Enter every row that nothing holds up; all of it in the caller's transaction. Returns the counts by outcome.

    Raises RegisterMoved when a row would now be matched or changed otherwise than the preview showed.
    """
    lock(batch)
    if batch.state != BatchState.APPLYING:
        return {}
    kind, rows = kind_of(batch), list(batch.rows.ready().order_by("line"))
    progress(0, len(rows), "与已有记录核对")
    _refuse_moved(kind, batch, rows)
    counts = {"created": 0, "updated": 0, "unchanged": 0, "refused": 0}
    new = [row for row in rows if row.decision == Decision.CREATE]
    with history.acting(actor, origin=batch.origin):
        for start in range(0, len(new), CHUNK):
            progress(start, len(rows), f"新增{kind.label}")
            _create(kind, batch, new[start : start + CHUNK], actor)
        counts["created"] = len(new)
        known = [row for row in rows if row.decision == Decision.UPDATE]
        _update(kind, batch, known, actor, counts, lambda done: progress(len(new) + done, len(rows), "更新"))
    ImportRow.objects.filter(batch=batch, outcome=Outcome.WAITING).update(outcome=Outcome.SKIPPED)
    perform(batch, "finish_apply", actor=actor, applied_at=clock.now())
    return counts


def _refuse_moved(kind: ImportKind, batch: ImportBatch, rows: list[ImportRow]) -> None:
    """Match once more, on what the check read; the preview the clerk agreed to must still be true."""
    drafts = [draft_of(row) for row in rows]
    find_records(kind, drafts, batch)
    moved = [
        row.line
        for row, draft in zip(rows, drafts, strict=True)
        if (row.subject_id, row.changes) != (draft.subject_id, draft.changes)
    ]
    if moved:
        named = "、".join(f"第{line}行" for line in moved[:5])
        more = f"等{len(moved)}行" if len(moved) > 5 else ""
        raise RegisterMoved(f"检查之后登记簿有变动（涉及{named}{more}），没有导入任何一行。请点“重新检查”后再导入。")


def _create(kind: ImportKind, batch: ImportBatch, rows: list[ImportRow], actor: Actor) -> None:
    """The kind enters the rows; one statement notes what became of them."""
    made = kind.create(batch, rows, actor=actor)
    spoken_of = [row.organization_id for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(
            "update registry_importrow r set subject_id = v.subject, organization_id = v.organization, outcome = %s "
            "from unnest(%s::bigint[], %s::bigint[], %s::bigint[]) v(id, subject, organization) where r.id = v.id",
            [str(Outcome.CREATED), [row.pk for row in rows], made, spoken_of],
        )


def _update(kind, batch, rows, actor, counts, progress) -> None:
    changed = [row for row in rows if row.wanted]
    same = [row.pk for row in rows if not row.wanted]
    ImportRow.objects.filter(pk__in=same).update(outcome=Outcome.UNCHANGED)
    counts["unchanged"] = len(same)
    for number, row in enumerate(changed):
        if number % 50 == 0:
            progress(len(same) + number)
        try:
            with transaction.atomic():
                row.before = {name: old for name, (old, _) in row.wanted.items()}
                row.after = {name: new for name, (_, new) in row.wanted.items()}
                row.after |= kind.change(batch, row, actor=actor)
            row.outcome = Outcome.UPDATED
            counts["updated"] += 1
        except Refusal as refusal:
            row.before, row.after = {}, {}
            row.outcome, row.outcome_note = Outcome.REFUSED, str(refusal)[:300]
            counts["refused"] += 1
    ImportRow.objects.bulk_update(changed, ["outcome", "outcome_note", "before", "after"], batch_size=500)
