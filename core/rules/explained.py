"""What a rule says of itself on a day: its `explanation` with the numbers of the version in force then.

A placeholder is the name of a parameter, `{workdays}`, or of a number that the rule reads from dated rows
(`Rule.dated_words`). A list is said with 、 between its members, one of them is `{conclude_by[0]}`; yes or no chooses
words: `{industry_only:行业协会商会|社会团体}`; `{severity}` is the version's severity.
"""

import datetime
import string
from collections.abc import Mapping

from core import clock
from core.rules.base import Rule
from core.rules.models import RuleVersion, Severity
from core.rules.parameters import in_words


class _Filler(string.Formatter):
    def format_field(self, value, spec: str) -> str:
        if isinstance(value, bool) and "|" in spec:
            yes, no = spec.split("|")
            return yes if value else no
        return in_words(value)


def values(rule: Rule, version: RuleVersion | None, day: datetime.date) -> Mapping:
    """By placeholder. What a version leaves out has the value that the rule itself falls back to."""
    severity = version.severity if version else rule.default_severity
    given = {**rule.default_params, **(version.params if version else {})}
    return {**given, **rule.dated_words(day), "severity": Severity(severity).label}


def explanation(rule: Rule, version: RuleVersion | None, day: datetime.date | None = None) -> str:
    """`version` is the one in force on `day` (today), or a proposed one; None where the rule has none yet."""
    return _Filler().vformat(rule.explanation, (), values(rule, version, day or clock.today()))
