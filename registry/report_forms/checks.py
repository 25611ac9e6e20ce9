"""Whether a report may be sent: pure functions over answers. Every sentence names the field and the amounts."""

import datetime
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from registry.report_forms.schema import REASONS, Answers, Check, Field, FormSchema, Section

REASON_LENGTH = 10
LIMIT = Decimal(10) ** 16
TOLERANCE = Decimal("0.01")
NOISE = re.compile(r"[,，\s¥￥元]")


@dataclass(frozen=True)
class Problem:
    """`kind`: missing, format, hard, soft. A soft one with a sufficient reason stands but blocks nothing."""

    section: str
    field: str
    code: str
    kind: str
    text: str
    reason: str = ""

    @property
    def blocks(self) -> bool:
        return self.kind != "soft" or len(self.reason.strip()) < REASON_LENGTH


def money(value: Decimal) -> str:
    return f"{value:,.2f}"


def said(field: Field, value: Decimal) -> str:
    return money(value) if field.kind == "money_yuan" else f"{value:,.0f}"


# ---- one answer


def tidy(field: Field, raw: str) -> str:
    """As it is kept: full-width digits and thousands separators gone, amounts with two decimals; what cannot be read
    stays as typed, so that nothing a person wrote is lost."""
    text = raw.strip().replace("\r\n", "\n")
    if field.is_number:
        number = figure(field, text)
        if number is not None:
            return f"{number:.2f}" if field.kind == "money_yuan" else f"{number:.0f}"
    if field.kind == "date":
        day = _day(text)
        return day.isoformat() if day else text
    return text[: field.max_length * 2 + 2000]


def figure(field: Field, text: str) -> Decimal | None:
    """The number of an answer; None where it cannot be read."""
    plain = NOISE.sub("", unicodedata.normalize("NFKC", text))
    pattern = r"[+-]?\d+(\.\d{1,2})?" if field.kind == "money_yuan" else r"[+-]?\d+(\.0+)?"
    if not re.fullmatch(pattern, plain):
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def _day(text: str) -> datetime.date | None:
    found = re.fullmatch(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?", unicodedata.normalize("NFKC", text))
    try:
        return datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def complaint(field: Field, text: str) -> str:
    """What is wrong with one answer that was given; "" when it can stand."""
    if field.is_number:
        return _number_complaint(field, text)
    if field.kind == "date" and _day(text) is None:
        return f"“{field.label}”应为日期，例如 2025-06-30"
    if field.is_chosen and text not in dict(field.options):
        return f"请从选项中选择“{field.label}”"
    if len(text) > field.max_length:
        return f"“{field.label}”不能超过{field.max_length}个字，现有{len(text)}个字"
    if len(text) < field.min_length:
        return f"“{field.label}”不能少于{field.min_length}个字，现有{len(text)}个字"
    if field.must_be and text != field.must_be:
        return f"“{field.label}”须选择“{dict(field.options)[field.must_be]}”才能报送"
    return ""


def _number_complaint(field: Field, text: str) -> str:
    value = figure(field, text)
    is_money = field.kind == "money_yuan"
    if value is None:
        return f"“{field.label}”应为" + ("数字，例如 12500.00（元，最多两位小数）" if is_money else "整数，例如 12")
    if value < 0 and not field.may_be_negative:
        return f"“{field.label}”不能小于 0"
    if abs(value) >= LIMIT:
        return f"“{field.label}”数值过大，请核对单位是否为{'元' if is_money else '个'}"
    return ""


# ---- the whole report


def is_asked(schema_fields: Mapping[str, Field], field: Field, flat: Answers) -> bool:
    """Conditional fields count only where their condition holds, all the way up."""
    if field.show_if is None:
        return True
    above = schema_fields[field.show_if.field]
    return flat.get(above.key) == field.show_if.value and is_asked(schema_fields, above, flat)


def flat(answers: Mapping[str, Answers]) -> Answers:
    """All sections in one: field keys are unique over the form."""
    return {key: value for section in answers.values() for key, value in section.items() if key != REASONS}


def figures(schema: FormSchema, answers: Mapping[str, Answers]) -> dict[str, Decimal]:
    """Every number of the report that was asked for and can be read."""
    given, fields = flat(answers), schema.fields
    found = {}
    for key, field in fields.items():
        text = given.get(key, "")
        if field.is_number and text and not complaint(field, text) and is_asked(fields, field, given):
            found[key] = figure(field, text)
    return found


def problems(
    schema: FormSchema, answers: Mapping[str, Answers], last: Mapping[str, Decimal] | None = None
) -> list[Problem]:
    """Everything that stands against sending, in the order of the form. `last` are last year's figures."""
    given, fields = flat(answers), schema.fields
    numbers = figures(schema, answers)
    found = []
    for section in schema.sections:
        reasons = answers.get(section.key, {}).get(REASONS) or {}
        found += _of_fields(section, fields, given)
        for check in schema.checks:
            if check.section == section.key and (text := _failing(check, fields, numbers, last or {})):
                reason = reasons.get(check.code, "")
                found.append(Problem(section.key, check.field, check.code, check.severity, text, reason))
    return found


def _of_fields(section: Section, fields: Mapping[str, Field], given: Answers) -> list[Problem]:
    found = []
    for field in section.fields:
        if not is_asked(fields, field, given):
            continue
        text = given.get(field.key, "")
        if text:
            if wrong := complaint(field, text):
                found.append(Problem(section.key, field.key, field.key, "format", wrong))
        elif field.required:
            verb = "选择" if field.is_chosen else "填写"
            found.append(Problem(section.key, field.key, field.key, "missing", f"请{verb}“{field.label}”"))
    return found


def _failing(check: Check, fields, numbers: Mapping[str, Decimal], last: Mapping[str, Decimal]) -> str:
    """The sentence of a check that does not hold; "" when it holds or when what it compares is not there yet."""
    needed = [key for key in check.fields if check.kind != "any_floor"]
    if any(key not in numbers for key in needed):
        return ""
    return KINDS[check.kind](check.terms, fields, numbers, last)


def _rows(fields, keys) -> str:
    rows = "、".join(dict.fromkeys(fields[key].row for key in keys if fields[key].row))
    return f"，请核对第 {rows} 行" if rows else "，请核对"


def _total(terms, fields, numbers, last) -> str:
    total, plus, minus = terms["total"], terms["plus"], terms.get("minus", ())
    given, right = numbers[total], sum(numbers[k] for k in plus) - sum(numbers[k] for k in minus)
    if abs(given - right) < TOLERANCE:
        return ""
    field = fields[total]
    names = f"“{fields[plus[0]].label} − {fields[minus[0]].label}”" if minus else "各项之和"
    keys = [*(k for k in plus if numbers[k]), *minus, total]
    amounts = [said(field, value) for value in (given, right, abs(given - right))]
    return f"{field.label} {amounts[0]} 与{names} {amounts[1]} 相差 {amounts[2]}{_rows(fields, keys)}"


def _at_most(terms, fields, numbers, last) -> str:
    field, limit = fields[terms["field"]], fields[terms["limit"]]
    if numbers[field.key] <= numbers[limit.key]:
        return ""
    amounts = said(field, numbers[field.key]), said(limit, numbers[limit.key])
    return f"“{field.label}”{amounts[0]} 大于“{limit.label}”{amounts[1]}，请核对"


def _at_least(terms, fields, numbers, last) -> str:
    field, limit = fields[terms["field"]], fields[terms["limit"]]
    if numbers[field.key] >= numbers[limit.key]:
        return ""
    return f"“{field.label}”{said(field, numbers[field.key])} 少于“{limit.label}”{said(limit, numbers[limit.key])}"


def _any_floor(terms, fields, numbers, last) -> str:
    known = [key for floor in terms["floors"] for key in floor["fields"]]
    if not all(key in numbers for key in known):
        return ""
    if any(sum(numbers[key] for key in floor["fields"]) >= floor["value"] for floor in terms["floors"]):
        return ""
    return terms["text"]


def _same_as_last_year(terms, fields, numbers, last) -> str:
    field, before = fields[terms["field"]], last.get(terms["last"])
    if before is None or abs(numbers[field.key] - before) < TOLERANCE:
        return ""
    difference = said(field, abs(numbers[field.key] - before))
    return (
        f"“{field.label}”{said(field, numbers[field.key])} 与上年报告的"
        f"“{fields[terms['last']].label}”{said(field, before)} 相差 {difference}"
    )


def change_percent(now: Decimal, before: Decimal) -> Decimal | None:
    """Per cent against last year, one decimal; None where there was nothing to compare with."""
    return (100 * (now - before) / abs(before)).quantize(Decimal("0.1")) if before else None


def _change(terms, fields, numbers, last) -> str:
    field, before = fields[terms["field"]], last.get(terms["field"])
    now = numbers[field.key]
    if not before or abs(now - before) * 100 <= terms["percent"] * abs(before):
        return ""
    percent = change_percent(now, before)
    direction = "增加" if percent > 0 else "减少"
    return f"“{field.label}”{said(field, numbers[field.key])} 较上年 {said(field, before)} {direction} {abs(percent)}%"


KINDS = {
    "total": _total,
    "at_most": _at_most,
    "at_least": _at_least,
    "any_floor": _any_floor,
    "same_as_last_year": _same_as_last_year,
    "change": _change,
}
