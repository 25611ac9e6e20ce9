"""Counts and labels of a batch for its pages."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q

from registry.identifiers.issues import Severity
from registry.imports.kind import kind_of
from registry.imports.models import ImportBatch, ImportGap
from registry.imports.states import Decision, GapKind, Outcome

MATCHED = {"uscc": "信用代码", "org_code": "组织机构代码", "legacy_reg_no": "登记证号", "name": "名称",
           "platform_id": "平台编号", "chosen": "人工选定"}  # fmt: skip


@dataclass(frozen=True)
class KindCount:
    """One kind of issue in a batch; `covered` rows have a reason by now."""

    code: str
    severity: str
    label: str
    rows: int
    reason: str

    @property
    def needs_reason(self) -> bool:
        return self.severity == Severity.CONFIRM and not self.reason


def severities(batch: ImportBatch) -> dict[str, int]:
    """Rows by their worst open issue, and what will become of them. One query."""
    return batch.rows.aggregate(
        total=Count("pk"),
        error=Count("pk", filter=Q(severity=Severity.ERROR)),
        confirm=Count("pk", filter=Q(severity=Severity.CONFIRM)),
        warning=Count("pk", filter=Q(severity=Severity.WARNING)),
        clean=Count("pk", filter=Q(severity="")),
        skip=Count("pk", filter=Q(decision=Decision.SKIP)),
        blocked=Count("pk", filter=_BLOCKED),
        create=Count("pk", filter=~_HELD & Q(decision=Decision.CREATE)),
        update=Count("pk", filter=~_HELD & Q(decision=Decision.UPDATE) & ~Q(changes={})),
        same=Count("pk", filter=~_HELD & Q(decision=Decision.UPDATE, changes={})),
    )


_HELD = Q(severity__in=[Severity.ERROR, Severity.CONFIRM])
_BLOCKED = _HELD & ~Q(decision=Decision.SKIP)


def kinds(batch: ImportBatch) -> list[KindCount]:
    """Every kind of issue with its rows, worst first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select issue->>'code', min(issue->>'severity'), count(distinct r.id) from registry_importrow r "
            "cross join lateral jsonb_array_elements(r.issues) issue where r.batch_id = %s group by 1",
            [batch.pk],
        )
        rows = cursor.fetchall()
    order = [Severity.ERROR, Severity.CONFIRM, Severity.WARNING]
    words, reasons = kind_of(batch).issue_label, batch.overrides
    found = [KindCount(code, severity, words(code), count, reasons.get(code, "")) for code, severity, count in rows]
    return sorted(found, key=lambda kind: (order.index(Severity(kind.severity)), -kind.rows, kind.code))


def matches(batch: ImportBatch) -> list[tuple[str, str, int]]:
    """(sign by which a record was found, its words, rows), the most frequent first."""
    found = batch.rows.exclude(match_on="").order_by().values_list("match_on").annotate(Count("pk"))
    return [(sign, MATCHED.get(sign, sign), number) for sign, number in sorted(found, key=lambda pair: -pair[1])]


def outcomes(batch: ImportBatch) -> list[tuple[str, str, int]]:
    """(outcome, label, rows) of an applied batch."""
    counted = dict(batch.rows.order_by().values_list("outcome").annotate(Count("pk")))
    return [(value, name, counted[value]) for value, name in Outcome.choices if counted.get(value)]


def open_gaps(actor) -> dict[str, int]:
    """Words still to be resolved, by kind, of the offices the seat reaches."""
    counted = dict(ImportGap.objects.visible_to(actor).open().values_list("kind").annotate(Count("pk")).order_by())
    return {str(kind): counted.get(str(kind), 0) for kind in GapKind}


def gap_uses(gaps: list[ImportGap]) -> dict[int, int]:
    """Rows that wrote each word; one query for a page of gaps of one kind."""
    if not gaps:
        return {}
    column = "city" if gaps[0].kind == GapKind.REGION else "business_supervisor"
    with connection.cursor() as cursor:
        cursor.execute(
            "select g.id, count(*) from registry_importgap g "
            "join registry_importbatch b on b.department_id = g.department_id "
            "join registry_importrow r on r.batch_id = b.id and r.values->>%s = g.word "
            "where g.id = any(%s) group by 1",
            [column, [gap.pk for gap in gaps]],
        )
        return dict(cursor.fetchall())
