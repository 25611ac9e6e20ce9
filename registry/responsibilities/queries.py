"""What the pages of a ledger show beside its rows."""

from collections import defaultdict
from collections.abc import Callable

from django.db.models import Count, Q

from core.access.actor import Actor
from core.departments.models import Department
from registry.organizations.models import Organization
from registry.responsibilities import duties
from registry.responsibilities.learning import floor
from registry.responsibilities.models import CommitteeDuty, LedgerRow, ResponsibilityLedger
from registry.responsibilities.states import DISPUTED, SETTLED, Comparison, LedgerState, RowState


def tiles(ledger: ResponsibilityLedger, counts: dict, rows_url: Callable, disputed_url: Callable) -> list[dict]:
    """Each figure with the address of the rows it counts."""
    pk = ledger.pk
    settled = sum(counts[state] for state in SETTLED)
    disputed = sum(counts[state] for state in DISPUTED)
    differs = counts["is_differs"]
    return [
        {"label": "社会组织", "value": counts["total"], "url": rows_url(pk), "tone": ""},
        {"label": "待归口", "value": counts[RowState.UNASSIGNED], "url": rows_url(pk, state="unassigned"), "tone": ""},
        {
            "label": "待部门确认",
            "value": counts[RowState.CONSULTED],
            "url": rows_url(pk, state="consulted"),
            "tone": "",
        },
        {"label": "已确定", "value": settled, "url": rows_url(pk, state="accepted&state=decided"), "tone": ""},
        {
            "label": "异议与未答复",
            "value": disputed,
            "url": disputed_url(pk),
            "tone": "warning" if disputed else "",
        },
        {
            "label": "批复与登记不一致",
            "value": differs,
            "url": rows_url(pk, comparison=Comparison.DIFFERS),
            "tone": "warning" if differs else "",
        },
    ]


def steps(ledger: ResponsibilityLedger) -> list[dict]:
    order = LedgerState.values
    now = order.index(ledger.state)
    done = ledger.state == LedgerState.SIGNED
    return [
        {
            "label": LedgerState(state).label,
            "state": "done" if number < now or done else "current" if number == now else "",
        }
        for number, state in enumerate(order)
    ]


def by_department(rows) -> list[dict]:
    """Department, how many rows it answers for, how many it has answered; the largest first. One query."""
    found = rows.exclude(answering=None).order_by().values("answering", "answering__name")
    counted = found.annotate(
        total=Count("pk"),
        accepted=Count("pk", filter=Q(state__in=SETTLED)),
        contested=Count("pk", filter=Q(state=RowState.CONTESTED)),
    )
    return list(counted.order_by("-total", "answering__name"))


def grouped(rows) -> list[tuple[str, list[LedgerRow]]]:
    """Rows of the annex: by responsible department, by name; those without one at the end."""
    groups: dict[str, list[LedgerRow]] = defaultdict(list)
    for row in rows.order_by("organization__pinyin", "pk"):
        groups[row.responsible.name if row.responsible else ""].append(row)
    return sorted(groups.items(), key=lambda one: (one[0] == "", -len(one[1]), one[0]))


def of_department(actor: Actor, pk: int) -> tuple[Department | None, list[Organization]]:
    """The organizations of a department that the seat sees; None where it sees none and it is not its own office."""
    rows = Organization.objects.visible_to(actor).filter(pk__in=duties.organizations_of(pk).values("pk"))
    rows = rows.select_related("party_superior", "industry_department", "business_supervisor", "district")
    found = list(rows.order_by("pinyin", "pk"))
    office = Department.objects.filter(pk=pk).first() if found or actor.department_id == pk else None
    return office, found


def duty_of(office: Department) -> CommitteeDuty | None:
    return CommitteeDuty.objects.open().filter(department=office).order_by("due_on").first()


def proposals(row: LedgerRow) -> list[dict]:
    """The kept proposals with the departments' names; nothing where the portal was not sure enough."""
    is_sure = row.responsible is not None or (row.confidence or 0) >= floor()
    names = Department.objects.in_bulk([one["department"] for one in row.proposals])
    return [
        {**one, "name": names[one["department"]].name, "percent": f"{one['confidence']:.0%}", "is_sure": is_sure}
        for one in row.proposals
        if one["department"] in names
    ]
