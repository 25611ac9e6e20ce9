"""Telling people what the night found, in the morning: the organization its own matters, offices one line a rule.

`told` of the rule's version says who; each alert is told once, whoever asks how often. Names stand behind the links,
in no notice.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from core import clock
from core.notifications import notices
from core.notifications.states import Channel
from core.rules.base import all_rules
from core.rules.models import RuleVersion
from supervision.risk_alerts import notices as texts
from supervision.risk_alerts.models import RiskAlert

DAYS_BACK = 3  # a morning that was missed is made up for; what is older is no news
AT_ONCE = 500
OFFICES = {"SUP": ("business_supervisor_id", "industry_department_id"), "REG": ("supervising_authority_id",),
           "LEAD": ("supervising_authority_id",), "PTY": ("party_superior_id",)}  # fmt: skip
COLUMNS = ("pk", "organization_id", "period", "due_on", "opened_on", *{c for its in OFFICES.values() for c in its})


def tell(today: datetime.date | None = None) -> int:
    """Tell of alerts that the last nights opened and that still stand; returns how many notices were new."""
    today = today or clock.today()
    told = 0
    for rule in all_rules():
        version = RuleVersion.objects.on(today).filter(code=rule.code).order_by("-number").first()
        who = version.told if version else rule.told
        fresh = RiskAlert.objects.open().filter(
            rule_code=rule.code, opened_on__gt=today - datetime.timedelta(days=DAYS_BACK), opened_on__lte=today
        )
        rows = list(fresh.values(*COLUMNS)) if who else []
        if "ORG" in who:
            told += _organizations(rule.code, rows)
        told += _offices(rule.code, rows, [one for one in who if one in OFFICES])
    return told


def _organizations(code: str, rows: list[dict]) -> int:
    """One notice an alert, with e-mail and SMS; alerts of the same matter and day are written together."""
    groups: dict[tuple, list[int]] = defaultdict(list)
    for row in rows:
        if row["organization_id"] is not None:
            groups[row["period"], row["due_on"], row["opened_on"]].append(row["organization_id"])
    told = 0
    for (period, due_on, opened_on), organizations in groups.items():
        for chunk in _chunks(organizations):
            told += notices.queue(
                f"risk_alerts.told:{code}:{period}:{opened_on:%Y%m%d}",
                template=texts.TEMPLATES.get(code, texts.OWN),
                recipients=[notices.to_organization(pk) for pk in chunk],
                context_ids=texts.context(code, period, due_on),
                channels=(Channel.IN_APP, Channel.EMAIL, Channel.SMS),
            )
    return told


def _offices(code: str, rows: list[dict], who: list[str]) -> int:
    """One notice an office, rule and night, in the portal and by e-mail: how many are new."""
    counts: dict[tuple[int, datetime.date], set[int]] = defaultdict(set)
    for row in rows:
        for one in who:
            office = next((row[column] for column in OFFICES[one] if row[column]), None)
            if office is not None:
                counts[office, row["opened_on"]].add(row["pk"])
    told = 0
    for (office, opened_on), alerts in counts.items():
        told += notices.queue(
            f"risk_alerts.told_office:{code}:{opened_on:%Y%m%d}",
            template=texts.OFFICE,
            recipients=[notices.to_department(office)],
            context_ids={"rule": code, "number": len(alerts)},
            channels=(Channel.IN_APP, Channel.EMAIL),
        )
    return told


def _chunks(pks: list[int]) -> Iterable[list[int]]:
    return (pks[start : start + AT_ONCE] for start in range(0, len(pks), AT_ONCE))
