"""The kinds of checks: each says in a sentence, with rows and amounts, what does not hold. Decimals throughout."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from registry.report_forms.answers import said
from registry.report_forms.schema import Check, Field

TOLERANCE = Decimal("0.01")
NAMED = 5  # of a column that was carried over wrongly, as many lines are named
Numbers = Mapping[str, Decimal]
Fields = Mapping[str, Field]


def failing(check: Check, fields: Fields, numbers: Numbers, last: Numbers) -> str:
    """The sentence of a check that does not hold; "" when it holds or when what it compares is not there yet."""
    needed = check.fields if check.kind not in ("any_floor", "carried") else ()
    if any(key not in numbers for key in needed):
        return ""
    return KINDS[check.kind](check.terms, fields, numbers, last)


def side(terms: dict, numbers: Numbers) -> Decimal:
    """What a total must be."""
    plus, minus = terms.get("plus", ()), terms.get("minus", ())
    return sum((numbers[key] for key in plus), Decimal(0)) - sum((numbers[key] for key in minus), Decimal(0))


def apart(check: Check, numbers: Numbers) -> Decimal:
    """What was given less what it must be (of several that it may be, the nearest)."""
    if check.kind == "total":
        return numbers[check.terms["total"]] - side(check.terms, numbers)
    if check.kind == "one_of":
        return min((numbers[check.field] - numbers[key] for key in check.terms["among"]), key=abs)
    parts = check.terms.get("parts") or [check.terms["field"]]
    return sum((numbers[key] for key in parts), Decimal(0)) - numbers[check.terms["limit"]]


def _rows(fields: Fields, keys) -> str:
    """Where to look: line numbers, by statement where there is more than one."""
    by_sheet: dict[str, list[str]] = {}
    for key in keys:
        if fields[key].row:
            by_sheet.setdefault(fields[key].sheet_title, []).append(fields[key].row)
    named = []
    for title, rows in by_sheet.items():
        named.append(f"{title if len(by_sheet) > 1 else ''}第 {'、'.join(dict.fromkeys(rows))} 行")
    return f"，请核对{'，'.join(named)}" if named else "，请核对"


def _total(terms: dict, fields: Fields, numbers: Numbers, last: Numbers) -> str:
    total, plus, minus = terms["total"], terms.get("plus", ()), terms.get("minus", ())
    given, right = numbers[total], side(terms, numbers)
    if abs(given - right) < TOLERANCE:
        return ""
    field = fields[total]
    if not plus and not minus:
        return f"{field.label} {said(field, given)} 应为 0{_rows(fields, [total])}"
    keys = [*(k for k in plus if numbers[k] or field.sheet_title), *minus, total]
    amounts = [said(field, value) for value in (given, right, abs(given - right))]
    names = _names(terms, fields)
    return f"{field.label} {amounts[0]} 与{names} {amounts[1]} 相差 {amounts[2]}{_rows(fields, keys)}"


def _names(terms: dict, fields: Fields) -> str:
    plus, minus = terms.get("plus", ()), terms.get("minus", ())
    if terms.get("by") == "column":
        return "本行各栏之和"
    if len(plus) == 1 and not minus:
        return f"“{fields[plus[0]].label}”"
    if len(plus) + len(minus) > 4 or not minus:
        return "各项之和"
    return f"“{' + '.join(fields[k].label for k in plus)} − {' − '.join(fields[k].label for k in minus)}”"


def _at_most(terms: dict, fields: Fields, numbers: Numbers, last: Numbers) -> str:
    limit = fields[terms["limit"]]
    if "parts" in terms:
        value = sum((numbers[key] for key in terms["parts"]), Decimal(0))
        first = fields[terms["parts"][0]]
        names = " + ".join(fields[key].label for key in terms["parts"])
        label = f"{limit.label}的其中各项之和" if first.sheet_title and len(terms["parts"]) > 1 else names
        where = _rows(fields, [*terms["parts"], limit.key])
    else:
        value, label, where = numbers[terms["field"]], fields[terms["field"]].label, "，请核对"
        first = fields[terms["field"]]
    if value - numbers[limit.key] < TOLERANCE:
        return ""
    return f"“{label}”{said(first, value)} 大于“{limit.label}”{said(limit, numbers[limit.key])}{where}"


def _at_least(terms: dict, fields: Fields, numbers: Numbers, last: Numbers) -> str:
    field, limit = fields[terms["field"]], fields[terms["limit"]]
    if numbers[field.key] >= numbers[limit.key]:
        return ""
    return f"“{field.label}”{said(field, numbers[field.key])} 少于“{limit.label}”{said(limit, numbers[limit.key])}"


def _any_floor(terms: dict, fields: Fields, numbers: Numbers, last: Numbers) -> str:
    known = [key for floor in terms["floors"] for key in floor["fields"]]
    if not all(key in numbers for key in known):
        return ""
    if any(sum(numbers[key] for key in floor["fields"]) >= floor["value"] for floor in terms["floors"]):
        return ""
    return terms["text"]


def _same_as_last_year(terms: dict, fields: Fields, numbers: Numbers, last: Numbers) -> str:
    field, before = fields[terms["field"]], last.get(terms["last"])
    if before is None or abs(numbers[field.key] - before) < TOLERANCE:
        return ""
    source = fields[terms["last"]].label if terms["last"] in fields else field.label
    apart = said(field, abs(numbers[field.key] - before))
    return f"“{field.label}”{said(field, numbers[field.key])} 与上年报告的“{source}”{said(field, before)} 相差 {apart}"


def _carried(terms: dict, fields: Fields, numbers: Numbers, last: Numbers) -> str:
    """`whole`: where last year has this figure it had the same statement, and a line without a figure was empty."""
    is_whole = terms["whole"] in last
    wrong = []
    for cell, code in terms["pairs"]:
        before = last.get(code, Decimal(0) if is_whole else None)
        if cell in numbers and before is not None and abs(numbers[cell] - before) >= TOLERANCE:
            wrong.append((fields[cell], numbers[cell], before))
    if not wrong:
        return ""
    named = [
        f"第 {field.row} 行“{field.label}”{said(field, now)}，上年报告为 {said(field, before)}，"
        f"相差 {said(field, abs(now - before))}"
        for field, now, before in wrong[:NAMED]
    ]
    more = f"；另有 {len(wrong) - NAMED} 行" if len(wrong) > NAMED else ""
    return f"{terms['text']}：{'；'.join(named)}{more}"


def change_percent(now: Decimal, before: Decimal) -> Decimal | None:
    """Per cent against last year, one decimal; None where there was nothing to compare with."""
    return (100 * (now - before) / abs(before)).quantize(Decimal("0.1")) if before else None


def _one_of(terms: dict, fields: Fields, numbers: Numbers, last: Numbers) -> str:
    field, among = fields[terms["field"]], terms["among"]
    if any(abs(numbers[field.key] - numbers[key]) < TOLERANCE for key in among):
        return ""
    others = "、".join(f"“{fields[key].label}”{said(fields[key], numbers[key])}" for key in among)
    return f"“{field.label}”{said(field, numbers[field.key])} 与{others} 都不一致"


def _change(terms: dict, fields: Fields, numbers: Numbers, last: Numbers) -> str:
    field = fields[terms["field"]]
    now, before = numbers[field.key], last.get(field.figure_code)
    if not before or abs(now - before) * 100 <= terms["percent"] * abs(before):
        return ""
    percent = change_percent(now, before)
    direction = "增加" if now > before else "减少"
    return f"“{field.label}”{said(field, now)} 较上年 {said(field, before)} {direction} {abs(percent)}%"


KINDS: dict[str, Callable[[dict, Fields, Numbers, Numbers], str]] = {
    "total": _total,
    "at_most": _at_most,
    "at_least": _at_least,
    "any_floor": _any_floor,
    "same_as_last_year": _same_as_last_year,
    "carried": _carried,
    "change": _change,
    "one_of": _one_of,
}
