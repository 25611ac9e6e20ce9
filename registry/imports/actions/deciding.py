"""What a clerk decides about rows before anything is written: reasons, decisions, which record, which fields."""

from django.db import transaction

from core import audit
from core.access.actor import Actor
from core.refusal import Refusal
from registry.identifiers.issues import Severity
from registry.imports import checking
from registry.imports.actions.holding import hold
from registry.imports.drafts import worst
from registry.imports.kind import kind_of
from registry.imports.models import ImportBatch, ImportRow
from registry.imports.states import Decision

STRONG = ("uscc", "platform_id")  # a record found by these cannot be entered a second time


@transaction.atomic
def give_reason(batch: ImportBatch, *, actor: Actor, code: str, reason: str, row: ImportRow | None = None) -> int:
    """Accept what the check doubts, for one row or for every row with this issue. Returns the rows it freed.

    Errors cannot be accepted. An empty reason is refused.
    """
    hold(batch, actor)
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
    hold(batch, actor)
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
    """What becomes of one row. Updating needs a record; one with the same code cannot be entered a second time."""
    hold(batch, actor)
    why_not = refused(batch, row, decision)
    if why_not:
        raise Refusal(why_not)
    row.decision, row.is_decided = decision, True
    row.save(update_fields=["decision", "is_decided"])
    audit.record("imports.decide", actor=actor, subject=batch, row=row.pk, decision=str(decision))


def refused(batch: ImportBatch, row: ImportRow, decision: str) -> str:
    """Why the row cannot be decided so; "" when it can."""
    kind = kind_of(batch)
    if decision == Decision.UPDATE and row.subject_id is None:
        return (
            "没有匹配到登记簿中的组织，不能选择“更新”。"
            if kind.key == "organizations"
            else "没有对应的记录，不能选择“更新”。"
        )
    if decision == Decision.CREATE and row.match_on in STRONG:
        return (
            "登记簿中已有相同信用代码的组织，不能选择“新增”。"
            if row.match_on == "uscc"
            else "该记录已在平台中，不能选择“新增”。"
        )
    if decision == Decision.CREATE and not kind.may_create:
        return f"这种名单不新增{kind.label}，只能选择“更新”或“不导入”。"
    return ""


@transaction.atomic
def decide_many(batch: ImportBatch, rows, *, actor: Actor, decision: str) -> tuple[int, int]:
    """The same for a whole class of rows (a queryset). Rows it does not fit stay as they are: (decided, left)."""
    hold(batch, actor)
    fitting, left = [], 0
    for row in rows.defer("raw", "values"):
        if refused(batch, row, decision):
            left += 1
        else:
            row.decision, row.is_decided = decision, True
            fitting.append(row)
    ImportRow.objects.bulk_update(fitting, ["decision", "is_decided"], batch_size=1000)
    audit.record("imports.decide_many", actor=actor, subject=batch, rows=len(fitting), decision=str(decision))
    return len(fitting), left


@transaction.atomic
def choose(batch: ImportBatch, row: ImportRow, *, actor: Actor, subject_id: int | None) -> None:
    """This record is meant (None: let the check decide again). What would change is found anew for the row.

    Raises Refusal where another row of the batch means the same record already.
    """
    hold(batch, actor)
    kind = kind_of(batch)
    if subject_id is not None:
        if subject_id not in kind.shown_records([subject_id]):
            raise Refusal("没有这条记录，请重新选择。")
        other = batch.rows.filter(subject_id=subject_id).exclude(pk=row.pk).order_by("line").first()
        if other is not None and kind.is_once:
            raise Refusal(f"第{other.line}行已对应同一条记录，一份名单中一条记录只能对应一行。")
    row.chosen_id = subject_id
    draft = checking.draft_of(row)
    checking.find_records(kind, [draft], batch)
    checking.take(row, draft, batch)
    row.is_decided, row.kept = False, []
    row.save()
    audit.record("imports.choose", actor=actor, subject=batch, row=row.pk, record=subject_id)


@transaction.atomic
def keep_fields(batch: ImportBatch, row: ImportRow, *, actor: Actor, kept: list[str]) -> None:
    """Of the differences these stay as the record has them."""
    hold(batch, actor)
    row.kept = [name for name in row.changes if name in kept]
    row.save(update_fields=["kept"])
    audit.record("imports.keep_fields", actor=actor, subject=batch, row=row.pk, fields=row.kept)
