"""One answer: how it is read, kept and said. Amounts are kept in yuan; 万元 exists only at the edge."""

import datetime
import json
import re
import unicodedata
from decimal import Decimal

from registry.report_forms.schema import NOTHING, Answer, Field, Row

LIMIT = Decimal(10) ** 16
WAN = Decimal(10000)
NOISE = re.compile(r"[,，\s¥￥元]")
KEPT = re.compile(r"-?[0-9]+(\.[0-9]{2})?")  # an amount or a count that was tidied before
MOST_ROWS = 500


def money(value: Decimal) -> str:
    return f"{value:,.2f}"


def in_wan(value: Decimal) -> str:
    """Exact: yuan with two decimals need up to six in 万元; at least two are shown."""
    whole, _, decimals = f"{value / WAN:,.6f}".partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"


def said(field: Field, value: Decimal) -> str:
    """A number in a sentence or a table; an amount in 万元 names its unit."""
    if not field.is_money:
        return f"{value:,.0f}"
    return f"{in_wan(value)}万元" if field.unit == "wan" else money(value)


# ---- reading


def tidy(field: Field, raw: Answer) -> Answer:
    """As it is kept: full-width digits and thousands separators gone, amounts with two decimals; what cannot be read
    stays as typed, so that nothing a person wrote is lost. Rows of a table without any text are dropped."""
    if field.is_table:
        return _tidy_rows(field, raw)
    text = str(raw).strip().replace("\r\n", "\n")
    if field.is_number:
        number = figure(field, text)
        if number is not None:
            return f"{number:.2f}" if field.is_money else f"{number:.0f}"
    if field.kind == "date":
        day = _day(text)
        return day.isoformat() if day else text
    return text[: field.max_length * 2 + 2000]


def _tidy_rows(field: Field, raw: Answer) -> Answer:
    rows = _loaded(raw) if isinstance(raw, str) else raw
    if rows == NOTHING:
        return NOTHING if field.nothing_label else ""
    if not isinstance(rows, list):
        return ""
    kept = []
    for row in rows[:MOST_ROWS]:
        if isinstance(row, dict):
            given = {one.key: tidy(one, row.get(one.key) or "") for one in field.columns}
            kept.append({key: text for key, text in given.items() if text})
    return [row for row in kept if row] or ""


def _loaded(text: str):
    if text.strip() == NOTHING:
        return NOTHING
    try:
        return json.loads(text)
    except ValueError:
        return ""


def rows_of(given: Answer) -> list[Row]:
    return given if isinstance(given, list) else []


def figure(field: Field, text: str) -> Decimal | None:
    """The number of an answer as it is kept; None where it cannot be read."""
    if KEPT.fullmatch(text):
        return Decimal(text) if field.is_money or text.endswith(".00") or "." not in text else None
    return _number(text, r"[+-]?\d+(\.\d{1,2})?" if field.is_money else r"[+-]?\d+(\.0+)?")


def _number(text: str, pattern: str) -> Decimal | None:
    plain = NOISE.sub("", unicodedata.normalize("NFKC", text))
    return Decimal(plain) if re.fullmatch(pattern, plain, re.ASCII) else None


def _day(text: str) -> datetime.date | None:
    found = re.fullmatch(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?", unicodedata.normalize("NFKC", text), re.ASCII)
    try:
        return datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


# ---- the edge: 万元 as typed, yuan as kept


def from_typed(field: Field, text: str) -> str:
    """What a person typed in the unit of the field, in yuan; what cannot be read stays as typed."""
    if not field.is_money or field.unit != "wan":
        return text
    value = _number(text.replace("万", ""), r"[+-]?\d+(\.\d{1,6})?")
    return text if value is None else f"{value * WAN:.2f}"


def as_typed(field: Field, text: str) -> str:
    """The inverse: what is kept, in the unit of the field."""
    value = figure(field, text) if field.is_money and field.unit == "wan" else None
    return text if value is None else in_wan(value).replace(",", "")


# ---- judging


def readable(field: Field, text: str) -> Decimal | None:
    """The number of an answer that can stand; the short form of `figure` and `complaint`."""
    value = figure(field, text)
    return None if value is None or _number_fault(field, value) else value


def complaint(field: Field, given: Answer) -> str:
    """What is wrong with one answer that was given; "" when it can stand."""
    if field.is_table:
        return next(iter(complaints(field, given)), "")
    text = str(given)
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


def complaints(field: Field, given: Answer) -> list[str]:
    """Of a table, row by row."""
    if given == NOTHING and field.nothing_label:
        return []
    rows = rows_of(given)
    found = []
    if len(rows) < field.min_rows:
        found.append(f"“{field.label}”至少填写{field.min_rows}行，现有{len(rows)}行")
    if len(rows) > field.max_rows:
        found.append(f"“{field.label}”最多{field.max_rows}行，现有{len(rows)}行")
    for place, row in enumerate(rows, start=1):
        for one in field.columns:
            text = row.get(one.key, "")
            wrong = complaint(one, text) if text else f"请填写“{one.label}”" if one.required else ""
            if wrong:
                found.append(f"“{field.label}”第 {place} 行：{wrong}")
    return found


def _number_complaint(field: Field, text: str) -> str:
    value = figure(field, text)
    if value is None:
        return f"“{field.label}”应为{_example(field)}"
    return _number_fault(field, value)


def _number_fault(field: Field, value: Decimal) -> str:
    if value < 0 and not field.may_be_negative:
        return f"“{field.label}”不能小于 0"
    if abs(value) >= LIMIT:
        return f"“{field.label}”数值过大，请核对单位是否为{field.unit_label or '个'}"
    return ""


def _example(field: Field) -> str:
    if not field.is_money:
        return "整数，例如 12"
    if field.unit == "wan":
        return "数字，例如 1.25（万元，最多六位小数）"
    return "数字，例如 12500.00（元，最多两位小数）"
