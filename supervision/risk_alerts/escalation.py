"""What follows the rules in a night: alerts that stay open are reported to the head of their office, once a turn, and
what was to be done about alerts that are gone is done with. Set by set, whatever the number of alerts."""

import datetime

from django.db import connection, transaction
from django.db.models import Count, F

from core import worklist
from core.departments.models import Department
from core.rules.compile import table
from core.rules.subjects import subject_kinds
from core.worklist.actions import close_many
from core.worklist.models import WorkItem
from supervision.risk_alerts import limits
from supervision.risk_alerts.models import AlertEscalation, LimitKind, RiskAlert

HANDLE, ESCALATED = "risk_alerts.handle", "risk_alerts.escalated"
HEADS = {"civil_affairs": "registry_chief"}  # kind of office → the post of its head; elsewhere the office itself


@transaction.atomic
def follow_up(as_of: datetime.date) -> int:
    """After the rules of a night; safe to repeat. Returns how many alerts were reported anew."""
    close_settled()
    start_clocks(as_of)
    made = escalate(as_of)
    _hand_to_heads()
    return made


def close_settled(organization_id: int | None = None) -> int:
    """Alerts that are resolved need nobody any more."""
    gone = RiskAlert.objects.resolved()
    if organization_id is not None:
        gone = gone.filter(organization=organization_id)
    return close_many(RiskAlert, HANDLE, gone)


def start_clocks(as_of: datetime.date) -> int:
    """What waits without a last day for judging, from before its severity had one, gets it now."""
    waiting = RiskAlert.objects.waiting().filter(judge_due_on=None)
    due = limits.judge_by(as_of).items()
    return sum(waiting.filter(severity=code).update(judge_due_on=day) for code, day in due)


def escalate(as_of: datetime.date) -> int:
    """One row an alert, severity and turn: the first after the days of its limit, the next each `repeat_days`.

    A night that was missed is made up for by the turn that has come meanwhile, not by each that was passed over.
    """
    made = 0
    for severity, limit in limits.of_kind(LimitKind.ESCALATE, as_of).items():
        over = "(%(day)s::date - alert.open_since - %(days)s)"
        turn = f"{over} / %(repeat)s" if limit.repeat_days else "0"
        made += _execute(
            f"INSERT INTO {table(AlertEscalation)} (alert_id, since, severity, turn, made_on, office_id) "  # noqa: S608
            f"SELECT alert.id, alert.open_since, alert.severity, {turn}, %(day)s, {_OFFICE} "
            f"FROM {table(RiskAlert)} AS alert WHERE alert.resolved_on IS NULL AND alert.dismissed_on IS NULL "
            f"AND alert.severity = %(severity)s AND alert.open_since <= %(day)s::date - %(days)s "
            "ON CONFLICT (alert_id, since, severity, turn) DO NOTHING",
            {
                "day": as_of, "days": limit.number, "repeat": limit.repeat_days, "severity": severity,
                "party": [kind.code for kind in subject_kinds().values() if kind.is_party],
            },
        )  # fmt: skip
    return made


# The competent office, as RiskAlert.competent_department_id says it.
_OFFICE = (
    "CASE WHEN alert.subject_kind = ANY(%(party)s) THEN alert.party_superior_id "
    "ELSE alert.supervising_authority_id END"
)


def _hand_to_heads() -> None:
    """One item an office with escalated alerts, for its head; it goes when none is left."""
    counts = dict(
        AlertEscalation.objects.filter(alert__in=RiskAlert.objects.open(), since=F("alert__open_since"))
        .exclude(office=None)
        .values_list("office")
        .annotate(n=Count("alert", distinct=True))
    )
    for office in Department.objects.filter(pk__in=counts):
        worklist.open_item(
            ESCALATED, subject=office, title=f"督促处置超期预警{counts[office.pk]}条",
            url_name="staff:risk_alerts:escalated", url_args=[], department=office, role=HEADS.get(office.kind, ""),
        )  # fmt: skip
    standing = WorkItem.objects.open().filter(kind=ESCALATED).exclude(object_id__in=counts)
    close_many(Department, ESCALATED, Department.objects.filter(pk__in=standing.values("object_id")))


def _execute(statement: str, params: dict) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return max(cursor.rowcount, 0)
