"""How a Django form field becomes our markup: classes by kind of widget, and the links a screen reader needs."""

from html import escape

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

CHECK = (forms.CheckboxInput,)
DASHES = BLANK_CHOICE_DASH[0][1]  # Django's word for "nothing chosen yet"
CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def kind(field: BoundField) -> str:
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, CHOICES):
        return "choices"
    if isinstance(widget, CHECK):
        return "checkbox"
    return "control"


def _css_class(widget) -> str:
    if isinstance(widget, CHECK):
        return "form-check-input"
    if isinstance(widget, forms.Select):
        return "form-select"
    return "form-control"


def _from_to(field: BoundField) -> str:
    """Two inputs of one range, each with a name of its own for a screen reader; dates by the browser's picker."""
    for part, word in zip(field.field.widget.widgets, ("起", "止"), strict=False):
        part.attrs.update({"class": "form-control", "aria-label": f"{field.label}（{word}）"})
        if isinstance(part, forms.DateInput):
            part.input_type, part.format = "date", "%Y-%m-%d"
    return format_html('<div class="range">{}</div>', field.as_widget())


def _select(field: BoundField, attrs: dict) -> str:
    """What Django's own templates draw, in one pass over the choices: a list of streets and offices has hundreds."""
    widget = field.field.widget
    attrs = field.build_widget_attrs(attrs, widget)
    if field.auto_id and "id" not in widget.attrs:
        attrs.setdefault("id", field.auto_id)
    attrs = widget.build_attrs(widget.attrs, attrs)
    if widget.allow_multiple_selected:
        attrs["multiple"] = True
    options = _options(widget.choices, set(widget.format_value(field.value())))
    return format_html('<select name="{}"{}>{}</select>', field.html_name, flatatt(attrs), mark_safe(options))  # noqa: S308


def _options(choices, chosen: set[str]) -> str:
    """Escaped. A choice whose label is a list is a group."""
    parts = []
    for value, label in choices:
        if isinstance(label, list | tuple):
            parts.append(f'<optgroup label="{escape(str(value))}">{_options(label, chosen)}</optgroup>')
            continue
        key = "" if value is None else str(value)
        mark = " selected" if key in chosen else ""
        parts.append(f'<option value="{escape(key)}"{mark}>{_text("请选择" if label == DASHES else label)}</option>')
    return "".join(parts)


def _text(label) -> str:
    return escape(label) if type(label) is str else conditional_escape(label)


def control(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, forms.MultiWidget):
        return _from_to(field)
    attrs = dict(widget.attrs)
    own = attrs.get("class", "")
    attrs["class"] = f"{_css_class(widget)} {own}{' is-invalid' if field.errors else ''}".strip()
    ids = [
        f"{field.auto_id}_{part}" for part, present in (("help", field.help_text), ("error", field.errors)) if present
    ]
    if ids:
        attrs["aria-describedby"] = " ".join(ids)
    if isinstance(widget, forms.Select):
        return _select(field, attrs)
    if isinstance(widget, forms.Textarea):
        attrs.setdefault("rows", 4)
        if attrs["rows"] in ("10", 10):
            attrs["rows"] = 4
        attrs.pop("cols", None)
    return field.as_widget(attrs=attrs)


def errors(form) -> list[dict]:
    found = [{"text": text, "target": ""} for text in form.non_field_errors()]
    for field in form:
        target = "" if field.is_hidden else field.id_for_label or field.auto_id
        found += [{"text": text, "target": target} for text in sentences(field)]
    return found


def _please(field: BoundField) -> str:
    if kind(field) == "checkbox":
        return f"请勾选“{field.label}”"
    if isinstance(field.field.widget, (forms.Select, *CHOICES)):
        return f"请选择“{field.label}”"
    if isinstance(field.field.widget, forms.FileInput):
        return f"请上传“{field.label}”"
    return f"请填写“{field.label}”"


# Django's own sentences name no field and do not say what to do; ours do. Errors worded by our forms stay as they are.
WORDS = {
    "required": _please,
    "invalid_choice": lambda field: f"请在列表中选择“{field.label}”",
    "min_value": lambda field: f"“{field.label}”不能小于 {field.field.min_value}",
    "max_value": lambda field: f"“{field.label}”不能大于 {field.field.max_value}",
}
NOT_A_VALUE = (
    (forms.DateField, "“{}”应为日期，例如 2026-06-03"),
    (forms.DecimalField, "“{}”应为数字，例如 12500.00"),
    (forms.FloatField, "“{}”应为数字，例如 12.5"),
    (forms.IntegerField, "“{}”应为整数，例如 12"),
)


def _is_stock(field: BoundField, error) -> bool:
    """Whether this is Django's wording: neither raised with words of its own nor reworded by the form."""
    current = field.field.error_messages.get(error.code)
    if current is not None and error.message != current:
        return False
    for field_class in type(field.field).__mro__:
        if error.code in getattr(field_class, "default_error_messages", {}):
            return current == field_class.default_error_messages[error.code]
    return True


def _sentence(field: BoundField, error) -> str:
    if _is_stock(field, error):
        if error.code in WORDS:
            return WORDS[error.code](field)
        for field_class, words in NOT_A_VALUE if error.code == "invalid" else ():
            if isinstance(field.field, field_class):
                return words.format(field.label)
    return error.messages[0]


def sentences(field: BoundField) -> list[str]:
    """The errors of one field, worded for the summary and the field alike."""
    return [_sentence(field, error) for error in field.errors.as_data()] if field.errors else []
