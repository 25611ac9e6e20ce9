"""The verbs of the import workbench. Reading and checking write staging rows only; apply.py, undo.py do the rest."""

import io

from django.db import transaction

from core import audit, bulk, clock, jobs
from core.access.actor import Actor
from core.departments.models import Department
from core.files import actions as files
from core.refusal import Refusal
from core.spreadsheets.reading import read_table
from core.spreadsheets.table import Table
from core.workflow.errors import NotCompetent, StaleVersion, WrongState
from core.workflow.perform import lock, log, perform
from registry.identifiers.issues import Severity
from registry.imports import checking, fields
from registry.imports.drafts import worst
from registry.imports.models import ColumnMapping, ImportBatch, ImportRow
from registry.imports.states import BatchState, Decision

AT_ONCE = 1000  # lists up to this length are checked while the clerk waits, longer ones as a job
MOST_ROWS = 50_000
_SAMPLES = 5


def upload(file, *, actor: Actor) -> ImportBatch:
    """Read, keep and open a batch; a header the office has mapped before is mapped the same way again.

    Raises SpreadsheetRefused or FileRefused with a sentence; nothing is kept then.
    """
    department = _office(actor)
    data = file.read()
    table = read_table(_named(data, file.name), max_rows=MOST_ROWS)
    signature = fields.signature(table.header)
    known = ColumnMapping.objects.filter(department=department, signature=signature).first()
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            file=files.store(data, name=file.name, kind="import_source", permission="imports.view", actor=actor),
            department=department,
            registering_authority=department,
            header=table.header,
            signature=signature,
            mapping=known.mapping if known else fields.suggested(table.header),
            org_type=known.org_type if known else "",
            source=known.source if known else "",
            is_mapping_remembered=known is not None,
            samples=[row.cells for row in table.rows[:_SAMPLES]],
            row_count=len(table.rows),
            notes=_notes(table),
            uploaded_by_id=actor.user_id,
        )
        log(batch, "upload", actor=actor)
        audit.record("imports.upload", actor=actor, subject=batch, rows=batch.row_count, file=batch.file_id)
        if known:
            _start_check(batch, actor=actor)
    return batch


def _office(actor: Actor) -> Department:
    if actor.department_id is None:
        raise NotCompetent("名单导入由登记管理机关的岗位办理。")
    return Department.objects.select_related("region").get(pk=actor.department_id)


def _named(data: bytes, name: str) -> io.BytesIO:
    stream = io.BytesIO(data)
    stream.name = name
    return stream


def _notes(table: Table) -> list[str]:
    notes = []
    if table.header_line > 1:
        notes.append(f"表头取自第{table.header_line}行，之前的内容未读取。")
    if table.encoding:
        notes.append(f"文字编码：{'UTF-8' if 'utf-8' in table.encoding else table.encoding.upper()}。")
    if table.other_sheets:
        notes.append(f"只读取工作表“{table.sheet}”，另有：{'、'.join(table.other_sheets[:5])}。")
    return notes


def stored_table(batch: ImportBatch) -> Table:
    return read_table(_named(files.read(batch.file), batch.file.name), max_rows=MOST_ROWS)


@transaction.atomic
def map_columns(batch: ImportBatch, *, actor: Actor, mapping: list[str], version: int, **about) -> None:
    """Say what each column means, remember it for the office, and check every row.

    `about` are org_type, list_date, source and registering_authority. Raises StaleVersion when somebody mapped it
    meanwhile, Refusal for a mapping without a name or with one target twice.
    """
    _check_mapping(batch, mapping)
    lock(batch)
    if batch.version != version:
        raise StaleVersion("该批次在您打开页面之后已有变动，请刷新后再操作。")
    batch.mapping, batch.is_mapping_remembered = mapping, False
    for name, value in about.items():
        setattr(batch, name, value)
    batch.save(update_fields=["mapping", "is_mapping_remembered", *about])
    ColumnMapping.objects.update_or_create(
        department=batch.department,
        signature=batch.signature,
        defaults={
            "header": batch.header,
            "mapping": mapping,
            "org_type": batch.org_type,
            "source": batch.source,
            "saved_by_id": actor.user_id,
            "saved_at": clock.now(),
        },
    )
    _start_check(batch, actor=actor)


def _check_mapping(batch: ImportBatch, mapping: list[str]) -> None:
    if len(mapping) != len(batch.header):
        raise Refusal("列对应与文件的列数不符，请刷新页面后重新对应。")
    used = [key for key in mapping if key]
    unknown = [key for key in used if key not in fields.TARGET]
    if unknown:
        raise Refusal("列对应中有无法识别的项目，请刷新页面后重新对应。")
    twice = sorted({key for key in used if used.count(key) > 1})
    if twice:
        labels = "、".join(fields.TARGET[key].label for key in twice)
        raise Refusal(f"“{labels}”对应了多列，每个项目只能对应一列。")
    if "name" not in used and "later_name" not in used:
        raise Refusal("请至少把一列对应为“名称”。")


@transaction.atomic
def recheck(batch: ImportBatch, *, actor: Actor) -> None:
    """Check again with the same mapping: after a gap was resolved or the register changed."""
    _start_check(batch, actor=actor)


def _start_check(batch: ImportBatch, *, actor: Actor) -> None:
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
def give_reason(batch: ImportBatch, *, actor: Actor, code: str, reason: str, row: ImportRow | None = None) -> int:
    """Accept what the check doubts, for one row or for every row with this issue. Returns the rows it freed.

    Errors cannot be accepted. An empty reason is refused.
    """
    _hold(batch, actor)
    if not reason.strip():
        raise Refusal("请写明理由。")
    if row is None:
        batch.overrides = {**batch.overrides, code: reason.strip()[:200]}
        batch.save(update_fields=["overrides"])
        rows = list(batch.rows.filter(issue_codes__contains=[code]))
    else:
        row.overrides = {**row.overrides, code: reason.strip()[:200]}
        rows = [row]
    audit.record("imports.override", actor=actor, subject=batch, code=code, row=row.pk if row else None)
    return _weigh(batch, rows)


@transaction.atomic
def take_reason_back(batch: ImportBatch, *, actor: Actor, code: str, row: ImportRow | None = None) -> None:
    _hold(batch, actor)
    if row is None:
        batch.overrides = {key: value for key, value in batch.overrides.items() if key != code}
        batch.save(update_fields=["overrides"])
        rows = list(batch.rows.filter(issue_codes__contains=[code]))
    else:
        row.overrides = {key: value for key, value in row.overrides.items() if key != code}
        rows = [row]
    audit.record("imports.override_back", actor=actor, subject=batch, code=code, row=row.pk if row else None)
    _weigh(batch, rows)


def _weigh(batch: ImportBatch, rows: list[ImportRow]) -> int:
    freed = 0
    for row in rows:
        before, row.severity = row.severity, worst(row.issues, {**batch.overrides, **row.overrides})
        freed += before in (Severity.ERROR, Severity.CONFIRM) and row.severity in ("", Severity.WARNING)
    ImportRow.objects.bulk_update(rows, ["severity", "overrides"], batch_size=1000)
    return freed


@transaction.atomic
def decide(batch: ImportBatch, row: ImportRow, *, actor: Actor, decision: str) -> None:
    """What becomes of one row. Updating needs a match; a match with the same code cannot be entered a second time."""
    _hold(batch, actor)
    if decision == Decision.UPDATE and row.organization_id is None:
        raise Refusal("没有匹配到登记簿中的组织，不能选择“更新”。")
    if decision == Decision.CREATE and row.match_on == "uscc":
        raise Refusal("登记簿中已有相同信用代码的组织，不能选择“新增”。")
    row.decision, row.is_decided = decision, True
    row.save(update_fields=["decision", "is_decided"])
    audit.record("imports.decide", actor=actor, subject=batch, row=row.pk, decision=str(decision))


def _hold(batch: ImportBatch, actor: Actor) -> None:
    lock(batch)
    if not actor.competent_for(batch):
        raise NotCompetent(f"该批次由{batch.competent_department_name}办理，您可以查看，不能办理。")
    if batch.state != BatchState.CHECKED:
        raise WrongState(f"当前状态为“{batch.get_state_display()}”，不能修改。请刷新页面查看最新情况。")


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
