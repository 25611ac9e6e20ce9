"""The identities of a section as plain data, for a script that judges while somebody types.

The server's judgement counts; this one is the same for sums and comparisons. Whoever reads it does, with exact
decimals (amounts in cents as integers):

1. Numbers. An answer counts where it can be read. In a statement (`cells`), once any cell has text, a blank cell is 0
   and a blank cell with a formula is what its formula says, of the numbers it names; a cell that cannot be read is no
   number, and neither is a blank one computed from it.
2. `elsewhere` are keys of other sections: their numbers are handed over with the page.
3. A rule is judged only where every key it names is a number. `value` is the sum of `plus` less that of `minus`,
   `right` the sum of `right_plus` less that of `right_minus`. equal: they are less than `tolerance` apart · at_most:
   `value` is less than `right` + `tolerance` · at_least: `value` is not less than `right`.
"""

from registry.report_forms.checks import Check
from registry.report_forms.identities import TOLERANCE
from registry.report_forms.schema import FormSchema, Section

SIDES = ("plus", "minus", "right_plus", "right_minus")


def browser_rules(schema: FormSchema, section: Section) -> dict:
    """JSON: `rules`, `cells`, `formulas`, `elsewhere`, `labels`, `rows`, `units`, `tolerance`."""
    rules = [rule for check in schema.checks if check.section == section.key if (rule := _rule(check)) is not None]
    named = dict.fromkeys(key for rule in rules for side in SIDES for key in rule[side])
    fields = schema.compared
    formulas = section.sheet.formulas if section.sheet else {}
    return {
        "section": section.key,
        "tolerance": str(TOLERANCE),
        "cells": [field.key for field in section.fields] if section.sheet else [],
        "formulas": {key: {"plus": list(plus), "minus": list(minus)} for key, (plus, minus) in formulas.items()},
        "elsewhere": [key for key in named if fields[key].section != section.key],
        "rules": rules,
        "labels": {key: fields[key].label for key in named},
        "rows": {key: fields[key].row for key in named if fields[key].row},
        "units": {key: fields[key].unit if fields[key].is_money else "" for key in named},
        "negative": [key for key, field in section.by_key.items() if field.is_number and field.may_be_negative],
    }


def _rule(check: Check) -> dict | None:
    """None for checks that only the server makes: with last year, of which one of several holds."""
    terms, empty = check.terms, {side: [] for side in SIDES}
    rule = {"code": check.code, "severity": check.severity, "field": check.field.partition(".")[0], **empty}
    if check.kind == "total":
        right = {"right_plus": list(terms.get("plus", ())), "right_minus": list(terms.get("minus", ()))}
        return {**rule, "test": "equal", "plus": [terms["total"]], **right}
    if check.kind == "at_most":
        parts = list(terms.get("parts") or [terms["field"]])
        return {**rule, "test": "at_most", "plus": parts, "right_plus": [terms["limit"]]}
    if check.kind == "at_least":
        return {**rule, "test": "at_least", "plus": [terms["field"]], "right_plus": [terms["limit"]]}
    return None
