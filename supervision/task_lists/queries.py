"""What the pages of tasks count. Every count is of write-off rows and can be opened as such."""

import datetime
from collections.abc import Iterable

from django.db.models import Count, Q

from core import clock
from core.access.actor import Actor
from core.departments.models import Department, RegionLevel
from core.writeoff.models import RowQuerySet, WriteOffRow
from core.writeoff.states import UNDONE, RowState
from supervision.task_lists.models import Task

SOON_DAYS = 14


def task_rows(actor: Actor) -> RowQuerySet:
    """Rows of issued tasks that the seat sees: of what it issued, of what it has to do."""
    return WriteOffRow.objects.visible_to(actor).filter(write_off_list__task__isnull=False)


def in_district(rows: RowQuerySet, district_id: int) -> RowQuerySet:
    """Rows of the offices of a district and of its streets."""
    return rows.filter(Q(responsible__region=district_id) | Q(responsible__region__parent=district_id))


def counts_of(day: datetime.date) -> dict[str, Count]:
    return {
        "total": Count("pk", filter=~Q(state=RowState.STRUCK)),
        "closed": Count("pk", filter=Q(state=RowState.CONFIRMED)),
        "waiting": Count("pk", filter=Q(state=RowState.APPLIED)),
        "open": Count("pk", filter=Q(state__in=[RowState.OPEN, RowState.STRIKING])),
        "overdue": Count("pk", filter=Q(state__in=UNDONE, due_on__lt=day)),
    }


def by_office(rows: RowQuerySet) -> list[dict]:
    """One dict an office, in the order of divisions and names: progress is no ranking. One query."""
    names = ("responsible_id", "responsible__name")
    grouped = rows.order_by().values(*names).annotate(**counts_of(clock.today()))
    return [one for one in grouped.order_by("responsible__region__code", "responsible__name") if one["total"]]


def by_district(rows: RowQuerySet) -> list[dict]:
    """One dict a district with its streets; what stands above is one line, `district` None. One query."""
    found: dict[int | None, dict] = {}
    columns = ("responsible__region__level", "responsible__region_id", "responsible__region__name",
               "responsible__region__parent_id", "responsible__region__parent__name")  # fmt: skip
    counts = counts_of(clock.today())
    grouped = rows.order_by().values(*columns).annotate(**counts)
    for one in grouped.order_by("responsible__region__code"):
        district, name = _district(one)
        line = found.setdefault(district, {"district": district, "name": name, **dict.fromkeys(counts, 0)})
        for key in counts:
            line[key] += one[key]
    return [line for line in found.values() if line["total"]]


def _district(one: dict) -> tuple[int | None, str]:
    level = one["responsible__region__level"]
    if level == RegionLevel.DISTRICT:
        return one["responsible__region_id"], one["responsible__region__name"]
    if level == RegionLevel.TOWNSHIP:
        return one["responsible__region__parent_id"], one["responsible__region__parent__name"]
    return None, "市级单位"


def burden(offices: Iterable[int] | None = None) -> dict[int, dict]:
    """What each office has open, whoever asked for it: rows, tasks, issuers, those due within two weeks.

    Numbers alone, of all tasks of the portal: they say how much is asked, not what. Two queries at most.
    """
    rows = WriteOffRow.objects.filter(write_off_list__task__isnull=False, state__in=UNDONE)
    if offices is not None:
        rows = rows.filter(responsible__in=list(offices))
    soon = clock.today() + datetime.timedelta(days=SOON_DAYS)
    grouped = rows.order_by().values("responsible_id").annotate(
        rows=Count("pk"),
        tasks=Count("write_off_list", distinct=True),
        issuers=Count("write_off_list__department", distinct=True),
        soon=Count("pk", filter=Q(due_on__lte=soon)),
        overdue=Count("pk", filter=Q(due_on__lt=clock.today())),
    )  # fmt: skip
    return {one["responsible_id"]: one for one in grouped}


def asked_this_year(offices: Iterable[int]) -> dict[int, int]:
    """How many tasks each office was given since the first of January. One query."""
    first = clock.today().replace(month=1, day=1)
    rows = WriteOffRow.objects.filter(responsible__in=list(offices), write_off_list__task__issued_on__gte=first)
    grouped = rows.order_by().values("responsible_id").annotate(n=Count("write_off_list", distinct=True))
    return {one["responsible_id"]: one["n"] for one in grouped}


def added_by(task: Task) -> list[dict]:
    """For the page before issuing: per office, how many rows the draft adds and how many it has open already."""
    grouped = task.targets.order_by().values("responsible_id", "responsible__name").annotate(adds=Count("pk"))
    lines = list(grouped.order_by("responsible__region__code", "responsible__name"))
    if not lines:
        lines = [{"responsible_id": task.lead_id, "responsible__name": task.lead.name, "adds": 1}]
    now = burden(line["responsible_id"] for line in lines)
    return [{**line, "now": now.get(line["responsible_id"], {}).get("rows", 0)} for line in lines]


def working_on(task: Task) -> set[int]:
    """Ids of the offices that work on it: issuer, owner, helpers, and those with rows."""
    rows = task.book.rows.values_list("responsible_id", flat=True) if task.book else ()
    return {task.department_id, task.lead_id, *task.partners.values_list("department_id", flat=True), *rows}


def offices_named(ids: Iterable[int]) -> dict[int, str]:
    return dict(Department.objects.filter(pk__in=list(ids)).values_list("pk", "name"))
