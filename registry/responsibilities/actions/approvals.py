"""The raw approval list: every line is kept, matched or named with the reason why not."""

from django.db import transaction

from core import audit
from core.access.actor import Actor
from core.identity.actions import require
from core.refusal import Refusal
from core.spreadsheets.table import Table
from core.workflow.perform import check_competent, lock, log
from core.worklist import actions as worklist
from registry.responsibilities.actions.ledgers import refeed
from registry.responsibilities.comparing import Departments, Matcher, columns_of, compare
from registry.responsibilities.learning import as_json, case_of, scorer_for
from registry.responsibilities.models import ApprovalLine, LedgerRow, ResponsibilityLedger
from registry.responsibilities.states import Comparison, LedgerState, RowState

CHANGE_ITEM = "ledgers.change_filing"


def _open(ledger: ResponsibilityLedger, actor: Actor, label: str) -> None:
    require(actor, "ledgers.edit", label)
    lock(ledger)
    check_competent(ledger, actor=actor, label=label)
    if ledger.state != LedgerState.DRAFT:
        raise Refusal(f"台账处于“{ledger.get_state_display()}”，成立批复只能在起草时载入。")


@transaction.atomic
def load_approvals(ledger: ResponsibilityLedger, table: Table, *, actor: Actor) -> dict:
    """Replaces what was loaded before. Returns counts and the columns that were not read.

    Raises NotPermitted, NotCompetent, Refusal (columns missing, ledger no longer in draft); nothing is kept then.
    """
    _open(ledger, actor, "载入成立批复")
    columns, matcher = columns_of(table), Matcher(ledger)
    lines = []
    for row in table.rows:
        values = {key: row.cells[place].strip() for key, place in columns.places.items()}
        limits = {"name": 200, "code": 30, "unit": 120, "document_no": 120}
        line = ApprovalLine(ledger=ledger, line=row.line, **{k: v[: limits[k]] for k, v in values.items()})
        matcher.settle(line)
        lines.append(line)
    ledger.approval_lines.all().delete()
    ApprovalLine.objects.bulk_create(lines, batch_size=1000)
    _take(ledger, [line for line in lines if line.row_id or line.row])
    counts = {"lines": len(lines), "matched": sum(line.row_id is not None for line in lines)}
    log(ledger, "approvals", actor=actor, comment=f"{counts['lines']}行，对应{counts['matched']}行。")
    audit.record("ledgers.approvals", actor=actor, subject=ledger, **counts)
    refeed(ledger)
    return {**counts, "unknown": columns.unknown}


def _take(ledger: ResponsibilityLedger, lines: list[ApprovalLine]) -> None:
    """The rows learn what the document says; proposals of undecided rows are made anew with it."""
    departments, scorer = Departments(), scorer_for(ledger.department)
    rows = []
    for line in lines:
        row = line.row
        row.approval_unit, row.approval_document = line.unit, line.document_no
        compare(row, departments)
        if row.state == RowState.UNASSIGNED:
            ranked = scorer.rank(case_of(row.organization, f"{line.unit} {line.document_no}"))
            row.proposals, row.confidence = as_json(ranked), ranked[0].confidence if ranked else 0.0
        rows.append(row)
    fields = ["approval_unit", "approval_document", "approval_department", "comparison", "proposals", "confidence"]
    LedgerRow.objects.bulk_update(rows, fields, batch_size=500)
    ask_change_filings(rows)


def ask_change_filings(rows: list[LedgerRow]) -> None:
    """The register says another unit than the document: somebody looks into a change filing; nothing changes here."""
    for row in rows:
        if row.comparison == Comparison.DIFFERS:
            worklist.open_item(
                CHANGE_ITEM,
                subject=row,
                title=f"核实业务主管单位并办理变更登记：{row.organization.name}",
                url_name="staff:responsibilities:row",
                department=row.ledger.department_id,
            )
        else:
            worklist.close_items(row, CHANGE_ITEM)


@transaction.atomic
def settle_line(line: ApprovalLine, *, actor: Actor, row: LedgerRow) -> None:
    """A clerk says which organization a line means. Raises NotPermitted, NotCompetent, Refusal."""
    _open(line.ledger, actor, "指定对应组织")
    if row.ledger_id != line.ledger_id:
        raise Refusal("该组织不在这本台账中。")
    other = row.approval_lines.exclude(pk=line.pk).first()
    if other is not None:
        raise Refusal(f"该组织已对应第{other.line}行，请先核对哪一行正确。")
    if not line.unit:
        raise Refusal("该行没有批复单位，不能载入。")
    line.row, line.note = row, "经办人指定"
    line.save(update_fields=["row", "note"])
    _take(line.ledger, [line])
    audit.record("ledgers.settle_line", actor=actor, subject=line.ledger, organization=row.organization_id)
    refeed(line.ledger)
