"""The tab 年度报告 of the organization page, on the day the page looks at."""

import datetime

from core import clock
from core.access import guards
from registry.annual_reports import queries
from registry.annual_reports.models import ReportObligation
from registry.annual_reports.tables import ReportList, row_url, stage_pair
from registry.organizations.frame import day_of, organization_or_404, respond

TAB = "staff:annual_reports:of_organization"


@guards.staff("annual_reports.view")
def of_organization(request, pk):
    organization = organization_or_404(request.actor, pk)
    day = day_of(request)
    rows = ReportList().queryset(request.actor).filter(organization=organization).order_by("-year")
    years = _today(rows) if day == clock.today() else _then(rows, day)
    return respond(
        request, organization, tab=TAB, template="registry/annual_reports/panel.html", context={"years": years}
    )


def _today(rows) -> list[dict]:
    return [
        {"row": row, "url": row_url(row), "stage": stage_pair(row), "due_on": row.due_on, "is_overdue": row.is_overdue,
         "sent_at": row.first_sent_at, "receipt_no": row.receipt_no}
        for row in rows
    ]  # fmt: skip


def _then(rows, day: datetime.date) -> list[dict]:
    """As things stood at the end of `day`: dates before later notices, submissions and opinions up to it."""
    opened = queries.with_dates(rows.filter(regime__opens_on__lte=day), day)
    keys = ReportObligation.objects.filter(pk__in=[row.pk for row in opened])
    stands = _standing(keys, day)
    end = clock.end_of(day)
    return [
        {"row": row, "url": row_url(row), "stage": stands.get(row.pk, ("免报", "neutral")), "due_on": row.due_then,
         "is_overdue": stands.get(row.pk) == OVERDUE,
         "sent_at": row.first_sent_at if row.first_sent_at and row.first_sent_at < end else None,
         "receipt_no": row.receipt_no if row.first_sent_at and row.first_sent_at < end else ""}
        for row in opened
    ]  # fmt: skip


OVERDUE = ("未报送", "danger")


def _standing(keys, day: datetime.date) -> dict[int, tuple[str, str]]:
    """Five queries; what is not named was not owed."""
    owed = queries.owed(keys, day)
    returned = {row.pk for row in queries.with_fix_due(owed, day) if row.fix_due_on}
    waiting = set(queries.at_first_reviewer(owed, day).values_list("pk", flat=True))
    filed = set(queries.filed(owed, day).values_list("pk", flat=True))
    late = set(queries.overdue(owed, day).values_list("pk", flat=True))
    found = {}
    for pk in owed.values_list("pk", flat=True):
        if pk in returned:
            found[pk] = ("退回补正中", "warning")
        elif pk in filed:
            found[pk] = ("已报送", "ok")
        elif pk in waiting:
            found[pk] = ("在初审单位", "info")
        else:
            found[pk] = OVERDUE if pk in late else ("未报送", "neutral")
    return found
