"""From what was pushed to values: one function per kind of field, each giving the value or one sentence."""

import datetime
import re
from decimal import Decimal, InvalidOperation

from registry.approvals.fields import FIELD, KINDS, MODES, NUMBER, TYPES, YES, Field
from registry.identifiers.issues import normalize_code
from registry.organizations.names import tidy

_YMD = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]0?0:00(?::00)?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONEY = re.compile(r"([\d,]+(?:\.\d{1,2})?)\s*(万)?\s*元?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONG_DIGITS = re.compile(r"\d{15}|1[2-9]\d{9}")
_MOST_YUAN = Decimal(10) ** 12


class Unreadable(ValueError):
    """The sentence says what is wrong and what to do."""


def plain(value) -> str:
    """A value of a call or a cell as text. Raises Unreadable for lists, objects and what no text may hold."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float | Decimal):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if not isinstance(value, str):
        raise Unreadable("应为文字，不能是列表或对象。")
    if _CONTROL.search(value) or not value.isprintable() and not value.strip().replace("\n", "").isprintable():
        raise Unreadable("含有不可见的控制字符，请删去后再填。")
    return value.strip()


def read(field: Field, text: str):
    """The value as jsonb holds it. Raises Unreadable."""
    if len(text) > field.longest:
        raise Unreadable(f"有{len(text)}个字，超过{field.longest}个字。")
    return _READERS.get(field.what, _words)(text)


def _words(text: str) -> str:
    return text


def _representative(text: str) -> str:
    """A name alone: a number beside it would be kept where numbers are not kept."""
    if _LONG_DIGITS.search(text):
        raise Unreadable("只填姓名，请删去证件号码和电话号码。")
    return text


def _number(text: str) -> str:
    if not NUMBER.fullmatch(text):
        raise Unreadable(f"“{text}”不是办件编号，应为4至64位字母、数字、-、_、.，以字母或数字开头。")
    return text


def _name(text: str) -> str:
    found = tidy(text)
    if re.search(r"[?�□]", found):
        raise Unreadable(f"“{found}”含有无法识别的字符，请按决定文书更正。")
    return found


def _day(text: str) -> str:
    found = _YMD.fullmatch(text) or _COMPACT.fullmatch(text)
    try:
        day = datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None:
        raise Unreadable(f"“{text}”不是日期，请按 2026-06-03 的样子填写。")
    if day.year < 1949:
        raise Unreadable(f"“{text}”早于1949年，请核对。")
    return day.isoformat()


def _money(text: str) -> str:
    found = _MONEY.fullmatch(text)
    try:
        amount = Decimal(found[1].replace(",", "")) * (10_000 if found[2] else 1) if found else None
    except InvalidOperation:
        amount = None
    if amount is None or amount >= _MOST_YUAN:
        raise Unreadable(f"“{text}”不是金额，请填写以元为单位的数字，例如 50000。")
    return f"{amount:.2f}"


def _choice(words: dict, names: str):
    def pick(text: str):
        found = words.get(text) if text in words else words.get(text.lower())
        if found is None:
            raise Unreadable(f"“{text}”不能识别，应为{names}之一。")
        return found if isinstance(found, bool) else str(found)

    return pick


_READERS = {
    "number": _number,
    "kind": _choice(KINDS, "成立登记、变更登记、注销登记"),
    "name": _name,
    "code": normalize_code,
    "date": _day,
    "type": _choice(TYPES, "社会团体、社会服务机构、基金会"),
    "mode": _choice(MODES, "双重管理、直接登记、脱钩"),
    "yes": _choice(YES, "是、否"),
    "money": _money,
    "person": _representative,
}


def day_of(values: dict, key: str) -> datetime.date:
    return datetime.date.fromisoformat(values[key])


def known(key: str) -> Field | None:
    return FIELD.get(key)
