"""What the pages count. Everything starts from `visible_to`."""

import datetime

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, FloatField, Q
from django.db.models.functions import Extract

from core import clock
from core.access.actor import Actor
from core.departments.models import Department, DepartmentKind
from core.rules.base import Rule
from core.rules.decisions import as_decisions
from core.rules.queries import Record
from supervision.risk_alerts import limits
from supervision.risk_alerts.models import LimitKind, RiskAlert, SweepRun
from supervision.risk_alerts.states import CONFIRMED

CHAIN = (
    "supervising_authority_id",
    "registering_authority_id",
    "business_supervisor_id",
    "industry_department_id",
    "party_superior_id",
)


class _Median(Aggregate):
    """Of the days that occurred, not an average between two."""

    function = "percentile_disc"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def open_by_rule(actor: Actor) -> dict[str, int]:
    """Open alerts per rule code, as far as the actor sees; one query."""
    rows = RiskAlert.objects.visible_to(actor).open().order_by().values_list("rule_code")
    return dict(rows.annotate(n=Count("pk")))


def record_by_rule(actor: Actor) -> dict[str, Record]:
    """What became of the alerts of each rule, as far as the actor sees. Three queries."""
    today = clock.today()
    percent, least = (limits.number(kind, today) for kind in (LimitKind.NOISY_PERCENT, LimitKind.NOISY_LEAST))
    rows = RiskAlert.objects.visible_to(actor).order_by().values("rule_code")
    counted = rows.annotate(
        open=Count("pk", filter=Q(resolved_on=None, dismissed_on=None)),
        confirmed=Count("pk", filter=Q(state__in=CONFIRMED)),
        false_alarms=Count("pk", filter=_FALSE),
    )
    days = dict(_median_days(actor))
    found = {}
    for row in counted:
        code = row.pop("rule_code")
        decided = row["confirmed"] + row["false_alarms"]
        is_noisy = (
            percent is not None and decided >= max(least or 0, 1) and row["false_alarms"] * 100 > decided * percent
        )
        found[code] = Record(**row, median_days=days.get(code), is_noisy=is_noisy)
    return found


_FALSE = Q(dismissed_on__isnull=False) & (Q(dismissal_kind=None) | Q(dismissal_kind__is_false_alarm=True))


def _median_days(actor: Actor):
    took = ExpressionWrapper(F("resolved_on") - F("opened_on"), output_field=DurationField())
    rows = RiskAlert.objects.visible_to(actor).resolved().filter(dismissed_on=None).order_by().values("rule_code")
    found = rows.annotate(seconds=_Median(Extract(took, "epoch")))
    return ((row["rule_code"], round(row["seconds"] / 86400)) for row in found)


def false_alarms(rule: Rule):
    """Alerts of the rule that people dismissed as false alarms, for core/rules/decisions.py."""
    rows = RiskAlert.objects.filter(_FALSE, rule_code=rule.code, subject_kind=rule.subject_kind)
    return as_decisions(
        rows, subject="subject_id", period="period", decided_on="dismissed_on", label="预警作为误报排除"
    )


def offices_for(alert: RiskAlert):
    """Offices that have to do with the alert by responsibility: those it can be assigned to."""
    known = [getattr(alert, column) for column in CHAIN]
    streets = Q(kind=DepartmentKind.STREET, region=alert.street_id) if alert.street_id else Q(pk__in=[])
    found = Department.objects.active().filter(Q(pk__in=[pk for pk in known if pk]) | streets)
    return found.order_by("name")


def nights_without_run(days: int, last_day: datetime.date) -> list[datetime.date]:
    """Nights of the last `days` for which there is no whole run, since the first run there ever was."""
    whole = SweepRun.objects.filter(is_whole=True)
    first = whole.order_by("as_of").values_list("as_of", flat=True).first()
    if first is None:
        return []
    begin = max(first, last_day - datetime.timedelta(days=days))
    made = set(whole.filter(as_of__gte=begin).values_list("as_of", flat=True))
    every = (begin + datetime.timedelta(days=n) for n in range((last_day - begin).days + 1))
    return [day for day in every if day not in made]
