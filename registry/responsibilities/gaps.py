"""What is not clear yet in a ledger's organizations: the source of its write-off list."""

from collections.abc import Iterator

from django.db.models import Q

from core.writeoff.actions import Finding
from core.writeoff.models import WriteOffList
from registry.organizations.models import Organization
from registry.responsibilities.models import LedgerRow
from registry.responsibilities.states import DISPUTED, Comparison


def findings(book: WriteOffList) -> Iterator[Finding]:
    """No department, no party organ: as the register says. Differing supervisor, undecided dispute: as the ledger."""
    bodies = Organization.objects.active().filter(supervising_authority=book.department_id)
    unclear = bodies.filter(Q(business_supervisor=None, industry_department=None) | Q(party_superior=None))
    for body in unclear.order_by("pinyin", "pk"):
        if body.responsible_department_id is None:
            yield _of(book, body, "department", "既无业务主管单位，也无行业管理部门", "在责任台账中确定行业管理部门")
        if body.party_superior_id is None:
            yield _of(book, body, "party", "未确定党建责任单位", "在责任台账中确定党建责任单位")
    rows = LedgerRow.objects.filter(ledger=book.source_args.get("ledger")).select_related("organization")
    for row in rows.filter(comparison=Comparison.DIFFERS).order_by("pk"):
        text = f"成立批复为{row.approval_unit}，登记的业务主管单位与其不一致"
        yield _of(book, row.organization, "differs", text, "核实后由社会组织办理变更登记，或确认批复已变更", row)
    for row in rows.filter(state__in=DISPUTED).order_by("pk"):
        text = f"归口未定：{row.get_state_display()}"
        yield _of(book, row.organization, "disputed", text, "由裁定机关裁定", row)


def _of(book, body: Organization, kind: str, problem: str, measure: str, row: LedgerRow | None = None) -> Finding:
    name = "staff:responsibilities:row" if row else "staff:organizations:detail"
    return Finding(
        key=f"{kind}:{body.pk}",
        subject=body.name,
        problem=problem,
        responsible_id=book.department_id,
        organization_key=body.pk,
        url_name=name,
        url_args=[row.pk if row else body.pk],
        measure=measure,
    )
