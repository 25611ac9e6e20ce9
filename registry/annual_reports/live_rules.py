"""What static/js/report_checks.js needs to judge a section while it is typed."""

from registry.annual_reports.progress import Progress
from registry.annual_reports.units import unit_of
from registry.report_forms.browser import SIDES, browser_rules
from registry.report_forms.schema import Answers, Section


def live_rules(progress: Progress, section: Section, answers: Answers, *, alone: bool = False) -> dict:
    """The rules of the section with the numbers of the other sections, and the words their sentences are made of.

    `alone`: for somebody who sees this section only; rules that look at others are left to the server.
    """
    rules = browser_rules(progress.schema, section)
    if alone:
        rules["rules"] = [rule for rule in rules["rules"] if not _named(rule) & set(rules["elsewhere"])]
        rules["elsewhere"] = []
    fields = progress.schema.compared
    by_column = {check.code for check in progress.schema.checks if check.terms.get("by") == "column"}
    by_parts = {check.code for check in progress.schema.checks if "parts" in check.terms}
    numbers = {key: f"{progress.numbers[key]:.2f}" for key in rules["elsewhere"] if key in progress.numbers}
    return {
        **rules,
        "rules": [
            {
                **rule,
                "by": "column" if rule["code"] in by_column else "",
                "parts": rule["code"] in by_parts,
                "own": rule["code"] in (f"{rule['field']}_lines", f"{rule['field']}_columns"),
            }
            for rule in rules["rules"]
        ],
        "numbers": numbers,
        "unit": unit_of(section),
        "titles": {key: fields[key].sheet_title for key in rules["labels"] if fields[key].sheet_title},
        "isAlone": alone,
        "isStarted": bool(answers) and bool(rules["rules"]),
    }


def _named(rule: dict) -> set[str]:
    return {key for side in SIDES for key in rule[side]}
