"""Reading a query string so strictly that a misspelt filter can never pass for an answer."""

import datetime
import re

from django import forms
from django.http import QueryDict
from django_filters.fields import DateRangeField, RangeField

from core import clock
from core.access.problems import InvalidParameters
from core.listing import Filters, keyset
from core.listing.filters import keys_of
from core.listing.keyset import Order

DEFAULT_SIZE, MOST = 100, 500
PAGING = ("size", "at")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[0-9]{1,6}")
_WHOLE = re.compile(r"-?[0-9]{1,9}")


def check_names(query: QueryDict, known: set[str], repeatable: frozenset[str] = frozenset()) -> None:
    """Raises InvalidParameters for names that are not known, empty values and values given twice."""
    errors = {}
    for name, values in query.lists():
        if name not in known:
            errors[name] = ["没有这个参数，请核对拼写，或该令牌的数据范围不支持按它筛选。"]
        elif "" in values:
            errors[name] = ["参数值不能为空；不筛选时请去掉该参数。"]
        elif len(values) > 1 and name not in repeatable:
            errors[name] = ["该参数只能出现一次。"]
    if errors:
        raise InvalidParameters(errors)


def check_filters(query: QueryDict, filters: Filters, *others: str) -> None:
    """Raises InvalidParameters for everything in the query string that the filters do not know or do not accept."""
    names, repeatable = set(others), set()
    for name, field in filters.form.fields.items():
        names |= set(keys_of(name, field))
        if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
            repeatable.add(name)
    check_names(query, names, frozenset(repeatable))
    _check_plain(query, filters)
    if not filters.form.is_valid():
        raise InvalidParameters({name: [str(one) for one in found] for name, found in filters.form.errors.items()})


def _check_plain(query: QueryDict, filters: Filters) -> None:
    """Forms read more than the description promises: 2e9 as a number, anything at all as "no matter"."""
    errors = {}
    for name, field in filters.form.fields.items():
        for key in keys_of(name, field):
            text = query.get(key, "")
            if isinstance(field, forms.NullBooleanField) and text not in ("", "true", "false"):
                errors[key] = ["应为 true 或 false。"]
            if isinstance(field, forms.DecimalField | RangeField) and text and not _is_plain(field, text):
                errors[key] = ["应为整数；日期格式为 YYYY-MM-DD。"]
    if errors:
        raise InvalidParameters(errors)


def _is_plain(field: forms.Field, text: str) -> bool:
    is_days = isinstance(field, DateRangeField)
    return bool(_ISO_DAY.fullmatch(text) if is_days else _WHOLE.fullmatch(text))


def day(query: QueryDict, name: str) -> datetime.date:
    """The day the rows are read for: today, or the one named. Raises InvalidParameters for anything but a past day."""
    text = query.get(name, "")
    if not text:
        return clock.today()
    try:
        found = datetime.date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None:
        raise InvalidParameters({name: ["日期格式应为 YYYY-MM-DD，例如 2026-06-03。"]})
    if found > clock.today():
        raise InvalidParameters({name: ["日期不能晚于今天。"]})
    return found


def size(query: QueryDict) -> int:
    text = query.get("size", "")
    if not text:
        return DEFAULT_SIZE
    if not _NUMBER.fullmatch(text) or not 1 <= int(text) <= MOST:
        raise InvalidParameters({"size": [f"每页条数应为 1 至 {MOST} 的整数。"]})
    return int(text)


def position(query: QueryDict, order: Order) -> str:
    """The signed place to go on from; "" for the beginning. Raises InvalidParameters for one that was made up."""
    text = query.get("at", "")
    where = keyset.position(order, text) if text else None
    if text and (where is None or where[0] != "after"):
        raise InvalidParameters({"at": ["分页位置无效。请原样使用上一页返回的 next，或去掉 at 从头开始。"]})
    return text
