"""Counts and labels of a batch for its pages."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q

from core.departments.models import Department, Region
from registry.identifiers.issues import Severity
from registry.imports.issue_labels import label
from registry.imports.models import ImportBatch, ImportGap, ImportRow
from registry.imports.states import Decision, GapKind, Outcome


@dataclass(frozen=True)
class KindCount:
    """One kind of issue in a batch; `covered` rows have a reason by now."""

    code: str
    severity: str
    rows: int
    reason: str

    @property
    def label(self) -> str:
        return label(self.code)

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
    found = [KindCount(code, severity, count, batch.overrides.get(code, "")) for code, severity, count in rows]
    return sorted(found, key=lambda kind: (order.index(Severity(kind.severity)), -kind.rows, kind.code))


def outcomes(batch: ImportBatch) -> list[tuple[str, str, int]]:
    """(outcome, label, rows) of an applied batch."""
    counted = dict(batch.rows.order_by().values_list("outcome").annotate(Count("pk")))
    return [(value, name, counted[value]) for value, name in Outcome.choices if counted.get(value)]


def in_words(rows: list[ImportRow]) -> dict[str, dict[int, str]]:
    """Names behind the ids that values and changes hold: two queries for a page of rows."""
    regions, units = set(), set()
    for row in rows:
        regions |= {row.values.get("region_id"), *row.changes.get("region_id", [])}
        units |= {row.values.get("business_supervisor_id"), *row.changes.get("business_supervisor_id", [])}
    return {
        "region_id": dict(Region.objects.filter(pk__in=regions - {None}).values_list("pk", "full_name")),
        "business_supervisor_id": dict(Department.objects.filter(pk__in=units - {None}).values_list("pk", "name")),
    }


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
