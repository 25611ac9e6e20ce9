"""Parameters of a rule as fields of a form and as words: numbers, yes or no, lists of numbers.

A parameter is offered where the rule names it in `param_labels`; every other stays as it is.
"""

import re
from decimal import Decimal

from django import forms

from core.rules.base import Rule

_SEPARATORS = re.compile(r"[、,，\s]+")


class NumbersField(forms.CharField):
    """30、15、7、1 → [30, 15, 7, 1]."""

    default_error_messages = {"numbers": "请填写整数，用顿号分开，如 30、15、7、1。"}

    def to_python(self, value):
        parts = [part for part in _SEPARATORS.split(super().to_python(value).strip()) if part]
        try:
            return [int(part) for part in parts]
        except ValueError:
            raise forms.ValidationError(self.error_messages["numbers"], code="numbers") from None

    def prepare_value(self, value):
        return "、".join(map(str, value)) if isinstance(value, list) else value


def field_of(value, label: str) -> forms.Field | None:
    """By the kind of the value that stands; None for kinds that no form can ask for."""
    if isinstance(value, bool):
        return forms.BooleanField(label=label, required=False)
    if isinstance(value, int):
        return forms.IntegerField(label=label, min_value=0, max_value=1_000_000_000)
    if isinstance(value, (float, Decimal)):
        return forms.DecimalField(label=label, min_value=0, max_digits=14, decimal_places=4)
    if isinstance(value, list) and value and all(isinstance(one, int) for one in value):
        return NumbersField(label=label, max_length=200, help_text="整数，用顿号分开")
    return None


def fields_of(rule: Rule, params: dict) -> dict[str, forms.Field]:
    """Name of the parameter → field, with the value that stands as its initial."""
    found = {}
    for name, label in rule.param_labels.items():
        value = params.get(name, rule.default_params.get(name))
        field = field_of(value, label)
        if field is not None:
            field.initial = value
            found[name] = field
    return found


def plain(value):
    """As JSON keeps it."""
    return float(value) if isinstance(value, Decimal) else value


def shown(rule: Rule, params: dict) -> list[tuple[str, str]]:
    """(label, value in words) of the parameters that the rule names."""
    return [(label, in_words(params[name])) for name, label in rule.param_labels.items() if name in params]


def changes(rule: Rule, before: dict, after: dict) -> list[tuple[str, str, str]]:
    """(label, before, after) of the named parameters that differ."""
    return [
        (label, in_words(before.get(name)), in_words(after[name]))
        for name, label in rule.param_labels.items()
        if name in after and before.get(name) != after[name]
    ]


def in_words(value) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return "、".join(map(in_words, value)) if isinstance(value, list) else str(value)
