"""Taking a file in: what it is, how it is read, what of it was not."""

from django.db import transaction

from core import audit
from core.access.actor import Actor
from core.files import actions as files
from core.spreadsheets.decoding import DELIMITERS, ENCODINGS
from core.spreadsheets.table import Asked, Table
from core.workflow.perform import lock, log, perform
from registry.imports import targets
from registry.imports.actions.holding import may_bring, office
from registry.imports.actions.running import start_check
from registry.imports.kind import kind_of, kinds
from registry.imports.models import ColumnMapping, ImportBatch
from registry.imports.samples import samples
from registry.imports.states import Mode
from registry.imports.stored import stored_table, table_of

_SAMPLES = 5
_NAMED = 5


def upload(file, *, actor: Actor, kind: str = "organizations") -> ImportBatch:
    """Read, keep and open a batch; a header the office has mapped before is mapped the same way again.

    Raises SpreadsheetRefused or FileRefused with a sentence; nothing is kept then.
    """
    its_kind = kinds()[kind]
    may_bring(its_kind, actor)
    department, data = office(actor), file.read()
    table = table_of(data, file.name, Asked())
    with transaction.atomic():
        batch = ImportBatch(
            kind=kind,
            permission=its_kind.permission,
            has_line=its_kind.has_line,
            file=_stored(data, file.name, its_kind.permission, actor),
            department=department,
            registering_authority=department,
            uploaded_by_id=actor.user_id,
        )
        known = _lay_out(batch, table)
        batch.save()
        log(batch, "upload", actor=actor)
        audit.record("imports.upload", actor=actor, subject=batch, rows=batch.row_count, file=batch.file_id, kind=kind)
        if known and batch.mode != Mode.UPDATE:  # from which day and why is asked each time
            start_check(batch, actor=actor)
    return batch


def _stored(data: bytes, name: str, permission: str, actor: Actor):
    return files.store(data, name=name, kind="import_source", permission=permission, actor=actor)


def _lay_out(batch: ImportBatch, table: Table) -> ColumnMapping | None:
    """Header, samples, notes and a mapping go to the batch; the remembered mapping, where there is one."""
    signature = targets.signature(table.header)
    known = ColumnMapping.objects.filter(department=batch.department, kind=batch.kind, signature=signature).first()
    batch.header, batch.signature = table.header, signature
    batch.mapping = known.mapping if known else targets.suggested(table.header, kind_of(batch).targets)
    batch.is_mapping_remembered = known is not None
    if known:
        batch.org_type, batch.source, batch.mode = known.org_type, known.source, known.mode
    elif "platform_id" in batch.mapping and "mode" in kind_of(batch).asks:
        batch.mode = Mode.UPDATE
    batch.samples = samples(batch, [row.cells for row in table.rows[:_SAMPLES]])
    batch.row_count, batch.notes = len(table.rows), _notes(table)
    batch.reading = {
        "kind": table.kind, "encoding": table.encoding, "is_certain": table.is_certain,
        "delimiter": table.delimiter, "sheet": table.sheet, "other_sheets": list(table.other_sheets),
    }  # fmt: skip
    return known


LAID_OUT = ("header", "signature", "mapping", "is_mapping_remembered", "org_type", "source", "mode", "samples",
            "row_count", "notes", "reading")  # fmt: skip


def _notes(table: Table) -> list[str]:
    """How it was read, and everything of the file that was not taken."""
    notes = []
    if table.encoding:
        how = "" if table.is_certain else "（按内容判断，如有乱码请改选后重新读取）"
        notes.append(f"文字编码：{ENCODINGS[table.encoding]}{how}；分隔符：{DELIMITERS[table.delimiter]}。")
    if table.titles:
        said = "；".join(f"第{line}行“{text[:60]}”" for line, text in table.titles[:_NAMED])
        notes.append(f"表头取自第{table.header_line}行，之前的内容未读取：{said}。")
    if table.other_sheets:
        named = "、".join(table.other_sheets[:_NAMED])
        notes.append(f"只读取工作表“{table.sheet}”，另有：{named}。需要时可改选后重新读取。")
    if table.beyond:
        lines = "、".join(f"第{line}行" for line in table.beyond[:_NAMED])
        more = f"等{len(table.beyond)}行" if len(table.beyond) > _NAMED else ""
        notes.append(f"{lines}{more}在表头最后一列之外还有内容，未读取。请补上表头后重新上传。")
    empty = [title for i, title in enumerate(table.header) if not any(row.cells[i].strip() for row in table.rows)]
    if empty:
        notes.append(f"整列都是空的：{'、'.join(empty[:20])}。")
    return notes


@transaction.atomic
def read_again(batch: ImportBatch, *, actor: Actor, asked: Asked) -> None:
    """The clerk knows better what the file is: another encoding, delimiter or sheet. Raises SpreadsheetRefused."""
    table = stored_table(batch, asked)
    _begin_anew(batch, table, actor=actor)
    audit.record("imports.read_again", actor=actor, subject=batch, encoding=asked.encoding)


@transaction.atomic
def replace_file(batch: ImportBatch, file, *, actor: Actor) -> None:
    """A corrected file takes the place of the first. With the same header it is checked at once: reasons and
    decisions stay with their lines, told apart by 原行号 where the file still carries it.

    Raises SpreadsheetRefused or FileRefused with a sentence; the first file stays then.
    """
    data, header, mapping = file.read(), batch.header, batch.mapping
    table = table_of(data, file.name, Asked())
    stored = _stored(data, file.name, batch.permission, actor)
    about = {name: getattr(batch, name) for name in ("org_type", "source", "mode")}
    _begin_anew(batch, table, actor=actor, file=stored)
    audit.record("imports.replace_file", actor=actor, subject=batch, file=stored.pk, rows=batch.row_count)
    if batch.header == header:
        batch.mapping = mapping
        for name, value in about.items():
            setattr(batch, name, value)
        batch.save(update_fields=["mapping", *about])
        start_check(batch, actor=actor)


def _begin_anew(batch: ImportBatch, table: Table, *, actor: Actor, **changes) -> None:
    lock(batch)
    _lay_out(batch, table)
    laid_out = {name: getattr(batch, name) for name in LAID_OUT}
    perform(batch, "read_again", actor=actor)
    for name, value in {**laid_out, **changes}.items():
        setattr(batch, name, value)
    batch.save(update_fields=[*laid_out, *changes])
