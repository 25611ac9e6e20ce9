"""A batch on its way: columns mapped, rows checked, entered, taken back."""

from django.db import transaction

from core import audit, bulk, clock, jobs
from core.access.actor import Actor
from core.refusal import Refusal
from core.workflow.errors import StaleVersion, WrongState
from core.workflow.perform import lock, perform
from registry.imports import checking
from registry.imports.kind import kind_of
from registry.imports.models import ColumnMapping, ImportBatch, ImportRow
from registry.imports.samples import samples
from registry.imports.states import BatchState, Mode
from registry.imports.stored import stored_table

AT_ONCE = 1000  # lists up to this length are checked while the clerk waits, longer ones as a job


@transaction.atomic
def map_columns(batch: ImportBatch, *, actor: Actor, mapping: list[str], version: int, **about) -> None:
    """Say what each column means, remember it for the office, and check every row.

    `about` answers what the kind asks of the list as a whole. Raises StaleVersion when somebody mapped it
    meanwhile, Refusal for a mapping without a name or with one target twice.
    """
    _check_mapping(batch, mapping)
    _check_about(about)
    lock(batch)
    if batch.version != version:
        raise StaleVersion("该批次在您打开页面之后已有变动，请刷新后再操作。")
    batch.mapping, batch.is_mapping_remembered = mapping, False
    batch.samples = samples(batch, batch.samples)
    for name, value in about.items():
        setattr(batch, name, value)
    batch.save(update_fields=["mapping", "samples", "is_mapping_remembered", *about])
    ColumnMapping.objects.update_or_create(
        department=batch.department,
        kind=batch.kind,
        signature=batch.signature,
        defaults={
            "header": batch.header,
            "mapping": mapping,
            "org_type": batch.org_type,
            "source": batch.source,
            "mode": batch.mode,
            "saved_by_id": actor.user_id,
            "saved_at": clock.now(),
        },
    )
    start_check(batch, actor=actor)


def _check_mapping(batch: ImportBatch, mapping: list[str]) -> None:
    if len(mapping) != len(batch.header):
        raise Refusal("列对应与文件的列数不符，请刷新页面后重新对应。")
    kind, used = kind_of(batch), [key for key in mapping if key]
    if any(kind.target(key) is None for key in used):
        raise Refusal("列对应中有无法识别的项目，请刷新页面后重新对应。")
    twice = sorted({key for key in used if used.count(key) > 1})
    if twice:
        labels = "、".join(kind.field_label(key) for key in twice)
        raise Refusal(f"“{labels}”对应了多列，每个项目只能对应一列。")
    for group in kind.required:
        if not any(key in used for key in group):
            labels = "或".join(f"“{kind.field_label(key)}”" for key in group)
            raise Refusal(f"请至少把一列对应为{labels}。")


def _check_about(about: dict) -> None:
    """What comes back from a spreadsheet changes facts: from which day on, and by which document, is for a person."""
    if about.get("mode") == Mode.UPDATE and not (about.get("list_date") and about.get("source")):
        raise Refusal("“仅更新已有的”须写明修改自哪一天起生效（名单日期）和依据（名单来源）。")


@transaction.atomic
def recheck(batch: ImportBatch, *, actor: Actor) -> None:
    """Check again with the same mapping: after a gap was resolved or the register changed."""
    start_check(batch, actor=actor)


def start_check(batch: ImportBatch, *, actor: Actor) -> None:
    perform(batch, "map_columns", actor=actor)
    if batch.row_count <= AT_ONCE:
        run_check(batch, actor=actor)
    else:
        _enqueue(batch, "imports.check", actor)


def _enqueue(batch: ImportBatch, kind: str, actor: Actor) -> None:
    batch.job = jobs.enqueue(kind, {"batch": batch.pk}, actor=actor, unique_key=f"import:{batch.pk}")
    batch.save(update_fields=["job"])


@transaction.atomic
def run_check(batch: ImportBatch, *, actor: Actor, progress=lambda done, total, stage: None) -> None:
    """Replace the staging rows by freshly checked ones. Reasons and decisions stay with their lines."""
    lock(batch)
    if batch.state != BatchState.MAPPED:
        return
    drafts = checking.check(batch, stored_table(batch), progress=progress)
    rows = checking.rows_of(batch, drafts)
    progress(0, len(rows), "保存检查结果")
    batch.rows.all().delete()
    columns = [column.attname for column in ImportRow._meta.concrete_fields if not column.primary_key]
    bulk.copy(ImportRow, columns, ([getattr(row, name) for name in columns] for row in rows))
    perform(batch, "finish_check", actor=actor, checked_at=clock.now(), row_count=len(rows))


@transaction.atomic
def start_apply(batch: ImportBatch, *, actor: Actor, version: int) -> None:
    """Enter the rows that nothing holds up, as a job. Raises WrongState on a second click, Refusal for no row."""
    _fresh(batch, version)
    if batch.state == BatchState.CHECKED and not batch.rows.ready().exists():
        raise Refusal("没有可以导入的行：每一行都有未处理的问题或已选择不导入。")
    perform(batch, "apply", actor=actor)
    audit.record("imports.apply", actor=actor, subject=batch, rows=batch.rows.ready().count())
    _enqueue(batch, "imports.apply", actor)


@transaction.atomic
def start_undo(batch: ImportBatch, *, actor: Actor, comment: str) -> None:
    """Take the batch back as far as nothing was built on it, as a job."""
    perform(batch, "undo", actor=actor, comment=comment)
    audit.record("imports.undo", actor=actor, subject=batch)
    _enqueue(batch, "imports.undo", actor)


def _fresh(batch: ImportBatch, version: int) -> None:
    lock(batch)
    if batch.version != version and batch.state == BatchState.CHECKED:
        raise StaleVersion("该批次在您打开页面之后重新检查过，请刷新后再导入。")


@transaction.atomic
def discard(batch: ImportBatch, *, actor: Actor) -> None:
    """Give the list up before anything was entered; file and rows stay on record."""
    perform(batch, "discard", actor=actor)


_BACK = {
    BatchState.MAPPED: "fail_check",
    BatchState.APPLYING: "fail_apply",
    BatchState.UNDOING: "fail_undo",
}


@transaction.atomic
def back(batch: ImportBatch, *, actor: Actor) -> None:
    """Its job did not finish: back to where the clerk can act. Nothing happens to a batch that is not at work."""
    lock(batch)
    if batch.state in _BACK:
        perform(batch, _BACK[batch.state], actor=actor)


def settle(batch: ImportBatch, *, actor: Actor) -> None:
    """The same, asked for by a person: only once the job is over. Raises WrongState while it runs."""
    if batch.job is not None and batch.job.is_open:
        raise WrongState("任务仍在进行，请等它完成。")
    back(batch, actor=actor)
