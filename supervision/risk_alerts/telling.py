"""Telling people what the night found, in the morning: the organization its own matters, every office one digest, and
every person one of what was assigned to her.

`told` of the rule's version says who; each alert is told once, whoever asks how often. Names stand behind the links,
in no notice.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Max

from core import clock
from core.departments.models import Department, DepartmentKind
from core.notifications import notices
from core.notifications.models import Notice
from core.notifications.states import Channel
from core.rules.base import all_rules
from core.rules.models import RuleVersion
from supervision.risk_alerts import notices as texts
from supervision.risk_alerts.models import AlertEscalation, RiskAlert

DAYS_BACK = 3  # a morning that was missed is made up for; what is older is no news
AT_ONCE = 500
# Who of `told` is an office: the alert's columns, of which the first that is filled counts.
OFFICES = {"SUP": ("business_supervisor_id", "industry_department_id"), "REG": ("supervising_authority_id",),
           "LEAD": ("supervising_authority_id",), "PTY": ("party_superior_id",),
           "DEPARTMENT": ("business_supervisor_id",), "REGION": ("street_id",)}  # fmt: skip
REGION = "REGION"  # its column names a division; the office is that of the street
COLUMNS = ("pk", "organization_id", "period", "due_on", "open_since", *{c for its in OFFICES.values() for c in its})
BOTH = (Channel.IN_APP, Channel.EMAIL)


def tell(today: datetime.date | None = None) -> int:
    """Tell of alerts that the last nights opened and that still stand; returns how many notices were new."""
    today = today or clock.today()
    fresh: dict[int, dict[int, tuple[str, datetime.date]]] = defaultdict(dict)  # office → alert → rule, day
    told, streets = 0, _streets()
    for rule in all_rules():
        version = RuleVersion.objects.on(today).filter(code=rule.code).first()
        who = version.told if version else rule.told
        rows = list(_opened(rule.code, today).values(*COLUMNS)) if who else []
        if "ORG" in who:
            told += _organizations(rule.code, rows)
        for row in rows:
            for office in _offices(row, who, streets):
                fresh[office][row["pk"]] = (rule.code, row["open_since"])
    return told + _digests(fresh, today) + _to_persons(today)


def _opened(code: str, today: datetime.date):
    """Opened, or opened again, in the last nights."""
    first = today - datetime.timedelta(days=DAYS_BACK)
    return RiskAlert.objects.open().filter(rule_code=code, open_since__gt=first, open_since__lte=today)


def _streets() -> dict[int, int]:
    """Division → the office of the street."""
    offices = Department.objects.active().of_kind(DepartmentKind.STREET)
    return dict(offices.values_list("region", "pk"))


def _offices(row: dict, who: Iterable[str], streets: dict[int, int]) -> set[int]:
    found = set()
    for one in who:
        held = next((row[column] for column in OFFICES.get(one, ()) if row[column]), None)
        office = streets.get(held) if one == REGION else held
        if office is not None:
            found.add(office)
    return found


def _organizations(code: str, rows: list[dict]) -> int:
    """One notice an alert, with e-mail and SMS; alerts of the same matter and day are written together."""
    groups: dict[tuple, list[int]] = defaultdict(list)
    for row in rows:
        if row["organization_id"] is not None:
            groups[row["period"], row["due_on"], row["open_since"]].append(row["organization_id"])
    told = 0
    for (period, due_on, open_since), organizations in groups.items():
        for chunk in _chunks(organizations):
            told += notices.queue(
                f"risk_alerts.told:{code}:{period}:{open_since:%Y%m%d}",
                template=texts.TEMPLATES.get(code, texts.OWN),
                recipients=[notices.to_organization(pk) for pk in chunk],
                context_ids=texts.context(code, period, due_on),
                channels=(Channel.IN_APP, Channel.EMAIL, Channel.SMS),
            )
    return told


# -- offices: one digest a morning --


def _digests(fresh: dict[int, dict], today: datetime.date) -> int:
    """What is new since the office was told last, and what it has let lie; nothing where nothing is new."""
    last = _told_last(today)
    escalated = _escalated(today)
    overdue, newly = _overdue(today, last)
    told = 0
    for office in sorted({*fresh, *escalated, *newly}):
        since = last.get(office, today - datetime.timedelta(days=DAYS_BACK))
        rules = Counter(code for code, day in fresh.get(office, {}).values() if day > since)
        new = escalated.get(office, 0) if since < today else 0
        if rules or new or newly.get(office):
            told += notices.queue(
                _key(today),
                template=texts.OFFICE,
                recipients=[notices.to_department(office)],
                context_ids=texts.digest(rules, escalated=new, overdue=overdue.get(office, 0)),
                channels=BOTH,
            )
    return told


def _key(day: datetime.date) -> str:
    return f"risk_alerts.digest:{day:%Y%m%d}"


def _told_last(today: datetime.date) -> dict[int, datetime.date]:
    """The last morning, of those that count, on which each office got its digest."""
    days = {_key(day): day for day in (today - datetime.timedelta(days=back) for back in range(DAYS_BACK))}
    told = Notice.objects.filter(event_key__in=days, department__isnull=False)
    keys = told.values_list("department").annotate(key=Max("event_key"))
    return {office: days[key] for office, key in keys}


def _escalated(today: datetime.date) -> dict[int, int]:
    """Reported last night, and still open."""
    rows = AlertEscalation.objects.filter(made_on=today, alert__in=RiskAlert.objects.open()).exclude(office=None)
    return dict(Counter(rows.values_list("office", flat=True)))


def _overdue(today: datetime.date, last: dict[int, datetime.date]) -> tuple[dict[int, int], dict[int, int]]:
    """Office → alerts not judged in time; and of these, those whose last day passed since the office was told."""
    every: Counter[int] = Counter()
    newly: Counter[int] = Counter()
    waiting = RiskAlert.objects.judge_overdue(today)
    for alert in waiting.values("subject_kind", "supervising_authority_id", "party_superior_id", "judge_due_on"):
        office = alert["party_superior_id" if texts.is_party(alert["subject_kind"]) else "supervising_authority_id"]
        if office is None:
            continue
        every[office] += 1
        since = last.get(office, today - datetime.timedelta(days=1))
        newly[office] += since - datetime.timedelta(days=1) < alert["judge_due_on"]
    return dict(every), {office: number for office, number in newly.items() if number}


# -- persons: what was assigned to them --


def _to_persons(today: datetime.date) -> int:
    """Who has something that is due today or since yesterday overdue reads how much she has; no names, no rules."""
    held = RiskAlert.objects.open().exclude(assignee=None)
    due = held.filter(handle_due_on__range=(today - datetime.timedelta(days=1), today))
    told = 0
    for person in sorted(set(due.values_list("assignee", flat=True))):
        own = held.filter(assignee=person)
        told += notices.queue(
            f"risk_alerts.due:{today:%Y%m%d}",
            template=texts.PERSON,
            recipients=[notices.to_user(person)],
            context_ids={"number": own.count(), "overdue": own.filter(handle_due_on__lt=today).count()},
            channels=BOTH,
        )
    return told


def _chunks(pks: list[int]) -> Iterable[list[int]]:
    return (pks[start : start + AT_ONCE] for start in range(0, len(pks), AT_ONCE))
