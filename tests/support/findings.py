"""What a rule finds on a day, asked with its first version and without the night around it."""

import datetime

from core.rules.models import RuleVersion

NAMES = ("organization_id", "period", "due_on", "severity", "evidence")


def found(rule, day: datetime.date | str, **params) -> list[dict]:
    """One dict a finding; `params` replace those of the rule."""
    day = datetime.date.fromisoformat(day) if isinstance(day, str) else day
    version = RuleVersion(code=rule.code, params={**rule.default_params, **params}, severity=rule.default_severity)
    rows = rule().findings(day, version).values(*(f"finding_{name}" for name in NAMES))
    return [{name: row[f"finding_{name}"] for name in NAMES} for row in rows]


def bodies(rule, day, **params) -> set[int]:
    """The organizations of the findings."""
    return {one["organization_id"] for one in found(rule, day, **params)}
